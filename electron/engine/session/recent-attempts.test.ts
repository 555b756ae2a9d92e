import { describe, expect, it } from 'vitest';
import { ATTEMPTS_REMEMBERED } from '../../contract/explorer.ts';
import { withoutQuality } from '../../contract/face-embedding.ts';
import type { AttemptReport } from '../../contract/identity.ts';
import { RecentAttempts } from './recent-attempts.ts';
import type { RecognisedFrame } from './recognition.ts';

const TIMES = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
const SEEN = { sequence: 1, timeMs: 33, hint: 'none', spectrum: 'colour', times: TIMES } as const;
const UNDECIDED = {
  distances: null,
  decision: { phase: 'looking', hint: 'none' },
  attempt: null,
} as const;

function frame(value: number | null): RecognisedFrame {
  if (value === null) {
    return { ...UNDECIDED, observation: { kind: 'no-face', ...SEEN }, embedding: null };
  }
  return {
    ...UNDECIDED,
    observation: {
      ...{ kind: 'face', ...SEEN, track: 1, others: 0, attention: 'unknown' },
      box: { x: 0, y: 0, width: 1, height: 1 },
      pose: { yaw: value, pitch: 0, roll: 0, distanceMm: 600, interOcularMm: 62 },
      liveness: { kind: 'undecided' },
    },
    embedding: withoutQuality(Float32Array.of(value)),
  };
}

const report = (refused: AttemptReport['refused']): AttemptReport => ({
  ...{ number: 1, refused, picture: null, level: 'balanced', nearest: null, evidence: null },
  seenMs: 100,
});

describe('recent attempts', () => {
  it('are the last look before each decision, with whom it opened for', () => {
    const attempts = new RecentAttempts();
    attempts.see(frame(1), 'sensor');
    attempts.see(frame(2), 'sensor');
    attempts.decided(report(null), 'p1', 1000);
    attempts.see(frame(3), 'sensor');
    attempts.decided(report('stranger'), 'p1', 2000);
    expect(attempts.looks).toMatchObject([
      { embedding: Float32Array.of(2), yaw: 2, personId: 'p1', atMs: 1000, trust: 'sensor' },
      { embedding: Float32Array.of(3), personId: null, atMs: 2000 },
    ]);
  });

  it('need a look of their own: not one from before somebody left, or of the attempt before', () => {
    const attempts = new RecentAttempts();
    attempts.see(frame(1), 'sensor');
    attempts.see(frame(null), 'sensor');
    attempts.decided(report('undecided'), null, 1);
    attempts.see(frame(2), 'sensor');
    attempts.decided(report('stranger'), null, 2);
    attempts.decided(report('stranger'), null, 3);
    expect(attempts.looks.map(({ atMs }) => atMs)).toEqual([2]);
  });

  it('are the last fifty, and none once forgotten', () => {
    const attempts = new RecentAttempts();
    for (let i = 0; i < ATTEMPTS_REMEMBERED + 3; i++) {
      attempts.see(frame(i), 'virtual');
      attempts.decided(report('stranger'), null, i);
    }
    expect(attempts.looks).toHaveLength(ATTEMPTS_REMEMBERED);
    expect(attempts.looks[0]?.atMs).toBe(3);
    attempts.see(frame(1), 'virtual');
    attempts.forget();
    attempts.decided(report(null), 'p1', 99);
    expect(attempts.looks).toEqual([]);
  });
});
