/** The vault's messages to people: what happened, what it means, what to do. */
import type { ClosedReason } from '../../contract/vault.ts';
import { reasonOf } from '../../base/error-words.ts';

/** What happened to the file; `closedSentence` says what can be done. */
export interface Closing {
  readonly reason: ClosedReason;
  /** A clause with the fault of the file, for `damaged` and `unreadable`. */
  readonly fault: string;
  readonly canOpenPrevious: boolean;
  readonly opensWithPin: boolean;
  readonly opensWithRecoveryCode: boolean;
  readonly canStartOver: boolean;
}

export function closedSentence(closing: Closing): string {
  return `${WHAT_HAPPENED[closing.reason](closing.fault)} Depthlock left everything as it found it. ${whatToDo(closing)}`;
}

const WHAT_HAPPENED: Readonly<Record<ClosedReason, (fault: string) => string>> = {
  'pin-needed': () =>
    'This system has no key storage that protects, so the stored faces stay closed until somebody’s PIN opens them.',
  'key-lost': () =>
    'The stored faces cannot be opened: the key storage of this computer gave no key, or not the right one.',
  unanchored: () =>
    'There are stored faces, but what says that they are the newest of this computer is missing or cannot be read.',
  missing: () => 'The file with the stored faces is gone, although somebody is enrolled.',
  damaged: (fault) => `The file with the stored faces is damaged: ${fault}.`,
  foreign: () =>
    'The file with the stored faces is another one than that of this computer. Somebody has exchanged it.',
  older: () =>
    'The file with the stored faces is older than it was: an earlier state was put back, in which people who were removed may be enrolled.',
  'newer-version': (fault) => `The stored faces were written by a newer Depthlock (${fault}).`,
  unreadable: (fault) => `The file with the stored faces could not be read (${fault}).`,
};

function whatToDo(closing: Closing): string {
  const { reason, canOpenPrevious, opensWithPin, opensWithRecoveryCode, canStartOver } = closing;
  if (reason === 'newer-version') return 'Update Depthlock.';
  if (reason === 'unreadable') {
    return 'Check that the disk is connected and that the file belongs to you, then restart Depthlock.';
  }
  const ways = [
    ...(canOpenPrevious ? ['open the copy before the last change'] : []),
    ...(opensWithPin && !canOpenPrevious ? ['enter your PIN'] : []),
    ...(opensWithRecoveryCode && !canOpenPrevious ? ['enter the recovery code'] : []),
    ...(reason === 'pin-needed' ? [] : ['put a backup of the newest file in its place']),
  ];
  const all = ways.join(', or ');
  return `${all.charAt(0).toUpperCase()}${all.slice(1)}.${canStartOver ? ' If none of this is possible, start over.' : ''}`;
}

export const WENT_BACK =
  'Depthlock went back to the copy of the stored faces before the last change, so that change may be missing. ' +
  'Look through the list of people and enrol whoever is missing.';

export const WRONG_PIN =
  'That PIN does not open the stored faces. Nothing was changed or lost. Try again with the PIN that you chose when you enrolled.';

export const WRONG_CODE =
  'That recovery code does not open the stored faces. It has eight groups of four letters and digits; compare each with what you wrote down.';

export const NO_PREVIOUS =
  'The copy before the last change is not there, or is damaged or too old itself. Nothing was changed.';

export const CHANGED_ELSEWHERE =
  'Another Depthlock has changed the stored faces meanwhile, so nothing was saved here. Restart Depthlock.';

export const KEY_NOT_STORED =
  'The key storage of this computer would not protect the key of the stored faces, so nothing was saved. ' +
  'Unlock the key storage (on Linux: the keyring) and try again.';

export function notSaved(error: unknown): string {
  return (
    `The stored faces could not be saved (${reasonOf(error)}), so nothing was changed. ` +
    'Make sure that the disk has space and may be written to, then try again.'
  );
}

export const BAD_NAME = 'That name cannot be used. Choose one of 1 to 40 characters.';
export const BAD_LABEL =
  'That name for the look cannot be used. Choose one of 1 to 40 characters, like “with glasses”.';
export const PIN_TAKEN =
  'Somebody else here has this PIN, and Depthlock would not know which of you it is. Choose another one.';
export const NEEDS_PIN =
  'This system has no key storage that protects, so somebody needs a PIN: without one nothing would open the stored faces again.';
export const BAD_REFERENCES =
  'The captured faces are incomplete, so nothing was saved. Start the enrolment again.';
export const TOO_MANY_PEOPLE =
  'No more people can be stored, so nothing was saved. Remove somebody first.';
export const TOO_MANY_APPEARANCES =
  'No more looks of this person can be stored, so nothing was saved. Remove one first.';
export const OTHER_TRUST =
  'A look is stored only by the same kind of camera as the person was enrolled with, so nothing was saved. Choose that camera, or enrol as a new person.';
export const LAST_APPEARANCE =
  'The first look is the enrolment itself, so it stays. Remove the person, or enrol again.';
export const UNKNOWN_PERSON =
  'That person is not stored any more, so nothing was changed. The list is up to date now.';

export function anchorNotSaved(error: unknown): string {
  return (
    `What guards the lock could not be saved (${reasonOf(error)}), so nothing was judged or changed. ` +
    'Make sure that the disk has space and may be written to, and that the key storage of this computer is open, then try again.'
  );
}

export const ANCHOR_TOO_LARGE =
  'What guards the lock has grown too large to be saved. This is a fault of Depthlock: please report it.';
