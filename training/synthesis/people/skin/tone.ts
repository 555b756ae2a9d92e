import { clamp } from '../render/math.ts';

/** sRGB transfer function (IEC 61966-2-1), 0 to 1. */
const toSrgb = (linear: number): number =>
  linear <= 0.0031308 ? 12.92 * linear : 1.055 * linear ** (1 / 2.4) - 0.055;

const STEPS_PER_UNIT = 1000;
const SHOULDER = 0.6;

/** Linear light in steps of 1/1000 to sRGB bytes, with a soft shoulder instead of clipping. */
const TONE_CURVE = Uint8Array.from({ length: 4 * STEPS_PER_UNIT }, (_, step) => {
  const x = step / STEPS_PER_UNIT;
  const over = (x - SHOULDER) / (1 - SHOULDER);
  const y = x < SHOULDER ? x : SHOULDER + (1 - SHOULDER) * (1 - Math.exp(-over));
  return Math.round(255 * toSrgb(clamp(y)));
});

/** Picture value of linear light. */
export const developed = (linear: number): number =>
  TONE_CURVE[Math.floor(clamp(linear * STEPS_PER_UNIT, 0, TONE_CURVE.length - 1))] ?? 0;
