const WARM_UP = 0.03;

/** Share of the full learning rate: a linear warm-up, then half a cosine down to a hundredth. */
export function cosineSchedule(done: number): number {
  if (done < WARM_UP) return done / WARM_UP;
  const rest = (done - WARM_UP) / (1 - WARM_UP);
  return 0.01 + 0.99 * 0.5 * (1 + Math.cos(Math.PI * Math.min(1, rest)));
}

/** Different for every step and shard of every run, and spread over all 32 bits. */
export function batchSeed(seed: number, step: number, shard: number): number {
  return Math.imul(seed * 2 + shard + 1, 0x9e3779b1) ^ Math.imul(step + 1, 0x85ebca6b);
}
