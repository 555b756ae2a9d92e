import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Spectrum } from '../../../contract/frame.ts';
import { isTooDark, pictureBrightness } from './spectrum-choice.ts';

describe('isTooDark', () => {
  it.each([
    ['face', 39, true],
    ['face', 41, false],
    ['picture', 11, true],
    ['picture', 13, false],
  ] as const)('judges the mean brightness of the %s: %d', (of, mean, expected) => {
    expect(isTooDark({ of, mean }, 'colour')).toBe(expected);
  });

  it('changes once at most while the light wavers by a tenth around any brightness', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('face' as const, 'picture' as const),
        fc.integer({ min: 0, max: 255 }),
        fc.array(fc.float({ min: Math.fround(-0.1), max: Math.fround(0.1), noNaN: true }), {
          minLength: 1,
          maxLength: 60,
        }),
        (of, around, waves) => {
          let spectrum: Spectrum = 'colour';
          let changes = 0;
          for (const wave of waves) {
            const next: Spectrum = isTooDark({ of, mean: around * (1 + wave) }, spectrum)
              ? 'infrared'
              : 'colour';
            if (next !== spectrum) changes++;
            spectrum = next;
          }
          expect(changes).toBeLessThanOrEqual(1);
        },
      ),
    );
  });
});

describe('pictureBrightness', () => {
  it('is that of the pixels that have a colour', () => {
    const color = new Uint8Array(4 * 1000);
    expect(pictureBrightness({ color })).toBe(0);
    for (let i = 0; i < 500; i++) color.set([10, 80, 20, 255], 4 * i);
    expect(pictureBrightness({ color })).toBe(80);
  });
});
