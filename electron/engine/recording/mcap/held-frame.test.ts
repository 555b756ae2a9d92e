import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { SensorFrame } from '../../camera/sensor-frame.ts';
import { noiseFrame } from '../../exchange/frame-source-fixture.ts';
import { BufferPool } from './write/buffer-pool.ts';
import { buffersOf, holdFrame } from './held-frame.ts';

const withColor = (width: number, height: number, data: Uint8Array): SensorFrame => ({
  ...noiseFrame(0),
  color: { width, height, data },
});

describe('a frame that is held', () => {
  it('has the colours and the mask of the picture, whatever its size and place in memory', () => {
    const pictures = fc
      .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }), fc.nat(3))
      .chain(([width, height, offset]) =>
        fc
          .uint8Array({ minLength: 4 * width * height, maxLength: 4 * width * height })
          .map((pixels) => ({ width, height, offset, pixels })),
      );
    fc.assert(
      fc.property(pictures, fc.boolean(), ({ width, height, offset, pixels }, isMapped) => {
        const data = new Uint8Array(pixels.length + offset).subarray(offset);
        data.set(isMapped ? pixels.map((value, i) => (i % 4 === 3 ? 255 : value)) : pixels);
        const { color } = holdFrame(withColor(width, height, data), new BufferPool());
        const alphas = [...data].filter((_, i) => i % 4 === 3);
        expect(color.rgba).toEqual(data.slice());
        expect(color.mask === null ? null : [...color.mask]).toEqual(
          alphas.every((alpha) => alpha === 255)
            ? null
            : alphas.map((alpha) => (alpha === 0 ? 0 : 255)),
        );
      }),
    );
  });

  it('has no mask where alpha says nothing: colour as its camera saw it', () => {
    const { color, sensor, ...rest } = noiseFrame(0);
    const clear = { ...color, data: color.data.map((value, i) => (i % 4 === 3 ? 0 : value)) };
    const kinect = { ...sensor, registration: { kind: 'kinect-v2' } } as const;
    const frame = { ...rest, color: clear, registeredColor: clear };
    const held = holdFrame({ ...frame, sensor: kinect }, new BufferPool());
    expect(held.color.mask).toBeNull();
    expect(held.registeredColor?.mask?.every((value) => value === 0)).toBe(true);
    expect(holdFrame({ ...frame, sensor }, new BufferPool()).color.mask).not.toBeNull();
  });

  it('is a copy, in buffers that are used again', () => {
    const pool = new BufferPool();
    const frame = noiseFrame(1);
    const first = holdFrame(frame, pool);
    const readings = [...first.depth.bytes];
    frame.depth.data.fill(1);
    expect([...first.depth.bytes]).toEqual(readings);
    for (const buffer of buffersOf(first)) pool.give(buffer);
    const second = holdFrame(noiseFrame(2), pool);
    expect(new Set(buffersOf(second))).toEqual(new Set(buffersOf(first)));
    expect(new Uint16Array(second.depth.bytes.buffer)).toEqual(noiseFrame(2).depth.data);
  });
});
