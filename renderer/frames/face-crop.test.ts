import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { followFace, restingCrop, type Crop } from './face-crop.ts';

const WIDTH = 512;
const HEIGHT = 424;
const box = { x: 300, y: 150, width: 92, height: 110 };

describe('followFace', () => {
  it('rests in the middle while nobody is seen', () => {
    const crop = followFace(null, null, WIDTH, HEIGHT);
    expect(crop).toEqual(restingCrop(WIDTH, HEIGHT));
    expect(crop.x + crop.size / 2).toBeCloseTo(WIDTH / 2);
  });

  it('settles with the face in its centre', () => {
    let crop: Crop = restingCrop(WIDTH, HEIGHT);
    for (let frame = 0; frame < 120; frame += 1) crop = followFace(crop, box, WIDTH, HEIGHT);
    expect(crop.x + crop.size / 2).toBeCloseTo(box.x + box.width / 2, 1);
    expect(crop.y + crop.size / 2).toBeCloseTo(box.y + box.height / 2, 1);
  });

  it('stays inside the frame wherever the face goes', () => {
    const anyBox = fc.record({
      x: fc.integer({ min: -100, max: WIDTH }),
      y: fc.integer({ min: -100, max: HEIGHT }),
      width: fc.integer({ min: 1, max: 600 }),
      height: fc.integer({ min: 1, max: 600 }),
    });
    fc.assert(
      fc.property(fc.array(fc.option(anyBox), { minLength: 1, maxLength: 20 }), (boxes) => {
        let crop: Crop | null = null;
        for (const seen of boxes) crop = followFace(crop, seen, WIDTH, HEIGHT);
        if (crop === null) throw new Error('a crop was expected');
        expect(crop.x).toBeGreaterThanOrEqual(0);
        expect(crop.y).toBeGreaterThanOrEqual(0);
        expect(crop.x + crop.size).toBeLessThanOrEqual(WIDTH + 1e-6);
        expect(crop.y + crop.size).toBeLessThanOrEqual(HEIGHT + 1e-6);
      }),
    );
  });
});
