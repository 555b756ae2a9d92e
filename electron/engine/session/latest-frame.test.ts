import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../contract/frame.ts';
import { LatestFrame } from './latest-frame.ts';

const frame = (sequence: number): RgbdFrame => ({
  sequence,
  timeMs: 0,
  width: 0,
  height: 0,
  color: new Uint8Array(),
  depth: new Uint16Array(),
  camera: {
    name: '',
    serial: '',
    intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    trust: 'virtual',
  },
});

describe('latest frame wins', () => {
  it('works on one frame at a time, always the newest, and counts the others', async () => {
    const worked: number[] = [];
    const finish: (() => void)[] = [];
    const feed = new LatestFrame(({ sequence }) => {
      worked.push(sequence);
      return new Promise((resolve) => finish.push(resolve));
    });
    for (const sequence of [1, 2, 3, 4]) feed.offer(frame(sequence));
    expect(worked).toEqual([1]);
    finish.shift()?.();
    await Promise.resolve();
    expect(worked).toEqual([1, 4]);
    expect(feed.dropped).toBe(2);
    finish.shift()?.();
    await Promise.resolve();
    await Promise.resolve();
    feed.offer(frame(5));
    expect(worked).toEqual([1, 4, 5]);
    expect(feed.dropped).toBe(2);
  });

  it('is done when the last frame was worked on', async () => {
    const worked: number[] = [];
    const feed = new LatestFrame(async ({ sequence }) => {
      await new Promise(setImmediate);
      worked.push(sequence);
    });
    await feed.done;
    for (const sequence of [1, 2, 3]) feed.offer(frame(sequence));
    await feed.done;
    expect(worked).toEqual([1, 3]);
  });
});
