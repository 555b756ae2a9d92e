import { describe, expect, it } from 'vitest';
import { ColorPacker, unpackColor } from './colour-codec.ts';
import type { HeldColor } from './held-frame.ts';

/** A picture of one colour, with an arbitrary alpha. */
function plain(width: number, height: number, color: readonly number[]): HeldColor {
  const rgba = new Uint8Array(new SharedArrayBuffer(4 * width * height));
  for (let i = 0; i < width * height; i++) rgba.set([...color, i % 256], 4 * i);
  return { width, height, rgba, mask: null };
}

const PICTURES = [
  plain(64, 48, [200, 40, 90]),
  plain(17, 5, [10, 220, 30]),
  plain(1, 1, [128, 128, 128]),
  plain(640, 480, [30, 60, 250]),
];

describe('colour', () => {
  it.each(['jpeg', 'lossless'] as const)(
    'comes back as it was, whatever is packed at the same time (%s)',
    async (quality) => {
      const packer = new ColorPacker();
      const packed = await Promise.all(PICTURES.map((picture) => packer.pack(picture, quality)));
      const tolerance = quality === 'jpeg' ? 4 : 0;
      for (const [k, { width, height, rgba }] of PICTURES.entries()) {
        const unpacked = await unpackColor(packed[k]?.data ?? new Uint8Array(), null);
        expect([unpacked.width, unpacked.height]).toEqual([width, height]);
        const differences = rgba.map((value, i) =>
          Math.abs((i % 4 === 3 ? 255 : value) - (unpacked.data[i] ?? -1)),
        );
        expect(differences.reduce((a, b) => Math.max(a, b), 0)).toBeLessThanOrEqual(tolerance);
      }
    },
  );

  it.each(['jpeg', 'lossless'] as const)(
    'is packed after a picture that could not be (%s)',
    async (quality) => {
      const packer = new ColorPacker();
      const broken = packer.pack({ ...plain(4, 4, [1, 2, 3]), width: 400 }, quality);
      const whole = packer.pack(plain(4, 4, [1, 2, 3]), quality);
      await expect(broken).rejects.toThrow();
      expect((await unpackColor((await whole).data, null)).width).toBe(4);
    },
  );
});
