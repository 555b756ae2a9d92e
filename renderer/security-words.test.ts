import { describe, expect, it } from 'vitest';
import type { LevelFigures, MeasuredShare } from '../electron/contract/attempts-card.ts';
import { awayWords, figureWords, originWords, shareWords } from './security-words.ts';

const none: MeasuredShare = { errors: 0, trials: 3000, rate: 0, low: 0, high: 0.001 };
const some: MeasuredShare = { errors: 12, trials: 3000, rate: 0.004, low: 0.00229, high: 0.00698 };

describe('figures in words', () => {
  it('claim of errors that were not seen only what the trials support', () => {
    expect(shareWords(none, 'en')).toBe('0 of 3,000, so at most 0.1\u00a0%');
  });

  it('say what was counted, the share and its interval', () => {
    expect(shareWords(some, 'en')).toBe('12 of 3,000: 0.4\u00a0% (0.23 to 0.7\u00a0%)');
  });

  it('name the attack that gets in most often', () => {
    const figures: LevelFigures = {
      far: { attempt: none, fiveTries: some },
      frr: { attempt: some, fiveTries: none },
      apcer: { attempt: some, fiveTries: some, species: 'paper mask' },
    };
    const [stranger, owner, imitation] = figureWords(figures, 'en');
    expect(stranger).toMatchObject({
      attempt: shareWords(none, 'en'),
      fiveTries: shareWords(some, 'en'),
    });
    expect(owner).toMatchObject({
      attempt: shareWords(some, 'en'),
      fiveTries: shareWords(none, 'en'),
    });
    expect(imitation?.name).toContain('(paper mask)');
  });

  it('say so where nothing was measured', () => {
    const lines = figureWords(null, 'en');
    expect(lines).toHaveLength(3);
    for (const { attempt, fiveTries } of lines) {
      expect([attempt, fiveTries]).toEqual(['not measured', 'not measured']);
    }
    expect(originWords(null, 'en')).toContain('not measured');
  });

  it('are written as the language writes numbers', () => {
    expect(shareWords(some, 'de')).toBe('12 von 3.000: 0,4\u00a0% (0,23 bis 0,7\u00a0%)');
    expect(shareWords(none, 'zh')).toBe('3,000 次中 0 次，因此至多 0.1%');
  });
});

describe('a time after which it locks', () => {
  it('is said in seconds or minutes', () => {
    const said = [5, 60, 120, null].map((seconds) => awayWords(seconds, 'en'));
    expect(said).toEqual(['After 5 seconds', 'After a minute', 'After 2 minutes', 'Never']);
  });
});
