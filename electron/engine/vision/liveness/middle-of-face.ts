/** The part of the face that sheets are fitted to, half axes in mm: brows to mouth, cheek to cheek. */
const HALF_WIDTH_MM = 52;
const HALF_HEIGHT_MM = 65;

/** @param across, down mm from the origin of the mean head */
export const isMiddle = (across: number, down: number): boolean =>
  (across / HALF_WIDTH_MM) ** 2 + ((down - 10) / HALF_HEIGHT_MM) ** 2 <= 1;
