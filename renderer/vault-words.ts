/** Words about the vault, the PIN and the recovery code. */
import { PIN_RULE_WORDS } from '../electron/contract/pin-rules.ts';
import type { ClosedReason } from '../electron/contract/vault.ts';

/** What stands over the sentence that says why the vault is closed. */
export const CLOSED_TITLES: Readonly<Record<ClosedReason, string>> = {
  'pin-needed': 'Enter your PIN',
  'key-lost': 'The key is not there',
  unanchored: 'Is this your vault?',
  missing: 'The stored faces are gone',
  damaged: 'The stored faces are damaged',
  foreign: 'These are not your stored faces',
  older: 'These stored faces are old ones',
  'newer-version': 'Stored by a newer Depthlock',
  unreadable: 'The stored faces cannot be read',
};

export const PIN_HELP = PIN_RULE_WORDS;

export const CODE_WORDS = {
  title: 'Write this down.',
  text: 'This recovery code opens Depthlock on the day when your computer has lost its keyring, or you your PIN. It is shown this once and stored nowhere: keep it on paper, away from this computer.',
  done: 'I have written it down',
  label: 'Recovery code',
  enter: 'Eight groups of four letters and digits, as you wrote them down.',
} as const;

/** One character after the other, so that a screen reader spells the code: groups are told apart by a pause. */
export function spelled(code: string): string {
  return code
    .split('-')
    .map((group) => Array.from(group).join(' '))
    .join(', ');
}
