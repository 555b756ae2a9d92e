/**
 * Whether something grows: the slope of the line through measurements, with an interval that assumes no distribution.
 * Theil and Sen's estimator (P. K. Sen, Journal of the American Statistical Association 63, 1968) with the interval of
 * R. O. Gilbert, Statistical Methods for Environmental Pollution Monitoring, 1987, section 16.5; over lives of a process
 * in the way of R. M. Hirsch, J. R. Slack and R. A. Smith, Water Resources Research 18, 1982: only measurements of one
 * life are compared with each other, since each life begins anew.
 */
import { quantile } from '../../electron/base/quantile.ts';

export interface Measured {
  readonly minutes: number;
  readonly value: number;
}

export interface Growth {
  /** Per hour. */
  readonly slope: number;
  /** Of the slope. */
  readonly low: number;
  readonly high: number;
  /** Of what was measured. */
  readonly median: number;
  /** Measurements that count. */
  readonly count: number;
}

/** Beginning of each life that does not count: caches fill, code is compiled. */
const WARM_UP = 0.25;
/** Measurements that follow each other resemble each other; so many medians of neighbours stand for a life. */
const BLOCKS = 20;
const MINUTES_PER_HOUR = 60;

/**
 * @param lives measurements of each life, in order of time
 * @param z half width of the interval, in standard deviations of the normal distribution
 * @returns null where fewer than three measurements of a life are left: no interval has then a meaning
 */
export function growthOf(lives: readonly (readonly Measured[])[], z: number): Growth | null {
  const counted = lives.map((life) => medians(withoutWarmUp(life)));
  const slopes = counted.flatMap(slopesOf).sort((a, b) => a - b);
  if (!counted.some((life) => life.length > 2)) return null;
  const variance = counted.reduce((sum, life) => sum + varianceOf(life), 0);
  const half = z * Math.sqrt(variance);
  // Ranks count from 1, and lie between slopes.
  const at = (rank: number): number => {
    const inside = Math.min(slopes.length, Math.max(1, rank)) - 1;
    const [below, above] = [slopes[Math.floor(inside)], slopes[Math.ceil(inside)]];
    return between(below ?? NaN, above ?? NaN, inside % 1);
  };
  const count = slopes.length;
  return {
    slope: at((count + 1) / 2),
    low: (count - half) / 2 < 1 ? -Infinity : at((count - half) / 2),
    high: (count + half) / 2 + 1 > count ? Infinity : at((count + half) / 2 + 1),
    median: quantile(
      counted.flatMap((life) => life.map(({ value }) => value)),
      0.5,
    ),
    count: counted.reduce((sum, life) => sum + life.length, 0),
  };
}

const between = (low: number, high: number, share: number): number =>
  share === 0 ? low : low + (high - low) * share;

function withoutWarmUp(life: readonly Measured[]): readonly Measured[] {
  const [first, last] = [life[0], life.at(-1)];
  if (first === undefined || last === undefined) return [];
  const begin = first.minutes + WARM_UP * (last.minutes - first.minutes);
  return life.filter(({ minutes }) => minutes >= begin);
}

function medians(life: readonly Measured[]): readonly Measured[] {
  if (life.length <= BLOCKS) return life;
  return Array.from({ length: BLOCKS }, (_, block) => {
    const begin = Math.floor((block * life.length) / BLOCKS);
    const some = life.slice(begin, Math.floor(((block + 1) * life.length) / BLOCKS));
    const median = (of: (one: Measured) => number): number => quantile(some.map(of), 0.5);
    return { minutes: median((one) => one.minutes), value: median((one) => one.value) };
  });
}

function slopesOf(life: readonly Measured[]): number[] {
  return life.flatMap((later, j) =>
    life
      .slice(0, j)
      .map(
        (earlier) =>
          ((later.value - earlier.value) / (later.minutes - earlier.minutes)) * MINUTES_PER_HOUR,
      ),
  );
}

/** Of Kendall's S, which counts pairs that rise less those that fall; equal values make it smaller. */
function varianceOf(life: readonly Measured[]): number {
  const equals = new Map<number, number>();
  for (const { value } of life) equals.set(value, (equals.get(value) ?? 0) + 1);
  const term = (n: number): number => n * (n - 1) * (2 * n + 5);
  const ties = [...equals.values()].reduce((sum, n) => sum + term(n), 0);
  return (term(life.length) - ties) / 18;
}
