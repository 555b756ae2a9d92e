/** The mean head that measured heads are aligned to (`assets/models/mean-head.json`), as lines to look at. */
import file from '../../../../assets/models/mean-head.json?url';

/** Cells of the grid between two lines: fine enough for a nose. */
const STEP = 5;
const HOLE = -32_768;
/** Hundredths of a millimetre. */
const UNITS_PER_MM = 100;
/** Two cells that lie farther apart in depth are not of one surface. */
const LONGEST_STEP_MM = 40;

interface MeanHeadFile {
  readonly size: number;
  readonly millimetresPerPixel: number;
  /** Little-endian 16-bit integers, base64. */
  readonly relief: string;
}

/** Lines along and across the head, two points a line, in its own axes, millimetres; none where it cannot be read. */
export async function loadMeanHeadMesh(): Promise<Float32Array> {
  try {
    const answer = await fetch(file);
    return meshOf((await answer.json()) as MeanHeadFile);
  } catch {
    return new Float32Array(0);
  }
}

function meshOf({ size, millimetresPerPixel, relief }: MeanHeadFile): Float32Array {
  const bytes = Uint8Array.from(atob(relief), (letter) => letter.charCodeAt(0));
  const view = new DataView(bytes.buffer);
  const pointAt = (column: number, row: number): readonly [number, number, number] | null => {
    if (column >= size || row >= size) return null;
    const value = view.getInt16(2 * (row * size + column), true);
    if (value === HOLE) return null;
    const place = (index: number): number => (index - size / 2) * millimetresPerPixel;
    return [place(column), place(row), value / UNITS_PER_MM];
  };
  const lines: number[] = [];
  for (let row = 0; row < size; row += STEP) {
    for (let column = 0; column < size; column += STEP) {
      const here = pointAt(column, row);
      if (here === null) continue;
      for (const next of [pointAt(column + STEP, row), pointAt(column, row + STEP)]) {
        if (next === null || Math.abs(next[2] - here[2]) > LONGEST_STEP_MM) continue;
        lines.push(...here, ...next);
      }
    }
  }
  return Float32Array.from(lines);
}
