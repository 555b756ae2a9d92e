import { HOLE } from '../../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../../electron/engine/vision/fusion/template.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
/** Both colour pictures as bytes, then relief as little-endian int16. */
export const RECORD_BYTES = 6 * PLANE + 2 * PLANE;
/** Tenths of a millimetre in a unit of the input, which is 100 mm. */
const STEPS_PER_UNIT = 1000;
const HOLE_STEP = -32768;

/**
 * Packs a fused head into RECORD_BYTES: colour in the 8 bits it came from, relief in tenths of a millimetre.
 */
export function packShot(fused: Float32Array): Uint8Array {
  const record = new Uint8Array(RECORD_BYTES);
  const view = new DataView(record.buffer);
  for (let i = 0; i < 3 * PLANE; i++) {
    record[i] = toByte(fused[i] ?? 0);
    record[3 * PLANE + i] = toByte(fused[4 * PLANE + i] ?? 0);
  }
  for (let i = 0; i < PLANE; i++) {
    const value = fused[3 * PLANE + i] ?? HOLE;
    const step = value === HOLE ? HOLE_STEP : Math.round(value * STEPS_PER_UNIT);
    view.setInt16(6 * PLANE + 2 * i, step, true);
  }
  return record;
}

const toByte = (colour: number): number =>
  Math.max(0, Math.min(255, Math.round(colour * 128 + 127)));

const COLOURS = Float32Array.from({ length: 256 }, (_, level) => (level - 127) / 128);

/** The inverse of `packShot`; `out` holds FUSED_LENGTH numbers. */
export function unpackShot(record: Uint8Array, out: Float32Array): void {
  for (let i = 0; i < 3 * PLANE; i++) {
    out[i] = COLOURS[record[i] ?? 0] ?? 0;
    out[4 * PLANE + i] = COLOURS[record[3 * PLANE + i] ?? 0] ?? 0;
  }
  for (let i = 0; i < PLANE; i++) {
    const k = 6 * PLANE + 2 * i;
    const step = (((record[k] ?? 0) | ((record[k + 1] ?? 0) << 8)) << 16) >> 16;
    out[3 * PLANE + i] = step === HOLE_STEP ? HOLE : step / STEPS_PER_UNIT;
  }
}
