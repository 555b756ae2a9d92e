import { describe, expect, it } from 'vitest';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import { byDay, fullTitleOf, isFound, lostMany, titleOf, totalWords } from './library.ts';

/** Local times, so that days are those of the reader. */
const at = (...when: [number, number, number, number, number, number]): string => {
  const [year, month, day, hour, minute, second] = when;
  return new Date(year, month - 1, day, hour, minute, second).toISOString();
};
const NOW = new Date(2026, 10, 30, 15, 0, 0);

function recording(createdAt: string, changes: Partial<RecordingSummary> = {}): RecordingSummary {
  return {
    ...{ id: createdAt, name: '2026-11-30 14-03-09', camera: 'Kinect v2', createdAt },
    ...{ durationMs: 700, bytes: 2e6, frames: 100, complete: true, problem: null },
    ...{ dropped: 0, droppedByDisk: 0, missedByCamera: 0, hasThumbnail: true, formats: [] },
    ...changes,
  };
}

describe('the library', () => {
  it('puts recordings under the day they are of', () => {
    const days = byDay(
      [
        recording(at(2026, 11, 30, 14, 3, 9)),
        recording(at(2026, 11, 30, 0, 0, 0)),
        recording(at(2026, 11, 29, 23, 59, 59)),
        recording(at(2026, 11, 21, 9, 0, 0)),
        recording(at(2025, 11, 29, 9, 0, 0)),
        recording('', { problem: 'It is no recording.' }),
      ],
      NOW,
      'en',
    );
    expect(days.map(({ title, recordings }) => [title, recordings.length])).toEqual([
      ['Today', 2],
      ['Yesterday', 1],
      ['Saturday, November 21', 1],
      ['Saturday, November 29, 2025', 1],
      ['Without a date', 1],
    ]);
  });

  it('tells recordings of one minute apart', () => {
    const [one, two] = [9, 41].map((second) => recording(at(2026, 11, 30, 14, 3, second)));
    if (one === undefined || two === undefined) throw new Error('there are two');
    expect(titleOf(one, 'en')).toBe('14:03:09');
    expect(titleOf(two, 'en')).toBe('14:03:41');
    expect(fullTitleOf(one, NOW, 'en')).toBe('Today, 14:03:09');
    const named = recording(one.createdAt, { name: 'Ada at noon' });
    expect([titleOf(named, 'en'), fullTitleOf(named, NOW, 'en')]).toEqual([
      'Ada at noon',
      'Ada at noon',
    ]);
    expect(titleOf({ ...one, name: '2026-11-30 14-03-09 2' }, 'en')).toBe('14:03:09');
  });

  it('finds by name, camera and date, in any order, without capitals and accents', () => {
    const one = recording(at(2026, 11, 30, 14, 3, 9), { name: 'Tomás with glasses' });
    for (const words of [
      'tomas',
      'GLASSES tomás',
      'kinect',
      'today',
      'november 2026',
      '14:03',
      '',
    ]) {
      expect(isFound(one, words, NOW, 'en')).toBe(true);
    }
    for (const words of ['ada', 'tomas yesterday', '14:04']) {
      expect(isFound(one, words, NOW, 'en')).toBe(false);
    }
  });

  it('adds up length and size', () => {
    const one = recording(at(2026, 11, 30, 14, 3, 9));
    expect(totalWords([one], 'en')).toBe('1 recording · 0.7 s · 2.0 MB');
    expect(totalWords([one, { ...one, durationMs: 4_800_000, bytes: 1e9 }], 'en')).toBe(
      '2 recordings · 1 h 20 min · 1.0 GB',
    );
  });

  it('warns of lost frames only where more were lost than usual', () => {
    const one = recording(at(2026, 11, 30, 14, 3, 9));
    expect(lostMany(one)).toBe(false);
    expect(lostMany({ ...one, dropped: 1 })).toBe(false);
    expect(lostMany({ ...one, dropped: 5 })).toBe(true);
    expect(lostMany({ ...one, frames: 0 })).toBe(false);
  });
});
