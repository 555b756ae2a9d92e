import { describe, expect, it } from 'vitest';
import { LANGUAGES } from '../electron/contract/language.ts';
import {
  formatBytes,
  formatClock,
  formatCountdown,
  formatDay,
  formatDegrees,
  formatDistance,
  formatDuration,
  formatEmbeddingDistance,
  formatPlace,
  formatRecentDay,
  formatSpan,
  formatStage,
  formatTimeLeft,
} from './format.ts';

describe('formatting', () => {
  it('tells distances in whole centimetres', () => {
    expect(formatDistance(654, 'en')).toBe('65 cm');
  });

  it('writes angles with a true minus and no negative zero', () => {
    expect(formatDegrees(-12.4)).toBe('−12°');
    expect(formatDegrees(-0.3)).toBe('0°');
    expect(formatDegrees(7.6)).toBe('8°');
  });

  it('rounds a countdown up and stops at zero', () => {
    expect(formatCountdown(28_100)).toBe('0:29');
    expect(formatCountdown(300_000)).toBe('5:00');
    expect(formatCountdown(-5)).toBe('0:00');
  });

  it('shows embedding distances with two decimals', () => {
    expect(formatEmbeddingDistance(0.5, 'en')).toBe('0.50');
  });

  it('shows a dash for a stage that did not run', () => {
    expect(formatStage(0, 'en')).toBe('–');
    expect(formatStage(3.44, 'en')).toBe('3.4 ms');
  });

  it('shows the clock without a part of the day', () => {
    expect(formatClock(new Date(2026, 10, 23, 21, 41))).toMatch(/^(9|21)[:.]41$/u);
  });

  it('tells how long a recording is, short ones too', () => {
    const words = [0, 33, 700, 9_940, 9_960, 42_700, 60_000, 3_723_000].map((length) =>
      formatDuration(length, 'en'),
    );
    expect(words).toEqual(['0 s', '0.03 s', '0.7 s', '9.9 s', '10 s', '42 s', '1:00', '1:02:03']);
    expect([42_700, 720_000, 4_800_000].map((length) => formatSpan(length, 'en'))).toEqual([
      '42 s',
      '12 min',
      '1 h 20 min',
    ]);
  });

  it('shows a date, or the text itself when it is none', () => {
    expect(formatDay('2026-11-23T12:00:00Z', 'en')).toBe('November 23, 2026');
    expect(formatDay('yesterday', 'en')).toBe('yesterday');
  });

  it('writes numbers, units and dates as each language does', () => {
    const day = '2026-11-23T12:00:00Z';
    expect(formatDay(day, 'de')).toBe('23. November 2026');
    expect(formatDay(day, 'zh')).toBe('2026年11月23日');
    expect(formatDuration(700, 'de')).toBe('0,7 s');
    expect(formatDuration(700, 'zh')).toBe('0.7 秒');
    expect(formatPlace(7250, 'de')).toBe('0:07,25');
    expect(formatPlace(7250, 'en')).toBe('0:07.25');
    expect(formatBytes(12_400_000, 'de')).toBe('12,4 MB');
    expect(formatTimeLeft(130_000, 'de')).toBe('etwa 3 Min.');
    expect(formatTimeLeft(11_200, 'zh')).toBe('约 12 秒');
    const now = new Date(day);
    expect(LANGUAGES.map((language) => formatRecentDay(day, now, language))).toEqual([
      ...['Today', 'Heute', '今天'],
    ]);
  });
});
