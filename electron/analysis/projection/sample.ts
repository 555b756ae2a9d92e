import { Randomizer } from '@saehrimnir/druidjs';

/**
 * Which of `count` things are looked at where not all of them can be: `most` at random, each as likely as any other,
 * ascending. All of them if there are no more.
 * @param seed 1 or more; the same seed gives the same choice
 */
export function sampleIndices(count: number, most: number, seed: number): Int32Array {
  const all = Int32Array.from({ length: count }, (_, i) => i);
  if (count <= most) return all;
  const random = new Randomizer(seed);
  // The first steps of a Fisher-Yates shuffle.
  for (let i = 0; i < most; i++) {
    const j = i + Math.floor(random.random * (count - i));
    const kept = all[i] ?? 0;
    all[i] = all[j] ?? 0;
    all[j] = kept;
  }
  return all.slice(0, most).sort();
}
