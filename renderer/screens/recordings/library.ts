/** The recordings as the list shows them: by day, with titles, searched and added up. */
import type { Language } from '../../../electron/contract/language.ts';
import type { RecordingSummary } from '../../../electron/contract/recordings.ts';
import {
  formatBytes,
  formatMoment,
  formatRecentDay,
  formatSecond,
  formatSpan,
} from '../../format.ts';
import { translateSaid } from '../../../electron/words/said/translate-said.ts';
import { wordsIn } from '../../../electron/words/words-in.ts';
import { isNamedByRecorder } from '../../recording-words.ts';

export interface DayOfRecordings {
  /** "Today", "Yesterday", or the date. */
  readonly title: string;
  readonly recordings: readonly RecordingSummary[];
}

/** The same order, in runs of one day. */
export function byDay(
  recordings: readonly RecordingSummary[],
  now: Date,
  language: Language,
): DayOfRecordings[] {
  const days: { title: string; recordings: RecordingSummary[] }[] = [];
  for (const recording of recordings) {
    const title = formatRecentDay(recording.createdAt, now, language);
    const last = days.at(-1);
    if (last?.title === title) last.recordings.push(recording);
    else days.push({ title, recordings: [recording] });
  }
  return days;
}

/** Under the heading of its day: the name that a person gave it, or the time to the second. */
export function titleOf({ name, createdAt }: RecordingSummary, language: Language): string {
  return isNamedByRecorder(name) ? formatSecond(createdAt, language) : name;
}

/** Where no heading says the day. */
export function fullTitleOf(recording: RecordingSummary, now: Date, language: Language): string {
  return isNamedByRecorder(recording.name)
    ? wordsIn(language, 'recordings')('fullTitle', {
        day: formatRecentDay(recording.createdAt, now, language),
        time: titleOf(recording, language),
      })
    : recording.name;
}

/** Does every word appear in its name, its camera, or its date as anybody would write it? */
export function isFound(
  recording: RecordingSummary,
  words: string,
  now: Date,
  language: Language,
): boolean {
  const { name, camera, createdAt } = recording;
  const text = folded(
    [
      ...[
        name,
        camera,
        translateSaid(camera, language),
        formatMoment(createdAt, language),
        formatRecentDay(createdAt, now, language),
      ],
      formatSecond(createdAt, language),
    ].join(' '),
  );
  return folded(words)
    .split(/\s+/u)
    .every((word) => text.includes(word));
}

/** Without capitals and accents. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase().trim();
}

/** "3 recordings · 12 min · 214 MB". */
export function totalWords(recordings: readonly RecordingSummary[], language: Language): string {
  const sum = (of: (recording: RecordingSummary) => number): number =>
    recordings.reduce((total, recording) => total + of(recording), 0);
  const count = wordsIn(language, 'recordings')('total', { recordings: recordings.length });
  const length = formatSpan(
    sum(({ durationMs }) => durationMs),
    language,
  );
  return [
    count,
    length,
    formatBytes(
      sum(({ bytes }) => bytes),
      language,
    ),
  ].join(' · ');
}

/** So many of a hundred frames are missed or dropped in any recording; more than that is worth a look. */
const USUAL_DROPS = 0.01;

/** Did a recording lose more frames than recordings usually do? */
export function lostMany({ dropped, frames }: RecordingSummary): boolean {
  return dropped > USUAL_DROPS * (frames + dropped);
}
