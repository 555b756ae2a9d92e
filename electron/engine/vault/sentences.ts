/** The vault's messages to people: what happened, what it means, what to do. */
import { reasonOf } from '../../base/error-words.ts';

export interface Damage {
  /** A clause with the fault of the file. */
  readonly reason: string;
  /** Name under which the damaged file was kept; null when there was no file. */
  readonly keptAs: string | null;
}

export function recoveredFromCopy({ reason, keptAs }: Damage): string {
  return (
    `The file with the stored faces was damaged: ${reason}. ` +
    `Depthlock went back to the last good copy, so your latest change may be missing${kept(keptAs)}. ` +
    'Look through the list of people and enrol whoever is missing.'
  );
}

export function startedEmpty({ reason, keptAs }: Damage): string {
  return (
    `The file with the stored faces was damaged: ${reason}. ` +
    `There is no good copy of it, so nobody is enrolled now${kept(keptAs)}. ` +
    'Enrol again, or put a backup of the file in its place.'
  );
}

function kept(name: string | null): string {
  return name === null ? '' : `; the damaged file was kept as ${name}`;
}

export const KEY_NOT_GIVEN =
  'The stored faces cannot be opened: the key storage of this computer gave no key, or not the right one. ' +
  'Nothing was changed or lost. Enter your PIN to open them, or sign in as the user who enrolled.';

export const WRONG_PIN =
  'That PIN does not open the stored faces. Nothing was changed or lost. Try again with the PIN that you chose when you enrolled.';

export const KEY_NOT_STORED =
  'The key storage of this computer would not protect the key of the stored faces, so nothing was saved. ' +
  'Unlock the key storage (on Linux: the keyring) and try again.';

export function madeByNewerVersion(version: number): string {
  return (
    `The stored faces were written by a newer Depthlock (format ${version}). ` +
    'This version cannot read them and left them untouched. Update Depthlock.'
  );
}

export function unreadable(error: unknown): string {
  return (
    `The file with the stored faces could not be read (${reasonOf(error)}). ` +
    'It was left untouched. Check that the disk is connected and that the file belongs to you, then restart Depthlock.'
  );
}

export function notSaved(error: unknown): string {
  return (
    `The stored faces could not be saved (${reasonOf(error)}), so nothing was changed. ` +
    'Make sure that the disk has space and may be written to, then try again.'
  );
}

export const BAD_NAME = 'That name cannot be used. Choose one of 1 to 40 characters.';
export const BAD_PIN = 'That PIN cannot be used. Choose 4 to 12 digits.';
export const BAD_REFERENCES =
  'The captured faces are incomplete, so nothing was saved. Start the enrolment again.';
export const TOO_MANY_PEOPLE =
  'No more people can be stored, so nothing was saved. Remove somebody first.';
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
