/** The menus of the app as Electron takes them: that of the window, and the short one of tray and dock. */
import type { MenuItemConstructorOptions } from 'electron';
import type { LockView } from '../../contract/identity.ts';
import {
  isCommandOpen,
  MENU_PAGES,
  type AppCommand,
  type MenuPage,
} from '../../contract/window/app-command.ts';

export interface MenuActions {
  /** Asks the window for something. */
  readonly command: (command: AppCommand) => void;
  readonly lock: () => void;
  /** Asks for a recording, and opens it. */
  readonly openRecording: () => void;
  /** Brings the window to the front. */
  readonly open: () => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** An installed app has no tools of development. */
  readonly isPackaged: boolean;
  readonly lock: LockView;
}

const PAGES: Readonly<Record<MenuPage, { readonly label: string; readonly key: string }>> = {
  live: { label: 'Live', key: 'CommandOrControl+1' },
  recordings: { label: 'Recordings', key: 'CommandOrControl+2' },
  activity: { label: 'Activity', key: 'CommandOrControl+3' },
  settings: { label: 'Settings', key: 'CommandOrControl+,' },
};

const SEPARATOR = { type: 'separator' } as const;

/** The menu bar. Items that need an open lock are disabled while it is closed. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { platform, isPackaged, lock } = state;
  const isMac = platform === 'darwin';
  const item = (
    command: AppCommand,
    label: string,
    accelerator?: string,
  ): MenuItemConstructorOptions => ({
    ...{ id: command, label, enabled: isCommandOpen(command, lock) },
    ...(accelerator === undefined ? {} : { accelerator }),
    click: () => actions.command(command),
  });
  const page = (name: MenuPage): MenuItemConstructorOptions =>
    item(name, PAGES[name].label, PAGES[name].key);
  const settings: MenuItemConstructorOptions = { ...page('settings'), label: 'Settings…' };
  const lockNow = { ...lockItem(state, actions), accelerator: 'CommandOrControl+L' };

  return [
    ...(isMac ? [macAppMenu(settings)] : []),
    {
      label: '&File',
      submenu: [
        {
          ...{ id: 'open-recording', label: 'Open recording…', accelerator: 'CommandOrControl+O' },
          enabled: lock.phase === 'unlocked',
          click: () => actions.openRecording(),
        },
        SEPARATOR,
        item('import-file', 'Import a file…', 'CommandOrControl+Shift+O'),
        item('import-folder', 'Import a folder…'),
        SEPARATOR,
        lockNow,
        SEPARATOR,
        isMac ? { role: 'close' } : { role: 'quit' },
      ],
    },
    { role: 'editMenu' },
    {
      label: '&View',
      submenu: [
        ...MENU_PAGES.filter((name) => !isMac || name !== 'settings').map(page),
        SEPARATOR,
        item('numbers', 'Numbers'),
        SEPARATOR,
        { role: 'resetZoom' },
        { role: 'zoomIn' },
        { role: 'zoomOut' },
        { role: 'togglefullscreen' },
        ...(isPackaged ? [] : developerItems()),
      ],
    },
    ...(isMac ? [{ role: 'windowMenu' } as const] : []),
    // macOS has About in the menu of the app, and a search in that of help.
    { role: 'help', label: '&Help', submenu: isMac ? [] : [{ role: 'about' }] },
  ];
}

/** For tray and dock. */
export function shortTemplate(
  state: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  return [
    { id: 'open', label: 'Open Depthlock', click: () => actions.open() },
    lockItem(state, actions),
    // The dock brings its own.
    ...(state.platform === 'darwin' ? [] : [SEPARATOR, { role: 'quit' } as const]),
  ];
}

function lockItem({ lock }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  return {
    ...{ id: 'lock', label: 'Lock now' },
    enabled: lock.phase === 'unlocked',
    click: () => actions.lock(),
  };
}

function macAppMenu(settings: MenuItemConstructorOptions): MenuItemConstructorOptions {
  return {
    role: 'appMenu',
    submenu: [
      { role: 'about' },
      SEPARATOR,
      settings,
      SEPARATOR,
      { role: 'services' },
      SEPARATOR,
      { role: 'hide' },
      { role: 'hideOthers' },
      { role: 'unhide' },
      SEPARATOR,
      { role: 'quit' },
    ],
  };
}

const developerItems = (): MenuItemConstructorOptions[] => [
  SEPARATOR,
  { role: 'reload' },
  { role: 'toggleDevTools' },
];
