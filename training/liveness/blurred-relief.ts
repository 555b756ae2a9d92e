import { HEAD_GRID, type MeanHead } from '../../electron/engine/vision/head/mean-head.ts';

/**
 * The mean head as thick paper pressed onto it would follow it: a Gaussian mean, edge values held beyond the head.
 * @param smoothingMm deviation of the Gaussian, mm
 * @returns z on HEAD_GRID, mm, no holes
 */
export function blurredRelief({ relief }: MeanHead, smoothingMm: number): Float32Array {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const deepest = relief.reduce((most, z) => (z > most ? z : most), -Infinity);
  const filled = relief.map((z) => (Number.isNaN(z) ? deepest : z));
  const deviation = smoothingMm / millimetresPerPixel;
  const reach = Math.ceil(2.5 * deviation);
  const weights = Array.from({ length: 2 * reach + 1 }, (_, k) =>
    Math.exp(-((k - reach) ** 2) / (2 * deviation ** 2)),
  );
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const along = (from: Float32Array, step: number): Float32Array =>
    from.map((_, i) => {
      const place = step === 1 ? i % size : Math.floor(i / size);
      let sum = 0;
      for (let k = -reach; k <= reach; k++) {
        const held = Math.max(0, Math.min(size - 1, place + k));
        sum += (weights[k + reach] ?? 0) * (from[i + (held - place) * step] ?? 0);
      }
      return sum / total;
    });
  return along(along(filled, 1), size);
}
