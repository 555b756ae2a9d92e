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

/** Two streams from `start` on, the second `lag` ticks later, without the frames numbered in `lost`. */
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

  it('lets the stream that is behind catch up after a stall, and pairs what belongs together', () => {
    const kept = fc.integer({ min: 0, max: 40 });
    fc.assert(
      fc.property(kept, kept, (fromDepth, fromVideo) => {
        const at = (from: number) =>
          Array.from({ length: 80 - from }, (_, i) => ({ ticks: (from + i) * PERIOD }));
        const [depth, video] = [at(fromDepth), at(fromVideo)];
        const pairs: number[] = [];
        const pairer = new FramePairer<{ ticks: number }, { ticks: number }>(
          (depth, video) => {
            expect(video.ticks).toBe(depth.ticks);
            pairs.push(depth.ticks / PERIOD);
          },
          () => undefined,
        );
        for (;;) {
          const behind = pairer.waiting === 'depth' ? video : depth;
          const next = behind.shift();
          if (next === undefined) break;
          if (behind === depth) pairer.addDepth(next);
          else pairer.addVideo(next);
        }
        const first = Math.max(fromDepth, fromVideo);
        expect(pairs).toEqual(Array.from({ length: 80 - first }, (_, i) => first + i));
      }),
    );
  });

  it('gives up a stream without partners, and finds them when they come again', () => {
    const lonely = Array.from({ length: 50 }, (_, i): Frame => ({
      stream: 'depth',
      ticks: i * PERIOD,
    }));
    const { pairs, discarded, unpaired } = pairAll([
      ...lonely,
      ...streams(50 * PERIOD, 300_000, 20, new Set()),
    ]);
    expect(pairs.length).toBeGreaterThanOrEqual(19);
    for (const [depth, video] of pairs) expect(video - depth).toBe(300_000);
    expect(discarded.length).toBe(90 - 2 * pairs.length);
    expect(unpaired).toBeGreaterThan(40);
  });

  it.each([1_500_000_000, 30_000_000])(
    'learns that the streams have clocks of their own: %i ticks apart',
    (apart) => {
      const { pairs } = pairAll(streams(0, apart, 120, new Set()));
      expect(pairs.length).toBeGreaterThan(40);
      // The clocks decide which of two frames belongs to a third: one beside it is as good.
      const offsets = pairs.slice(-40).map(([depth, video]) => video - depth);
      expect(new Set(offsets).size).toBe(1);
      expect(Math.abs((offsets[0] ?? 0) - apart)).toBeLessThanOrEqual(PERIOD);
    },
  );
});
