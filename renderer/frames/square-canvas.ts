/** Gives a canvas a square of pixels; one that has it keeps its picture, which setting a size would clear. */
export function makeSquare(canvas: { width: number; height: number }, side: number): void {
  if (canvas.width !== side) canvas.width = side;
  if (canvas.height !== side) canvas.height = side;
}
