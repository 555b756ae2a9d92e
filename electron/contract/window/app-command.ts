/** What the menu asks of the window: pages to open, numbers to show, files to import. */
import type { LockView } from '../identity.ts';

/** Pages that the menu opens, in its order. */
export const MENU_PAGES = [
  'live',
  'recordings',
  'explorer',
  'training',
  'activity',
  'settings',
] as const;
export type MenuPage = (typeof MENU_PAGES)[number];

export type AppCommand = MenuPage | 'numbers' | 'import-file' | 'import-folder';

/** Whether a command does anything now: a closed lock takes none, and before anybody enrolled there are settings only. */
export function isCommandOpen(command: AppCommand, lock: LockView): boolean {
  if (lock.phase === 'unlocked') return true;
  return lock.phase === 'nothing-enrolled' && command === 'settings';
}
