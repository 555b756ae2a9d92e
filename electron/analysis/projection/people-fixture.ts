import { Randomizer } from '@saehrimnir/druidjs';

/** Uniform numbers, 0 to 1, from a seed. */
export function random(seed: number): () => number {
  const source = new Randomizer(seed);
  return () => source.random;
}

/**
 * Embeddings of unit length of made-up people, each around a direction of its own.
 * @param spread of one person's, over the distance between people
 */
export function people(
  count: number,
  each: number,
  spread = 0.4,
  length = 128,
): { readonly embeddings: Float32Array[]; readonly owners: number[] } {
  const source = new Randomizer(11);
  const draw = (): Float32Array =>
    Float32Array.from({ length }, () => source.gauss_random() / Math.sqrt(length));
  const middles = Array.from({ length: count }, draw);
  const owners = Array.from({ length: count * each }, (_, i) => i % count);
  const embeddings = owners.map((owner) => {
    const noise = draw();
    const row = noise.map((value, i) => (middles[owner]?.[i] ?? 0) + spread * value);
    const norm = Math.hypot(...row);
    return row.map((value) => value / norm);
  });
  return { embeddings, owners };
}
