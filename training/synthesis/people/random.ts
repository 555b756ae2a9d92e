/** Seeded random numbers: the same seed gives the same person on every machine. */
export interface Random {
  /** Uniform in [0, 1). */
  unit(): number;
  range(low: number, high: number): number;
  /** Whole number in [0, count). */
  below(count: number): number;
  chance(probability: number): boolean;
  /** Standard normal (Box–Muller). */
  normal(): number;
  /** One value, drawn in proportion to its weight. Throws a RangeError for an empty list. */
  weighted<T>(choices: readonly (readonly [T, number])[]): T;
}

/** Generator mulberry32 (Tommy Ettinger, public domain) with the usual helpers. */
export function seededRandom(seed: number): Random {
  let state = seed >>> 0;
  const unit = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const range = (low: number, high: number): number => low + (high - low) * unit();
  const normal = (): number =>
    Math.sqrt(-2 * Math.log(Math.max(1e-12, unit()))) * Math.cos(2 * Math.PI * unit());
  const weighted = <T>(choices: readonly (readonly [T, number])[]): T => {
    const total = choices.reduce((subtotal, [, weight]) => subtotal + weight, 0);
    let left = unit() * total;
    for (const [value, weight] of choices) {
      left -= weight;
      if (left < 0) return value;
    }
    const last = choices.at(-1);
    if (last === undefined) throw new RangeError('There is nothing to choose from.');
    return last[0];
  };
  return {
    unit,
    range,
    normal,
    weighted,
    below: (count) => Math.floor(unit() * count),
    chance: (probability) => unit() < probability,
  };
}
