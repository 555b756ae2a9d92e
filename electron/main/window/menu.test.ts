import type { MenuItemConstructorOptions } from 'electron';
import { describe, expect, it } from 'vitest';
import type { LockView } from '../../contract/identity.ts';
import { LANGUAGES, type Language } from '../../contract/language.ts';
import { wordsIn } from '../../words/words-in.ts';
import { menuTemplate, shortTemplate, type MenuState } from './menu.ts';

const OPEN: LockView = {
  ...{ phase: 'unlocked', personId: 'a', name: 'Ada', by: 'face', distance: 0.4 },
};
const CLOSED: LockView = { phase: 'locked', hint: 'none' };

const state = (changes: Partial<MenuState> = {}): MenuState => ({
  ...{ platform: 'linux', isPackaged: true, lock: OPEN, words: wordsIn('en', 'menu') },
  ...changes,
});

function withActions(changes: Partial<MenuState> = {}) {
  const done: string[] = [];
  const actions = {
    openRecording: () => done.push('open-recording'),
    command: (command: string) => done.push(command),
    lock: () => done.push('lock'),
    open: () => done.push('open'),
    documentation: () => done.push('documentation'),
  };
  const items = flat(menuTemplate(state(changes), actions));
  const short = flat(shortTemplate(state(changes), actions));
  return { done, items, short };
}

function flat(items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] {
  return items.flatMap((item) => [
    item,
    ...(Array.isArray(item.submenu) ? flat(item.submenu) : []),
  ]);
}

const items = (language: Language): unknown[] =>
  withActions({ words: wordsIn(language, 'menu') }).items.map(({ label }) => label);

const enabledOf = (items: readonly MenuItemConstructorOptions[]): unknown[] =>
  items.filter(({ id, enabled }) => id !== undefined && enabled === true).map(({ id }) => id);

const press = (items: readonly MenuItemConstructorOptions[]): void => {
  for (const { id, click } of items) {
    if (id !== undefined) (click as (() => void) | undefined)?.();
  }
};

const COMMANDS = [
  ...['open-recording', 'import-file', 'import-folder', 'lock'],
  ...['live', 'recordings', 'explorer', 'training', 'activity', 'settings', 'numbers'],
];

describe('the menu', () => {
  it.each(['linux', 'win32', 'darwin'] as const)('of %s offers each command once', (platform) => {
    const { done, items } = withActions({ platform });
    expect(enabledOf(items).sort()).toEqual([...COMMANDS].sort());
    press(items);
    expect(done.sort()).toEqual([...COMMANDS, 'documentation'].sort());
    expect(items.filter(({ role }) => role === 'about')).toHaveLength(1);
  });

  it.each(LANGUAGES)('says all of it in %s: Electron labels its roles in English', (language) => {
    for (const platform of ['linux', 'darwin'] as const) {
      const { items, short } = withActions({ platform, words: wordsIn(language, 'menu') });
      for (const { type, role, label } of [...items, ...short]) {
        if (type === 'separator' || role === 'appMenu') continue;
        expect(label, role).toMatch(/\p{L}/u);
      }
    }
    expect(items('de')).toContain('Jetzt sperren');
    expect(items('zh')).toContain('立即锁定');
  });

  it('does nothing to a closed lock', () => {
    const { items, short } = withActions({ lock: CLOSED });
    expect(enabledOf(items)).toEqual([]);
    // It says how to open it, and shows nothing of anybody.
    expect(items.find(({ id }) => id === 'documentation')?.enabled).not.toBe(false);
    expect(short.find(({ id }) => id === 'lock')?.enabled).toBe(false);
  });

  it('opens settings before anybody is enrolled, where there is nothing to lock', () => {
    expect(enabledOf(withActions({ lock: { phase: 'nothing-enrolled' } }).items)).toEqual([
      'settings',
    ]);
  });

  it('has no key twice', () => {
    for (const platform of ['linux', 'darwin'] as const) {
      const keys = withActions({ platform }).items.flatMap(({ accelerator }) => accelerator ?? []);
      expect(new Set(keys).size).toBe(keys.length);
      expect(keys).toContain('CommandOrControl+L');
    }
  });

  it('has tools of development in a checkout only', () => {
    const tools = ({ items }: ReturnType<typeof withActions>) =>
      items.filter(({ role }) => role === 'toggleDevTools' || role === 'reload').length;
    expect([tools(withActions()), tools(withActions({ isPackaged: false }))]).toEqual([0, 2]);
  });
});

describe('the menu of tray and dock', () => {
  it('opens the window and locks', () => {
    const { done, short } = withActions();
    press(short);
    expect(done).toEqual(['open', 'lock']);
    expect(short.some(({ role }) => role === 'quit')).toBe(true);
  });

  it('leaves quitting to the dock', () => {
    const { short } = withActions({ platform: 'darwin' });
    expect(short.map(({ id }) => id)).toEqual(['open', 'lock']);
  });
});
