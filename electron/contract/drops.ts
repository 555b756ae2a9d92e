/** Frames that the camera counted but a recording does not hold. Both parts are null if the file does not say. */
export interface Drops {
  readonly dropped: number;
  /** Refused because the disk was too slow. */
  readonly droppedByDisk: number | null;
  readonly missedByCamera: number | null;
}

/** The same words in every window and on the command line. */
export function dropsInWords({ dropped, droppedByDisk, missedByCamera }: Drops): string {
  return droppedByDisk === null || missedByCamera === null
    ? `${dropped} dropped by the disk or missed by the camera`
    : `${droppedByDisk} dropped by the disk, ${missedByCamera} missed by the camera`;
}
