import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  LOCK_PHASES,
  type LockTrack,
  type RecordingEvent,
  type TrackPiece,
} from '../../contract/recording-analysis.ts';
import { compareLocks } from './compared-locks.ts';
import { eventBeside } from './event-steps.ts';
import { framesOf, joinPieces } from './joined-tracks.ts';
import { envelope, runsOf } from './track-shape.ts';

const numbers = (from: number, to: number) => Array.from({ length: to - from }, (_, k) => from + k);

/** Every number says which frame it is of. */
function piece(from: number, to: number, people = 2): TrackPiece {
  const column = (shift: number) => Float32Array.from(numbers(from, to), (i) => i + shift);
  const lock: LockTrack = {
    phases: Uint8Array.from(numbers(from, to), (i) => i % LOCK_PHASES.length),
    distances: numbers(0, people).map((p) => column(p / 10)),
    thresholds: numbers(0, people).map((p) => column(p / 10 + 0.5)),
  };
  return {
    from,
    times: Float64Array.from(numbers(from, to), (i) => i * 33),
    ...{ yaw: column(1), pitch: column(2), roll: column(3), distanceMm: column(4) },
    ...{ liveness: column(5), locks: [lock, lock] },
  };
}

describe('pieces of a track', () => {
  it('are one track, whatever their lengths, from any frame on', () =>
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 8 }),
        fc.integer({ min: 0, max: 40 }),
        fc.integer({ min: 0, max: 5 }),
        (lengths, wanted, start) => {
          let end = start;
          const pieces = lengths.map((length) => piece(end, (end += length)));
          const joined = joinPieces(pieces, wanted);
          const from = Math.max(start, wanted);
          if (from >= end) expect(joined).toBeNull();
          else expect(joined).toEqual(piece(from, end));
        },
      ),
      { examples: [[[0], 0, 1]] },
    ));

  it('count their frames', () => expect(framesOf(piece(3, 8))).toBe(5));
});

describe('what is drawn of a track', () => {
  it('loses no peak and draws no more than there is room for', () =>
    fc.assert(
      fc.property(
        fc.array(fc.float({ min: -5, max: 5 }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 70 }),
        (values, most) => {
          const steps = envelope(Float32Array.from(values), most);
          expect(steps.length).toBeLessThanOrEqual(most);
          const measured = values.filter((value) => !Number.isNaN(value));
          const seen = steps.filter(({ low }) => !Number.isNaN(low));
          if (measured.length === 0) expect(seen).toEqual([]);
          else {
            expect(Math.min(...seen.map(({ low }) => low))).toBe(Math.min(...measured));
            expect(Math.max(...seen.map(({ high }) => high))).toBe(Math.max(...measured));
          }
        },
      ),
    ));

  it('is every frame where there is room for all', () => {
    const values = Float32Array.of(1, NaN, 3);
    expect(envelope(values, 3)).toEqual([
      { at: 0, low: 1, high: 1 },
      { at: 1, low: NaN, high: NaN },
      { at: 2, low: 3, high: 3 },
    ]);
  });

  it('are runs of equal states that follow one another', () => {
    const times = Float64Array.of(0, 33, 66, 99);
    expect(runsOf(times, Uint8Array.of(1, 1, 3, 1))).toEqual([
      { state: 1, startMs: 0, endMs: 66 },
      { state: 3, startMs: 66, endMs: 99 },
      { state: 1, startMs: 99, endMs: 99 },
    ]);
    expect(runsOf(new Float64Array(), new Uint8Array())).toEqual([]);
  });
});

describe('the event beside a frame', () => {
  const events: RecordingEvent[] = [
    { kind: 'face', isFirst: true, frame: 3, timeMs: 99 },
    { kind: 'locked-again', frame: 7, timeMs: 231 },
  ];
  it.each([
    [0, 1, 3],
    [3, 1, 7],
    [7, 1, null],
    [7, -1, 3],
    [3, -1, null],
    [9, -1, 7],
  ] as const)('of frame %i, towards %i, is at %s', (index, towards, frame) => {
    expect(eventBeside(events, index, towards)?.frame ?? null).toBe(frame);
  });
});

describe('two encoders', () => {
  const [open, looking] = [LOCK_PHASES.indexOf('unlocked'), LOCK_PHASES.indexOf('looking')];
  const lock = (distances: number[], phases: number[]): LockTrack => ({
    phases: Uint8Array.from(phases),
    distances: [Float32Array.from(distances)],
    thresholds: [Float32Array.from(distances, (distance) => (Number.isNaN(distance) ? NaN : 1))],
  });

  it('are compared look by look', () => {
    const first = lock([0.5, 0.5, 1.5, 1.5, NaN], [looking, open, open, looking, looking]);
    const second = lock([0.5, 1.5, 0.5, 1.5, 0.5], [looking, open, looking, looking, looking]);
    expect(compareLocks({ ...piece(0, 5), locks: [first, second] })).toEqual({
      ...{ looks: 4, bothMatch: 1, onlyFirst: 1, onlySecond: 1, neitherMatches: 1 },
      ...{ openApart: 1, frames: 5 },
    });
  });

  it('are two', () => expect(compareLocks({ ...piece(0, 5), locks: [] })).toBeNull());
});
