import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FUSED_LENGTH, HOLE } from '../../../../electron/engine/vision/fusion/fusion.ts';
import { packShot, RECORD_BYTES, unpackShot } from './shot-record.ts';

const PLANE = FUSED_LENGTH / 7;

describe('packed shots', () => {
  it('keep colour to half a step, relief to half a tenth of a millimetre, and holes', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 255 }), { minLength: 8, maxLength: 8 }),
        fc.array(fc.double({ min: -1.2, max: 1.2, noNaN: true }), { minLength: 8, maxLength: 8 }),
        (colours, reliefs) => {
          const input = new Float32Array(FUSED_LENGTH).fill(HOLE, 3 * PLANE, 4 * PLANE);
          colours.forEach((level, i) => (input[i * 4000] = (level - 127) / 128));
          colours.forEach((level, i) => (input[4 * PLANE + i * 4000] = (254 - level) / 128));
          reliefs.forEach((value, i) => (input[3 * PLANE + 1000 * i] = value));
          const record = packShot(input);
          expect(record).toHaveLength(RECORD_BYTES);
          const back = new Float32Array(FUSED_LENGTH);
          unpackShot(record, back);
          colours.forEach((level, i) => {
            expect(back[i * 4000]).toBe((level - 127) / 128);
            expect(back[4 * PLANE + i * 4000]).toBe(Math.min(255, 381 - level) / 128 - 127 / 128);
          });
          reliefs.forEach((value, i) =>
            expect(Math.abs((back[3 * PLANE + 1000 * i] ?? 9) - value)).toBeLessThan(0.00051),
          );
          expect(back[3 * PLANE + 1]).toBe(HOLE);
        },
      ),
      { numRuns: 20 },
    );
  });

  it('hold colours beyond white and black at the border', () => {
    const input = new Float32Array(FUSED_LENGTH);
    input[0] = 7;
    input[1] = -7;
    const back = new Float32Array(FUSED_LENGTH);
    unpackShot(packShot(input), back);
    expect([back[0], back[1]]).toEqual([1, -127 / 128]);
  });
});
