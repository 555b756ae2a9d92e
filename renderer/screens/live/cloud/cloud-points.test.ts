import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { CloudSampler, MOST_POINTS } from './cloud-points.ts';

function images(width: number, height: number, depthMm: (x: number, y: number) => number) {
  const depth = new Uint16Array(width * height);
  const color = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      depth[y * width + x] = depthMm(x, y);
      color.set([x & 255, y & 255, 7, 255], 4 * (y * width + x));
    }
  }
  const intrinsics = { fx: 100, fy: 100, cx: width / 2, cy: height / 2 };
  const place = { scaleX: 1, scaleY: 1, x: 0, y: 0 };
  return { width, height, depth, color, intrinsics, place };
}

describe('points of a cloud', () => {
  it('lie where a pinhole camera saw them, in their colour', () => {
    const { count, positions, colors } = new CloudSampler().sample(
      images(20, 10, (x, y) => (x === 15 && y === 3 ? 1000 : 0)),
      null,
    );
    expect(count).toBe(1);
    expect([...positions.subarray(0, 3)]).toEqual([50, -20, 1000]);
    expect([...colors.subarray(0, 3)]).toEqual([15, 3, 7]);
  });

  it('are all of a head, and few of the room', () => {
    const face = { x: 300, y: 200, width: 60, height: 60 };
    const { count, positions, sizes } = new CloudSampler().sample(
      images(640, 480, (x, y) => (Math.hypot(x - 330, y - 230) < 40 ? 600 : 2000)),
      face,
    );
    let head = 0;
    for (let i = 0; i < count; i += 1) if (positions[3 * i + 2] === 600) head += 1;
    expect(head).toBeGreaterThan(0.95 * Math.PI * 40 ** 2);
    expect(count - head).toBeLessThan(15_000);
    // A point of the room stands for more of a surface.
    expect(sizes[0]).toBeGreaterThan(5 * (sizes[count - 1] ?? 0) * (600 / 2000));
  });

  it('are never more than can be drawn, whatever the face is said to be', () => {
    const sampler = new CloudSampler();
    const number = fc.double({ min: -3000, max: 3000, noNaN: true });
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 400 }),
        fc.integer({ min: 1, max: 400 }),
        fc.option(fc.record({ x: number, y: number, width: number, height: number })),
        (width, height, face) => {
          const { count, positions } = sampler.sample(
            images(width, height, () => 800),
            face,
          );
          expect(count).toBeLessThanOrEqual(MOST_POINTS);
          expect(positions.subarray(0, 3 * count).every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 40 },
    );
  });

  it('are none of what is far away or was not read', () => {
    const sampler = new CloudSampler();
    expect(
      sampler.sample(
        images(50, 50, () => 0),
        null,
      ).count,
    ).toBe(0);
    expect(
      sampler.sample(
        images(50, 50, () => 9000),
        null,
      ).count,
    ).toBe(0);
  });
});
