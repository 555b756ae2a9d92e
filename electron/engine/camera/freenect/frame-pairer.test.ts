import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FramePairer } from './frame-pairer.ts';

const PERIOD = 2_000_000;

interface Frame {
  readonly stream: 'depth' | 'video';
  readonly ticks: number;
}

function pairAll(frames: readonly Frame[]) {
  const pairs: (readonly [number, number])[] = [];
  const discarded: Frame[] = [];
  const pairer = new FramePairer<Frame, Frame>(
    (depth, video) => pairs.push([depth.ticks, video.ticks]),
    (frame) => discarded.push(frame),
  );
  for (const frame of frames) {
    if (frame.stream === 'depth') pairer.addDepth(frame);
    else pairer.addVideo(frame);
  }
  const { unpaired } = pairer;
  pairer.clear();
  return { pairs, discarded, unpaired };
}

/** Two streams from `start` on, the second `lag` ticks later, without the frames whose numbers are `lost`. */
const streams = (start: number, lag: number, count: number, lost: ReadonlySet<number>): Frame[] =>
  Array.from({ length: count }, (_, i): Frame[] => [
    { stream: 'depth', ticks: (start + i * PERIOD) >>> 0 },
    { stream: 'video', ticks: (start + i * PERIOD + lag) >>> 0 },
  ])
    .flat()
    .filter((_, k) => !lost.has(k));

describe('FramePairer', () => {
  it('pairs what belongs together, whatever is lost, and across the wrap of the clock', () => {
    const start = fc.integer({ min: 2 ** 32 - 20 * PERIOD, max: 2 ** 32 - 1 });
    const lag = fc.integer({ min: 0, max: 900_000 });
    const lost = fc.array(fc.integer({ min: 0, max: 59 }), { maxLength: 12 });
    fc.assert(
      fc.property(start, lag, lost, (start, lag, lost) => {
        const gone = new Set(lost);
        const { pairs, discarded } = pairAll(streams(start, lag, 30, gone));
        const whole = Array.from({ length: 30 }, (_, i) => i).filter(
          (i) => !gone.has(2 * i) && !gone.has(2 * i + 1),
        );
        expect(pairs).toEqual(
          whole.map((i) => [(start + i * PERIOD) >>> 0, (start + i * PERIOD + lag) >>> 0]),
        );
        // Every frame is either paired or handed back.
        expect(2 * pairs.length + discarded.length).toBe(60 - gone.size);
      }),
    );
  });

  it('pairs colour that comes before its depth', () => {
    const frames: Frame[] = [
      { stream: 'video', ticks: 100 },
      { stream: 'depth', ticks: 500_000 },
      { stream: 'video', ticks: PERIOD + 100 },
      { stream: 'depth', ticks: PERIOD + 500_000 },
    ];
    expect(pairAll(frames)).toMatchObject({
      pairs: [
        [500_000, 100],
        [2_500_000, 2_000_100],
      ],
      unpaired: 0,
    });
  });

  it('learns that the streams have clocks of their own', () => {
    const { pairs, unpaired } = pairAll(streams(0, 1_500_000_000, 60, new Set()));
    expect(pairs.length).toBeGreaterThan(40);
    expect(unpaired).toBeLessThan(20);
  });
});
