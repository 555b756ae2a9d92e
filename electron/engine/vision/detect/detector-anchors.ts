/** Side of BlazeFace's input, pixels. */
export const DETECTOR_SIZE = 256;

/** Cells of each grid are this many pixels wide and hold this many anchors. */
const GRIDS = [
  { cell: 16, anchorsPerCell: 2 },
  { cell: 32, anchorsPerCell: 6 },
] as const;

/**
 * Centres of BlazeFace's 896 anchors in input pixels: x, y, x, y, …
 *
 * 16 × 16 cells with two anchors each, then 8 × 8 cells with six, row by row; anchors of a cell share its
 * centre (Bazarevsky et al. 2019, figure 3; MediaPipe `SsdAnchorsCalculator` with fixed anchor size).
 */
export function makeAnchors(): Float32Array {
  const centers: number[] = [];
  for (const { cell, anchorsPerCell } of GRIDS) {
    const cells = DETECTOR_SIZE / cell;
    for (let row = 0; row < cells; row++) {
      for (let column = 0; column < cells; column++) {
        for (let n = 0; n < anchorsPerCell; n++) {
          centers.push((column + 0.5) * cell, (row + 0.5) * cell);
        }
      }
    }
  }
  return Float32Array.from(centers);
}
