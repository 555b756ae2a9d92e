/** One shot after the pipeline, or after any network that training wants to measure. */
export interface EmbeddedShot {
  readonly person: string;
  readonly shot: string;
  readonly role: 'gallery' | 'probe';
  /** Null when no face could be acquired. Numbers that are not finite count as that, too. */
  readonly embedding: Float32Array | null;
  /** What the shot shows, for the table by pose; read from the shot's name unless told. */
  readonly pose?: string;
}

/** `person/shot`: names a picture without showing it. */
export const shotName = ({ person, shot }: EmbeddedShot): string => `${person}/${shot}`;

/** `left-8HC`, `left3` and `left_03` are all `left`; a name without letters in front is `other`. */
export function poseOf({ pose, shot }: EmbeddedShot): string {
  if (pose !== undefined) return pose;
  const stem = (shot.split('-')[0] ?? '').replace(/[\d_.]+$/, '');
  return stem === '' ? 'other' : stem;
}

/** An embedding that can be compared. */
export const isUsable = (embedding: Float32Array | null): embedding is Float32Array =>
  embedding?.every(Number.isFinite) ?? false;
