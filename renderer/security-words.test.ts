import { describe, expect, it } from 'vitest';
import type { LevelFigures, MeasuredShare } from '../electron/contract/attempts-card.ts';
import { SECURITY_LEVELS } from '../electron/contract/security.ts';
import {
  figureWords,
  LEVEL_WORDS,
  NOT_MEASURED,
  originWords,
  shareWords,
} from './security-words.ts';

const none: MeasuredShare = { errors: 0, trials: 3000, rate: 0, low: 0, high: 0.001 };
const some: MeasuredShare = { errors: 12, trials: 3000, rate: 0.004, low: 0.00229, high: 0.00698 };

describe('figures in words', () => {
  it('claim of errors that were not seen only what the trials support', () => {
    expect(shareWords(none)).toBe('0 of 3,000, so at most 0.1\u00a0%');
  });

  it('say what was counted, the share and its interval', () => {
    expect(shareWords(some)).toBe('12 of 3,000: 0.4\u00a0% (0.23 to 0.7\u00a0%)');
  });

  it('name the attack that gets in most often', () => {
    const figures: LevelFigures = {
      far: { attempt: none, fiveTries: some },
      frr: { attempt: some, fiveTries: none },
      apcer: { attempt: some, fiveTries: some, species: 'paper mask' },
    };
    const [stranger, owner, imitation] = figureWords(figures);
    expect(stranger).toMatchObject({ attempt: shareWords(none), fiveTries: shareWords(some) });
    expect(owner).toMatchObject({ attempt: shareWords(some), fiveTries: shareWords(none) });
    expect(imitation?.name).toContain('(paper mask)');
  });

  it('say so where nothing was measured', () => {
    const lines = figureWords(null);
    expect(lines).toHaveLength(3);
    for (const { attempt, fiveTries } of lines) {
      expect([attempt, fiveTries]).toEqual([NOT_MEASURED, NOT_MEASURED]);
    }
    expect(originWords(null)).toContain('not measured');
  });

  it('there are words for every level', () => {
    expect(Object.keys(LEVEL_WORDS)).toEqual([...SECURITY_LEVELS]);
  });
});
