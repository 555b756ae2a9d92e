import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { EngineMessage } from './engine-messages.ts';
import { parseEngineMessage } from './engine-validators.ts';

const times = { detect: 0, landmarks: 1, pose: 1, fuse: 1, embed: 1, liveness: 0, total: 4 };
const pose = { yaw: 1, pitch: -2, roll: Number.NaN, distanceMm: 650, interOcularMm: 62 };
const box = { x: 1, y: 2, width: 3, height: 4 };
const face = {
  kind: 'face',
  sequence: 7,
  timeMs: 233.3,
  hint: 'none',
  spectrum: 'infrared',
  times,
  track: 1,
  others: 0,
  pose,
  box,
  attention: 'unknown',
} as const;

const LOCK = {
  kind: 'lock',
  view: { phase: 'locked', hint: 'none' },
  ...{ isUnderway: false, attempt: null },
} as const;
const rate = { errors: 1, trials: 4, rate: 0.25, interval: { low: 0.04, high: 0.7 } };
const outcomes = { opened: 1, attack: 3, 'not-recognised': 0, undecided: 0, 'nothing-seen': 0 };
const counts = { shown: 4, outcomes, reasons: { bent: 2, flat: 1 } };
const figures = {
  genuine: { ...counts, bpcer: rate, bpnrr: rate, frr: rate, medianOpenMs: null },
  species: [{ species: 'screen', ...counts, apcer: null, iapar: rate, apnrr: rate }],
} as const;
const step = { presentation: 'screen', attempt: 1, attempts: 5, step: 2, steps: 10 } as const;
const attempt = { presentation: 'screen', outcome: 'attack', reason: 'bent', afterMs: 9 } as const;
const running = { step, isDemonstration: false, figures } as const;

const MESSAGES: readonly EngineMessage[] = [
  { kind: 'pad', view: { phase: 'idle' } },
  { kind: 'pad', view: { ...running, phase: 'preparing', notice: 'Unplugged.' } },
  { kind: 'pad', view: { ...running, phase: 'starting', secondsLeft: 3 } },
  {
    kind: 'pad',
    view: { ...running, phase: 'looking', sees: 'face', hint: 'none', secondsLeft: 9 },
  },
  { kind: 'pad', view: { ...running, phase: 'result', attempt, next: null } },
  {
    kind: 'pad',
    view: {
      phase: 'done',
      results: {
        version: 1,
        app: '1',
        date: '2026-12-01T10:00:00.000Z',
        camera: { name: 'Kinect', trust: 'sensor', width: 512, height: 424 },
        encoder: 'fused 4',
        level: 'balanced',
        asksEyes: true,
        ended: 'stopped',
        plan: { presentations: [{ presentation: 'genuine', attempts: 5 }] },
        repeated: 1,
        attempts: [attempt],
        figures,
      },
    },
  },
  { kind: 'observation', observation: { ...face, liveness: { kind: 'live', logOdds: 6 } } },
  {
    kind: 'observation',
    observation: {
      ...face,
      liveness: { kind: 'live', logOdds: 6 },
      attention: 'eyes-closed',
    },
  },
  {
    kind: 'observation',
    observation: {
      ...face,
      liveness: { kind: 'not-live', reliefMm: Infinity, because: 'bent', logOdds: -6 },
    },
  },
  {
    kind: 'observation',
    observation: {
      kind: 'no-face',
      sequence: 8,
      timeMs: 1,
      hint: 'camera-slow',
      spectrum: 'colour',
      times,
    },
  },
  {
    kind: 'lock',
    view: { phase: 'locked', hint: 'nobody' },
    isUnderway: true,
    attempt: null,
  },
  {
    kind: 'lock',
    view: { phase: 'unlocked', personId: 'a', name: 'Ada', by: 'pin' },
    isUnderway: false,
    attempt: {
      ...{ number: 3, refused: null, picture: null, level: 'strict', seenMs: 410 },
      nearest: { personId: 'p', distance: 0.41 },
      evidence: { identity: 12.5, liveness: 4.4, shape: null },
    },
  },
  { kind: 'sources', sources: [{ source: 'virtual', title: 'V', state: 'streaming' }] },
  { kind: 'problem', problem: { code: 'no-camera', message: 'None.' } },
  {
    kind: 'answer',
    id: 3,
    question: 'enrolment.take',
    answer: {
      references: [{ embedding: new Float32Array(128), yaw: 0, pitch: 0, spectrum: 'infrared' }],
      trust: 'sensor',
      encoder: 'fused 3',
      resembles: 'p',
      shape: {
        version: '1',
        looks: 40,
        mean: Float32Array.of(1, 2),
        variance: Float32Array.of(0.1, 0.1),
      },
    },
  },
  { kind: 'answer', id: 4, question: 'enrolment.take', answer: null },
  { kind: 'exchange', event: { kind: 'progress', id: 'x', done: 3, total: null } },
];

describe('messages of the engine', () => {
  it.each(MESSAGES)('are taken as they are: $kind', (message) => {
    expect(parseEngineMessage({ ...message })).toEqual(message);
  });

  it('loses what main does not know', () => {
    const problem = { code: 'no-camera', message: 'None.', cause: 'busy' };
    expect(parseEngineMessage({ kind: 'problem', problem })).toEqual({
      kind: 'problem',
      problem: { code: 'no-camera', message: 'None.' },
    });
  });

  it.each([
    [null],
    ['lock'],
    [{ kind: 'open-the-door' }],
    [{ kind: 'toString' }],
    [{ ...LOCK, view: { phase: 'unlocked', by: 'face' } }],
    [{ ...LOCK, isUnderway: 1 }],
    [{ ...LOCK, view: { phase: 'too-many-tries', because: 'tries', retryAt: null } }],
    [{ ...LOCK, view: { phase: 'pin-needed', because: 'start' } }],
    [{ ...LOCK, attempt: { number: 1, refused: 'no reason' } }],
    [{ ...LOCK, view: { phase: 'not-recognised', because: 'other-shape' } }],
    [{ kind: 'lock', view: { phase: 'locked', hint: 'none' } }],
    [{ kind: 'observation', observation: { ...face, liveness: { kind: 'alive' } } }],
    [
      {
        kind: 'observation',
        observation: { ...face, liveness: { kind: 'live', logOdds: 6 }, attention: 'asleep' },
      },
    ],
    [{ kind: 'answer', id: 1, question: 'vault.key', answer: null }],
    [{ kind: 'problem', problem: { code: 'made-up', message: '' } }],
    [{ kind: 'pad', view: { ...running, phase: 'looking' } }],
    [{ kind: 'pad', view: { ...running, phase: 'starting', secondsLeft: -1 } }],
    [{ kind: 'pad', view: { phase: 'done', results: { version: 2 } } }],
  ])('are refused with another shape: %j', (received) => {
    expect(parseEngineMessage(received)).toBeNull();
  });

  it('never throws, whatever comes', () => {
    fc.assert(
      fc.property(fc.anything(), (received) => {
        expect(() => parseEngineMessage(received)).not.toThrow();
      }),
    );
  });
});
