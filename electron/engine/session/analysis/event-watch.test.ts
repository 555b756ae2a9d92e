import { describe, expect, it } from 'vitest';
import type { AttemptReport, LockView } from '../../../contract/identity.ts';
import type { Observation } from '../../../contract/observation.ts';
import { EventWatch } from './event-watch.ts';

const FRAME_MS = 100;
const times = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };

function observation(isFace: boolean): Observation {
  const seen = { sequence: 1, timeMs: 0, hint: 'none', spectrum: 'colour', times } as const;
  if (!isFace) return { kind: 'no-face', ...seen };
  return {
    kind: 'face',
    ...seen,
    ...{ track: 1, others: 0, box: { x: 0, y: 0, width: 1, height: 1 } },
    pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 600, interOcularMm: 62 },
    ...{ liveness: { kind: 'undecided' }, attention: 'unknown' },
  };
}

const attempt = (refused: AttemptReport['refused']): AttemptReport => ({
  ...{ number: 1, refused, level: 'balanced', nearest: null, evidence: null, seenMs: 500 },
  picture: refused === 'picture' ? 'flat' : null,
});

const LOCKED: LockView = { phase: 'locked', hint: 'none' };
const LOOKING: LockView = { phase: 'looking', hint: 'none' };
const ADA = { personId: 'ada', name: 'Ada' };
const OPEN: LockView = { phase: 'unlocked', ...ADA, by: 'face' };
const REFUSED: LockView = { phase: 'not-recognised', because: 'undecided', triesLeft: 0 };

interface Frame {
  readonly face?: boolean;
  readonly lock?: LockView;
  readonly attempt?: AttemptReport;
}

function watch(frames: readonly Frame[]) {
  const events = new EventWatch();
  return frames.flatMap(({ face = true, lock = LOOKING, attempt: decided = null }, index) =>
    events
      .see(index, index * FRAME_MS, {
        observation: observation(face),
        ...{ decision: lock, attempt: decided },
      })
      .map(({ timeMs, ...event }) => {
        expect(timeMs).toBe(event.frame * FRAME_MS);
        return event;
      }),
  );
}

const away = (frames: number): Frame[] =>
  Array.from({ length: frames }, () => ({ face: false, lock: LOCKED }));

describe('what happens in a recording', () => {
  it('is the first face, and others that come after a second without any', () => {
    expect(watch([...away(2), {}, {}, ...away(8), {}, ...away(10), {}])).toEqual([
      { kind: 'face', isFirst: true, frame: 2 },
      { kind: 'face', isFirst: false, frame: 23 },
    ]);
  });

  it('is an opening, once, and that it locked again', () => {
    const opens = { lock: OPEN, attempt: attempt(null) };
    expect(watch([{}, opens, { lock: OPEN }, { face: false, lock: LOCKED }])).toEqual([
      { kind: 'face', isFirst: true, frame: 0 },
      { kind: 'unlock', ...ADA, frame: 1 },
      { kind: 'locked-again', frame: 3 },
    ]);
  });

  it('is why a face or a picture was refused, and that tries are used up', () => {
    const out: LockView = { phase: 'too-many-tries', because: 'tries', retryAt: null };
    const refused = { lock: REFUSED, attempt: attempt('other-shape') };
    expect(
      watch([refused, { lock: REFUSED }, { attempt: attempt('picture') }, { lock: out }]),
    ).toEqual([
      { kind: 'face', isFirst: true, frame: 0 },
      { kind: 'refusal', because: 'other-shape', frame: 0 },
      { kind: 'picture', because: 'flat', frame: 2 },
      { kind: 'lock-out', because: 'tries', frame: 3 },
    ]);
  });

  it('is nothing where nobody comes', () => expect(watch(away(30))).toEqual([]));
});
