import type { Intrinsics } from '../../../contract/frame.ts';

/** Points beyond which more do not make the fit better. */
const MOST_POINTS = 20_000;
const FEWEST_POINTS = 50;
/** Root mean square, pixels: clouds are written with a rounding of less than a tenth. */
const WORST_FIT = 0.5;

/**
 * The intrinsics with which the points of an organised cloud were computed: u = fx·x/z + cx and v = fy·y/z + cy, by
 * least squares. Clouds whose x points left, or whose y points up, have the same intrinsics.
 * @param coordinates x, y and z of every pixel, row by row, in one unit; not finite or z ≤ 0: no reading
 * @returns null where there are too few points, or where no pinhole camera sees them so (root mean square over 0.5 px)
 */
export function fitIntrinsics(
  { x, y, z }: Readonly<Record<'x' | 'y' | 'z', Float32Array>>,
  width: number,
): Intrinsics | null {
  const stride = Math.max(1, Math.floor(z.length / MOST_POINTS));
  const across = new LineFit();
  const down = new LineFit();
  for (let i = 0; i < z.length; i += stride) {
    const depth = z[i] ?? NaN;
    const [u, v] = [(x[i] ?? NaN) / depth, (y[i] ?? NaN) / depth];
    if (!(depth > 0) || !Number.isFinite(u) || !Number.isFinite(v)) continue;
    across.add(u, i % width);
    down.add(v, Math.floor(i / width));
  }
  const [columns, rows] = [across.solve(), down.solve()];
  if (columns === null || rows === null) return null;
  return {
    fx: rounded(Math.abs(columns.slope)),
    fy: rounded(Math.abs(rows.slope)),
    cx: rounded(columns.offset),
    cy: rounded(rows.offset),
  };
}

/** To what 32-bit coordinates can tell. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Least squares for b = slope·a + offset. */
class LineFit {
  #n = 0;
  #a = 0;
  #b = 0;
  #aa = 0;
  #ab = 0;
  #bb = 0;

  add(a: number, b: number): void {
    this.#n++;
    this.#a += a;
    this.#b += b;
    this.#aa += a * a;
    this.#ab += a * b;
    this.#bb += b * b;
  }

  solve(): { readonly slope: number; readonly offset: number } | null {
    const n = this.#n;
    const spread = this.#aa - this.#a ** 2 / n;
    if (n < FEWEST_POINTS || !(spread > 1e-9)) return null;
    const together = this.#ab - (this.#a * this.#b) / n;
    const slope = together / spread;
    const offset = (this.#b - slope * this.#a) / n;
    const rest = Math.max(0, this.#bb - this.#b ** 2 / n - slope * together);
    return Math.sqrt(rest / n) <= WORST_FIT && slope !== 0 ? { slope, offset } : null;
  }
}
