/** What the activity log says, in words: the same in the window and in what is exported. */
import type { ActivityEntry, ActivityEvent } from './activity.ts';
import { personOf } from './activity-person.ts';
import { NOT_LIVE_WORDS } from './pad/pad-words.ts';

/** What a filter keeps. */
export const ACTIVITY_KINDS = ['all', 'opened', 'refused', 'changes'] as const;
export type ActivityKind = (typeof ACTIVITY_KINDS)[number];

/** What kind an event is of; null: neither. */
export function kindOf({ kind }: ActivityEvent): Exclude<ActivityKind, 'all'> | null {
  switch (kind) {
    case 'opened':
      return 'opened';
    case 'refused':
    case 'limit-reached':
      return 'refused';
    case 'changed':
    case 'erased':
    case 'log-damaged':
      return 'changes';
    case 'started':
    case 'locked':
      return null;
  }
}

export function filtered(
  entries: readonly ActivityEntry[],
  kind: ActivityKind,
): readonly ActivityEntry[] {
  return kind === 'all' ? entries : entries.filter(({ event }) => kindOf(event) === kind);
}

/** A person's name by their id; undefined for somebody who is not stored any more. */
export type NameOf = (personId: string) => string | undefined;

const GONE = 'somebody who was removed';

type Refused = Extract<ActivityEvent, { kind: 'refused' }>;
type Changed = Extract<ActivityEvent, { kind: 'changed' }>;

const REFUSED_WORDS: Readonly<Record<Refused['because'], string>> = {
  stranger: 'A face that is not enrolled',
  undecided: 'A face that stayed undecided',
  'not-turned': 'A head that did not turn as asked',
  'eyes-not-seen': 'A face whose eyes were not seen open',
  'other-shape': 'A face on the wrong head',
  picture: 'A picture',
  'wrong-pin': 'A wrong PIN',
  interrupted: 'An attempt that was broken off',
};

const CAUSE_WORDS: Readonly<Record<Extract<ActivityEvent, { kind: 'locked' }>['cause'], string>> = {
  asked: 'Locked',
  idle: 'Locked: nobody used the computer',
  'face-left': 'Locked: the face had left',
  suspended: 'Locked: the computer went to sleep',
  'session-locked': 'Locked with the session',
};

const CHANGE_WORDS: Readonly<Record<Changed['change'], string>> = {
  enrolled: 'Enrolled',
  'appearance-added': 'Another appearance of',
  'enrolled-again': 'Enrolled again:',
  renamed: 'Renamed',
  removed: 'Removed',
  'removed-all': 'Everybody was removed',
  'pin-changed': 'New PIN of',
  'security-changed': 'Security settings changed',
  'lock-actions-changed': 'Programs at lock and unlock changed',
  exported: 'Activity or recordings exported',
};

const LIMIT_WORDS = {
  tries: 'Too many faces were refused: only the PIN opens',
  pictures: 'Too many pictures were shown: only the PIN opens',
  pins: 'Too many wrong PINs: the next has to wait',
} as const;

/** One line: what happened. */
export function titleOf(event: ActivityEvent, nameOf: NameOf): string {
  const personId = personOf(event);
  const name = personId === null ? '' : (nameOf(personId) ?? GONE);
  switch (event.kind) {
    case 'started':
      return 'Depthlock started';
    case 'opened':
      return event.by === 'recovery-code'
        ? 'Opened with the recovery code'
        : `Opened for ${name} by ${event.by === 'pin' ? 'PIN' : 'face'}`;
    case 'refused': {
      const picture = event.picture === undefined ? '' : ` (${NOT_LIVE_WORDS[event.picture]})`;
      return `${REFUSED_WORDS[event.because]}${picture} was refused`;
    }
    case 'limit-reached':
      return LIMIT_WORDS[event.limit];
    case 'locked':
      return CAUSE_WORDS[event.cause];
    case 'changed':
      return `${CHANGE_WORDS[event.change]} ${name}`.trim();
    case 'erased': {
      const entries = event.entries === 1 ? 'One entry was' : `${event.entries} entries were`;
      return `${entries} erased here`;
    }
    case 'log-damaged':
      return 'Something other than Depthlock changed the log before this; what was there was put aside';
  }
}

/** Numbers beside it, for engineers; empty where there are none. */
export function numbersOf(event: ActivityEvent, nameOf: NameOf): readonly string[] {
  const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
  switch (event.kind) {
    case 'opened':
      return [
        ...(event.latencyMs === undefined ? [] : [seconds(event.latencyMs)]),
        ...(event.distance === undefined ? [] : [`distance ${event.distance.toFixed(2)}`]),
        ...(event.level === undefined ? [] : [event.level]),
      ];
    case 'refused': {
      const nearest = event.personId === undefined ? undefined : nameOf(event.personId);
      const distance = event.distance?.toFixed(2);
      return [
        ...(event.seenMs === undefined ? [] : [`seen for ${seconds(event.seenMs)}`]),
        ...(distance === undefined || nearest === undefined ? [] : [`${distance} from ${nearest}`]),
        ...(event.level === undefined ? [] : [event.level]),
      ];
    }
    default:
      return [];
  }
}

/** Comma-separated values (RFC 4180), with a header: number, time, event, numbers. */
export function activityCsv(entries: readonly ActivityEntry[], nameOf: NameOf): string {
  const rows = entries.map(({ number, at, event }) => [
    String(number),
    at,
    titleOf(event, nameOf),
    numbersOf(event, nameOf).join('; '),
  ]);
  return [['number', 'time', 'event', 'numbers'], ...rows]
    .map((row) => `${row.map(quoted).join(',')}\r\n`)
    .join('');
}

/** A cell that begins like a formula is text for every spreadsheet. */
function quoted(cell: string): string {
  const text = /^[=+\-@\t\r]/u.test(cell) ? `'${cell}` : cell;
  return `"${text.replaceAll('"', '""')}"`;
}
