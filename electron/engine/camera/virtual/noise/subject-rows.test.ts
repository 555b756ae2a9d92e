import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSurrounded, SubjectRows } from './subject-rows.ts';

const width = 12;
const height = 9;
const intrinsics = { fx: 10, fy: 10, cx: 5, cy: 4 };

function frameOf(surface: Uint8Array) {
  const color = new Uint8Array(4 * width * height);
  const depth = new Float32Array(width * height).fill(1000);
  const subject = { left: 0, top: 0, right: width - 1, bottom: height - 1 };
  return { width, height, intrinsics, color, depth, surface, subject };
}

describe('the rows of a subject', () => {
  const pictures = fc.uint8Array({ minLength: 108, maxLength: 108, max: 12 });

  it('hold every pixel off the border that shows the subject or touches it', () => {
    fc.assert(
      fc.property(pictures, (random) => {
        const surface = random.map((value) => (value > 10 ? 1 : 0));
        const rows = new SubjectRows();
        rows.find(frameOf(surface));
        for (let y = 1; y < height - 1; y++) {
          for (let x = 1; x < width - 1; x++) {
            const isOutside = x < (rows.left[y] ?? 0) || x > (rows.right[y] ?? 0);
            expect(isOutside && !isSurrounded(surface, width, y * width + x)).toBe(false);
          }
        }
      }),
    );
  });

  it('never reach the border, and are found anew for every frame', () => {
    const rows = new SubjectRows();
    rows.find(frameOf(new Uint8Array(width * height).fill(1)));
    expect([...rows.left.slice(1, -1)]).toEqual(Array<number>(height - 2).fill(1));
    expect([...rows.right.slice(1, -1)]).toEqual(Array<number>(height - 2).fill(width - 2));
    rows.find(frameOf(new Uint8Array(width * height)));
    expect(rows.right.every((right) => right === -1)).toBe(true);
  });
});
