/** Disjoint groups of rendered people: training on one of them never sees the others. */
export const IDENTITY_SETS = ['training', 'validation', 'calibration', 'reported'] as const;

export type IdentitySet = (typeof IDENTITY_SETS)[number];

/** The most people a set can hold. */
export const LARGEST_SET = 1_000_000;
/** Alternative populations; the default is the same everywhere. */
export const LARGEST_SEED = 100;
/** Seeds below this belong to the cast (assets/people). */
const FIRST_IDENTITY = 10_000_000;

/**
 * Seed of the `index`-th person of a set, for `sampleIdentity`. Each pair of set and index has its own. Throws a
 * RangeError beyond LARGEST_SET people or LARGEST_SEED worlds: the next set begins there.
 */
export function identitySeed(set: IdentitySet, index: number, seed = 0): number {
  if (!Number.isInteger(index) || index < 0 || index >= LARGEST_SET) {
    throw new RangeError(`A set has people 0 to ${LARGEST_SET - 1}, not ${index}.`);
  }
  if (!Number.isInteger(seed) || seed < 0 || seed >= LARGEST_SEED) {
    throw new RangeError(`The seed is a whole number from 0 to ${LARGEST_SEED - 1}, not ${seed}.`);
  }
  const range = seed * IDENTITY_SETS.length + IDENTITY_SETS.indexOf(set);
  return FIRST_IDENTITY + range * LARGEST_SET + index;
}
