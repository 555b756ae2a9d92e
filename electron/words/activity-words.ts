/** What the activity log says, in words: the same in the window and in what is exported. */
import type { ActivityEntry, ActivityEvent } from '../contract/activity.ts';
import { personOf } from '../contract/activity-person.ts';
import type { Language } from '../contract/language.ts';
import { numberIn, secondsIn } from './numbers.ts';
import { wordsIn } from './words-in.ts';

/** A person's name by their id; undefined for somebody who is not stored any more. */
export type NameOf = (personId: string) => string | undefined;

/** One line: what happened. */
export function titleOf(event: ActivityEvent, nameOf: NameOf, language: Language): string {
  const words = wordsIn(language, 'activity');
  const personId = personOf(event);
  const name = personId === null ? '' : (nameOf(personId) ?? words('somebodyRemoved'));
  switch (event.kind) {
    case 'started':
      return words('started');
    case 'opened':
      return event.by === 'recovery-code'
        ? words('opened.recoveryCode')
        : words(`opened.${event.by}`, { name });
    case 'refused':
      return event.because === 'picture' && event.picture !== undefined
        ? words('refused.pictureBecause', {
            reason: wordsIn(language, 'pad.notLive')(event.picture),
          })
        : words(`refused.${event.because}`);
    case 'limit-reached':
      return words(`limits.${event.limit}`);
    case 'locked':
      return words(`locked.${event.cause}`);
    case 'changed':
      return words(`changed.${event.change}`, { name });
    case 'erased':
      return words('erased', { entries: event.entries });
    case 'log-damaged':
      return words('logDamaged');
  }
}

/** Numbers beside it, for engineers; empty where there are none. */
export function numbersOf(
  event: ActivityEvent,
  nameOf: NameOf,
  language: Language,
): readonly string[] {
  const words = wordsIn(language, 'activity');
  switch (event.kind) {
    case 'opened':
      return [
        ...(event.latencyMs === undefined ? [] : [secondsIn(language, event.latencyMs)]),
        ...(event.distance === undefined
          ? []
          : [words('numbers.distance', { distance: numberIn(language, event.distance, 2) })]),
        ...(event.level === undefined ? [] : [words(`levels.${event.level}`)]),
      ];
    case 'refused': {
      const { seenMs, distance, level, personId } = event;
      const nearest = personId === undefined ? undefined : nameOf(personId);
      return [
        ...(seenMs === undefined
          ? []
          : [words('numbers.seenFor', { time: secondsIn(language, seenMs) })]),
        ...(distance === undefined || nearest === undefined
          ? []
          : [
              words('numbers.from', {
                distance: numberIn(language, distance, 2),
                name: nearest,
              }),
            ]),
        ...(level === undefined ? [] : [words(`levels.${level}`)]),
      ];
    }
    default:
      return [];
  }
}

/** Comma-separated values (RFC 4180), with a header: number, time, event, numbers. */
export function activityCsv(
  entries: readonly ActivityEntry[],
  nameOf: NameOf,
  language: Language,
): string {
  const words = wordsIn(language, 'activity.table');
  const rows = entries.map(({ number, at, event }) => [
    String(number),
    at,
    titleOf(event, nameOf, language),
    numbersOf(event, nameOf, language).join('; '),
  ]);
  return [[words('number'), words('time'), words('event'), words('numbers')], ...rows]
    .map((row) => `${row.map(quoted).join(',')}\r\n`)
    .join('');
}

/** A cell that begins like a formula is text for every spreadsheet. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
