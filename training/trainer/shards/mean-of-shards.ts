import type { ShardResult } from './shard-messages.ts';

/** One step's result: the mean over its shards. */
export interface StepResult {
  readonly gradient: Float32Array;
  readonly losses: Float32Array;
  readonly statistics: Float32Array;
}

/** Writes the mean of `shards` into `mean`, adding in the order of the shards: floating-point sums depend on it. */
export function meanOfShards(shards: readonly ShardResult[], mean: StepResult): void {
  meanInto(
    mean.gradient,
    shards.map(({ gradient }) => gradient),
  );
  meanInto(
    mean.losses,
    shards.map(({ losses }) => losses),
  );
  meanInto(
    mean.statistics,
    shards.map(({ statistics }) => statistics),
  );
}

function meanInto(target: Float32Array, sources: readonly Float32Array[]): void {
  const [first, second] = sources;
  if (first !== undefined && second !== undefined && sources.length === 2) {
    meanOfTwo(target, first, second);
    return;
  }
  for (let i = 0; i < target.length; i++) {
    let sum = 0;
    for (const source of sources) sum += source[i] ?? 0;
    target[i] = sum / sources.length;
  }
}

/** The usual case; the same sum as above, without the inner loop. */
function meanOfTwo(target: Float32Array, first: Float32Array, second: Float32Array): void {
  for (let i = 0; i < target.length; i++) target[i] = ((first[i] ?? 0) + (second[i] ?? 0)) / 2;
}

/** Whether all numbers are finite. */
export function allFinite(values: Float32Array): boolean {
  // Zero times anything finite is zero, and NaN or infinity stay visible in a sum.
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += 0 * (values[i] ?? 0);
  return sum === 0;
}
