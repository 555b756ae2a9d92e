import type { RgbdFrame } from '../../../contract/frame.ts';

/** Columns of the grid: a cell is about 1° of a Kinect's view, 24 mm wide at 1.4 m. */
const COLUMNS = 64;
/** Sample positions in a cell, as shares of its side: like the five on a die. */
const READ_AT = [
  [1 / 2, 1 / 2],
  [1 / 6, 1 / 6],
  [5 / 6, 1 / 6],
  [1 / 6, 5 / 6],
  [5 / 6, 5 / 6],
] as const;
/** A cell with fewer readings than this counts as empty. */
const LEAST_READINGS = 2;

type DepthPicture = Pick<RgbdFrame, 'width' | 'height' | 'depth'>;

/** A coarse depth picture: the median of five readings per cell, millimetres, 0 if most of them are missing. */
export interface DepthGrid {
  readonly columns: number;
  readonly rows: number;
  /** Side of a cell, pixels. */
  readonly cell: number;
  readonly depth: Uint16Array;
}

/** Cells that would extend beyond the right or lower edge of the picture are left out. */
export function measureDepthGrid({ width, height, depth }: DepthPicture): DepthGrid {
  const cell = Math.max(1, Math.floor(width / COLUMNS));
  const columns = Math.floor(width / cell);
  const rows = Math.floor(height / cell);
  const offsets = READ_AT.map(([x, y]) => Math.floor(y * cell) * width + Math.floor(x * cell));
  const sorted = new Uint16Array(offsets.length);
  const grid = new Uint16Array(columns * rows);
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const start = cell * (row * width + column);
      let count = 0;
      for (const offset of offsets) {
        const z = depth[start + offset] ?? 0;
        if (z === 0) continue;
        let place = count++;
        for (; place > 0 && (sorted[place - 1] ?? 0) > z; place--) {
          sorted[place] = sorted[place - 1] ?? 0;
        }
        sorted[place] = z;
      }
      if (count >= LEAST_READINGS) grid[row * columns + column] = sorted[count >> 1] ?? 0;
    }
  }
  return { columns, rows, cell, depth: grid };
}
