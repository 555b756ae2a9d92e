import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { REFUSAL_REASONS } from '../../contract/identity.ts';
import { VERIFY_EXIT } from '../../contract/verify.ts';
import {
  CAMERA_LIMIT_MS,
  decideVerify,
  type TimedEvent,
  type VerifyEvent,
} from './verify-answer.ts';

const TIMEOUT_MS = 5000;
const STREAMS: TimedEvent = { atMs: 1000, event: { kind: 'camera-streams' } };
const answerTo = (event: VerifyEvent, atMs = 2000) =>
  decideVerify([STREAMS, { atMs, event }], TIMEOUT_MS)?.answer ?? null;

describe('the answer of depthlock verify', () => {
  it.each([
    [{ kind: 'opened' }, 'match'],
    [{ kind: 'refused', because: 'stranger' }, 'no-match'],
    [{ kind: 'refused', because: 'undecided' }, 'no-match'],
    [{ kind: 'refused', because: 'not-turned' }, 'no-match'],
    [{ kind: 'refused', because: 'other-shape' }, 'no-match'],
    [{ kind: 'refused', because: 'picture' }, 'spoof'],
    [{ kind: 'pin-wrong' }, 'no-match'],
    [{ kind: 'pin-missing' }, 'no-match'],
    [{ kind: 'no-camera', reason: 'It was unplugged.' }, 'no-camera'],
    [{ kind: 'face-barred', because: 'tries' }, 'locked-out'],
    [{ kind: 'face-barred', because: 'start' }, 'locked-out'],
    [{ kind: 'closed', message: 'The file is damaged.' }, 'locked-out'],
    [{ kind: 'nobody-enrolled' }, 'not-enrolled'],
    [{ kind: 'tick' }, null],
  ] satisfies [VerifyEvent, unknown][])('to %j is %s', (event, answer) => {
    expect(answerTo(event)).toBe(answer);
  });

  it('is no match once the time is over, which begins with the first picture', () => {
    expect(answerTo({ kind: 'opened' }, 1000 + TIMEOUT_MS - 1)).toBe('match');
    expect(answerTo({ kind: 'opened' }, 1000 + TIMEOUT_MS)).toBe('no-match');
    expect(answerTo({ kind: 'tick' }, 1000 + TIMEOUT_MS)).toBe('no-match');
  });

  it('is no camera where none delivers', () => {
    const tick = (atMs: number) => decideVerify([{ atMs, event: { kind: 'tick' } }], TIMEOUT_MS);
    expect(tick(CAMERA_LIMIT_MS - 1)).toBeNull();
    expect(tick(CAMERA_LIMIT_MS)?.answer).toBe('no-camera');
  });

  it('tells a stranger and another head the same', () => {
    const told = (because: 'stranger' | 'other-shape') =>
      decideVerify([STREAMS, { atMs: 2000, event: { kind: 'refused', because } }], TIMEOUT_MS);
    expect(told('other-shape')).toEqual(told('stranger'));
  });
});

const anyEvent: fc.Arbitrary<VerifyEvent> = fc.oneof(
  fc.constantFrom<VerifyEvent>(
    ...([
      { kind: 'nobody-enrolled' },
      { kind: 'pin-wrong' },
      { kind: 'pin-missing' },
      { kind: 'camera-streams' },
      { kind: 'opened' },
      { kind: 'tick' },
    ] as const),
  ),
  fc.record({
    kind: fc.constant('refused' as const),
    because: fc.constantFrom(...REFUSAL_REASONS, 'interrupted' as const),
  }),
  fc.record({
    kind: fc.constant('face-barred' as const),
    because: fc.constantFrom('tries', 'pictures', 'start', 'unused', 'old-pin'),
  }),
  fc.record({ kind: fc.constant('closed' as const), message: fc.string() }),
  fc.record({ kind: fc.constant('no-camera' as const), reason: fc.string() }),
);
const anyEvents = fc
  .array(fc.record({ atMs: fc.integer({ min: 0, max: 200_000 }), event: anyEvent }))
  .map((events) => events.sort((a, b) => a.atMs - b.atMs));
const anyTimeout = fc.integer({ min: 1, max: 120_000 });

describe('whatever happens', () => {
  it('it is a match only after the keeper opened, before anything else decided and in time', () => {
    fc.assert(
      fc.property(anyEvents, anyTimeout, (events, timeoutMs) => {
        const answer = decideVerify(events, timeoutMs)?.answer;
        const first = events.find(
          ({ event: { kind } }) => kind !== 'tick' && kind !== 'camera-streams',
        );
        const streamsMs = events.find(({ event }) => event.kind === 'camera-streams')?.atMs;
        const limit = Math.max(
          CAMERA_LIMIT_MS,
          streamsMs === undefined ? 0 : streamsMs + timeoutMs,
        );
        if (answer !== 'match') return;
        expect(first?.event.kind).toBe('opened');
        expect(first?.atMs).toBeLessThan(limit);
      }),
      { numRuns: 2000 },
    );
  });

  it('without an opening it never ends with 0', () => {
    const closed = anyEvents.map((events) => events.filter(({ event }) => event.kind !== 'opened'));
    fc.assert(
      fc.property(closed, anyTimeout, (events, timeoutMs) => {
        const decision = decideVerify(events, timeoutMs);
        if (decision !== null) expect(VERIFY_EXIT[decision.answer]).not.toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('an answer stays', () => {
    fc.assert(
      fc.property(anyEvents, anyEvents, anyTimeout, (before, after, timeoutMs) => {
        const decision = decideVerify(before, timeoutMs);
        fc.pre(decision !== null);
        expect(decideVerify([...before, ...after], timeoutMs)).toEqual(decision);
      }),
    );
  });

  it('there is an answer in the end', () => {
    fc.assert(
      fc.property(anyEvents, anyTimeout, (events, timeoutMs) => {
        const end: TimedEvent = { atMs: 400_000, event: { kind: 'tick' } };
        expect(decideVerify([...events, end], timeoutMs)).not.toBeNull();
      }),
    );
  });
});
