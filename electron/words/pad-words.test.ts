import { describe, expect, it } from 'vitest';
import type { PadAttempt, PadResults, SpeciesFigures } from '../contract/pad/pad.ts';
import {
  attemptWords,
  claimWords,
  doubts,
  genuineWords,
  isAsItShould,
  rateWords,
  resultsWords,
} from './pad-words.ts';

const rate = (errors: number, trials: number, low: number, high: number) => ({
  errors,
  trials,
  rate: errors / trials,
  interval: { low, high },
});
const NONE = { opened: 0, attack: 0, 'not-recognised': 0, undecided: 0, 'nothing-seen': 0 };

const screen: SpeciesFigures = {
  species: 'screen',
  shown: 10,
  outcomes: { ...NONE, attack: 10 },
  reasons: { flat: 9, bent: 1 },
  apcer: rate(0, 10, 0, 0.2589),
  iapar: rate(0, 10, 0, 0.2589),
  apnrr: rate(0, 10, 0, 0.2589),
};
const mask: SpeciesFigures = {
  ...screen,
  species: 'paper-mask',
  iapar: rate(3, 10, 0.108, 0.603),
};
const results: PadResults = {
  version: 1,
  app: '0.1.0',
  date: '2026-12-01T10:00:00.000Z',
  camera: { name: 'Kinect', trust: 'sensor', width: 512, height: 424 },
  encoder: 'fused 4',
  level: 'balanced',
  asksEyes: true,
  ended: 'finished',
  plan: { presentations: [] },
  repeated: 0,
  attempts: [],
  figures: { genuine: null, species: [screen] },
};

describe('what a test says', () => {
  it('claims no more than so few attempts allow', () => {
    expect(rateWords(screen.iapar, 'en')).toBe('0 of 10 (at most 26 %)');
    expect(rateWords(mask.iapar, 'en')).toBe('3 of 10 (11 – 60 %)');
    const claim = claimWords([screen], 'en');
    expect(claim).toContain(
      'None of the attacks opened. With 10 attempts each that means at most 26 %',
    );
    expect(claim).toContain('few attempts prove little');
    expect(claimWords([mask, screen], 'en')).toContain(
      'The best attack was “Mask”: it opened in 3 of 10 attempts, so expect 11 to 60 %',
    );
    expect(claimWords([], 'en')).toContain('nothing can be said');
  });

  it('doubts itself aloud', () => {
    expect(doubts(results, 'en')).toEqual([]);
    const camera = { name: 'V', trust: 'virtual', width: 1, height: 1 } as const;
    expect(doubts({ ...results, camera, ended: 'stopped', repeated: 2 }, 'en')).toEqual([
      expect.stringContaining('virtual Kinect'),
      expect.stringContaining('stopped before its end'),
      expect.stringContaining('2 attempts were repeated'),
    ]);
    const genuine = {
      shown: 1,
      outcomes: { ...NONE, undecided: 1 },
      reasons: {},
      bpcer: rate(0, 1, 0, 0.95),
      bpnrr: rate(1, 1, 0.2, 1),
      frr: rate(1, 1, 0.2, 1),
      medianOpenMs: null,
    };
    expect(genuineWords({ figures: { genuine, species: [] } }, 'en')).toBe(
      'It opened for you in 0 of 1 attempt, so that it stayed closed for others proves nothing.',
    );
  });

  it('tells an attempt, and whether the lock did what it should', () => {
    const attempt = {
      presentation: 'screen',
      outcome: 'attack',
      reason: 'flat',
      afterMs: 420,
    } as const;
    expect(attemptWords(attempt, 'en')).toBe('Called a presentation attack (flat) after 0.4 s');
    expect(isAsItShould(attempt)).toBe(true);
    expect(isAsItShould({ ...attempt, outcome: 'opened' })).toBe(false);
    expect(isAsItShould({ ...attempt, outcome: 'undecided' })).toBeNull();
    expect(isAsItShould({ ...attempt, presentation: 'genuine' })).toBe(false);
  });

  it('fits on a page of text', () => {
    const lines = resultsWords(results, 'en').split('\n');
    expect(lines[1]).toBe(
      'Depthlock 0.1.0, encoder fused 4, level balanced; Kinect; 2026-12-01T10:00:00.000Z',
    );
    expect(lines.join('\n')).toMatch(/Screen +10 +0 of 10 \(at most 26 %\).*10 \(flat 9, bent 1\)/);
    expect(lines.join('\n')).toContain('The owner made no attempts.');
  });

  it('says the same in every language, as each writes it', () => {
    expect(rateWords(mask.iapar, 'de')).toBe('3 von 10 (11 – 60 %)');
    expect(rateWords(mask.iapar, 'zh')).toBe('10 次中 3 次（11 – 60%）');
    const attempt: PadAttempt = {
      ...{ presentation: 'screen', outcome: 'attack', reason: 'flat', afterMs: 420 },
    };
    expect(attemptWords(attempt, 'de')).toBe('Als Präsentationsangriff erkannt (flach) nach 0,4 s');
    const [header = '', screens = ''] = resultsWords(results, 'zh').split('\n').slice(5);
    // Ideographs are two columns wide.
    expect(header.indexOf('次数')).toBe(4 + 2);
    expect(screens).toMatch(/^屏幕 {6}10 /u);
  });
});
