import type { DepthEncoding } from '../../../contract/exchange.ts';
import type { DepthScale } from '../../../contract/reading.ts';

/** Numbers of a depth picture as its file holds them: whole ones of 16 bits, or fractions. */
export type DepthValues = Uint16Array | Float32Array;

/** The farthest that the millimetres of a frame can say. */
const FARTHEST_MM = 65_534;
/** No camera measures so far: what a sensor or a program writes for "no reading". */
export const NO_READING_16 = 65_535;

export const SCALES: Readonly<Record<DepthEncoding, DepthScale>> = {
  millimetres: { kind: 'linear', millimetres: 1 },
  metres: { kind: 'linear', millimetres: 1000 },
  // 5000 units a metre.
  tum: { kind: 'linear', millimetres: 0.2 },
  sun: { kind: 'rotated' },
};

/**
 * Depth in whole millimetres, 0 = no reading: that is what NaN, infinite and negative numbers, those of `invalid` and
 * distances beyond 65.5 m become.
 * @param invalid values as the file holds them
 */
export function toMillimetres(
  values: DepthValues,
  scale: DepthScale,
  invalid: readonly number[],
): Uint16Array {
  const without = new Set(invalid);
  const convert = converter(scale);
  return Uint16Array.from(values, (value) => {
    if (!(value > 0) || without.has(value)) return 0;
    const millimetres = convert(value);
    return millimetres <= FARTHEST_MM ? millimetres : 0;
  });
}

function converter(scale: DepthScale): (value: number) => number {
  switch (scale.kind) {
    case 'linear': {
      // A whole number of units a millimetre is divided by: a product of fractions would round some values wrongly.
      const units = Math.round(1 / scale.millimetres);
      if (units > 1 && Math.abs(units * scale.millimetres - 1) < 1e-9) {
        return (value) => Math.round(value / units);
      }
      return (value) => Math.round(value * scale.millimetres);
    }
    case 'rotated':
      return (value) => (value >> 3) | ((value << 13) & 0xffff);
    case 'disparity':
      return (value) => value;
  }
}
