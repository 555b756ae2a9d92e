/** Cost against a size, in processor time: other programs do not count. */

/** [size, cost]. */
export type Point = readonly [number, number];

export interface ScaleCurve {
  readonly name: string;
  readonly xTitle: string;
  readonly yTitle: string;
  readonly measured: readonly Point[];
  /** Sizes beyond what was measured, by the fit; empty: all was measured. */
  readonly extrapolated: readonly Point[];
}

/** Milliseconds of all threads of this process. */
export async function processorMs(work: () => unknown): Promise<number> {
  const before = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/**
 * The power law cost = factor · size^exponent nearest to the points, by least squares of the logarithms. An exponent of
 * 1 is a cost in proportion. Needs two points of different size, all greater than 0; NaN otherwise.
 */
export function powerLaw(points: readonly Point[]): {
  readonly factor: number;
  readonly exponent: number;
} {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (of: 0 | 1): number => logs.reduce((sum, one) => sum + one[of], 0) / logs.length;
  const [x, y] = [mean(0), mean(1)];
  const above = logs.reduce((sum, [a, b]) => sum + (a - x) * (b - y), 0);
  const below = logs.reduce((sum, [a]) => sum + (a - x) ** 2, 0);
  const exponent = above / below;
  return { factor: Math.exp(y - exponent * x), exponent };
}

/**
 * From the last measured point to each size, by the line nearest to what was measured: a fixed cost and one in
 * proportion. All four things that are extrapolated here grow so; a slope below 0 is noise, and counts as none.
 */
export function extrapolate(
  measured: readonly Point[],
  sizes: readonly number[],
): readonly Point[] {
  const last = measured.at(-1);
  if (last === undefined) return [];
  const mean = (of: 0 | 1): number =>
    measured.reduce((sum, one) => sum + one[of], 0) / measured.length;
  const [x, y] = [mean(0), mean(1)];
  const above = measured.reduce((sum, [size, cost]) => sum + (size - x) * (cost - y), 0);
  const below = measured.reduce((sum, [size]) => sum + (size - x) ** 2, 0);
  const slope = below === 0 ? 0 : Math.max(0, above / below);
  return [last, ...sizes.map((size): Point => [size, y + slope * (size - x)])];
}
