import type { Stretch } from './infrared-stretch.ts';

/** Lifts the darker half, as a screen's gamma does: networks have learned from pictures that were developed so. */
const GAMMA = 0.7;
/** Steps of the range that are told apart. */
const STEPS = 1024;
/** Black marks pixels without a colour, and none is meant here. */
const DARKEST = 1;

/** Grey of each step as an RGBA pixel, red in the lowest byte. */
const GREYS = Uint32Array.from({ length: STEPS }, (_, step) => {
  const grey = Math.max(DARKEST, Math.round(255 * (step / (STEPS - 1)) ** GAMMA));
  return (0xff000000 | (grey << 16) | (grey << 8) | grey) >>> 0;
});

/**
 * Draws infrared as a grey picture in place of a frame's colour: 1 to 255, where `low` and what is darker is 1, `high`
 * and what is brighter is 255.
 *
 * @param out RGBA, one pixel for each of `infrared`, overwritten; alpha 255
 */
export function drawInfrared(infrared: Uint16Array, { low, high }: Stretch, out: Uint8Array): void {
  const pixels = new Uint32Array(out.buffer, out.byteOffset, infrared.length);
  const scale = (STEPS - 1) / Math.max(1, high - low);
  for (let i = 0; i < infrared.length; i++) {
    const step = ((infrared[i] ?? 0) - low) * scale;
    pixels[i] = GREYS[step <= 0 ? 0 : step >= STEPS - 1 ? STEPS - 1 : step | 0] ?? 0;
  }
}
