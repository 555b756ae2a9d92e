/** The menus of the app as Electron takes them: that of the window, and the short one of tray and dock. */
import type { MenuItemConstructorOptions } from 'electron';
import type { LockView } from '../../contract/identity.ts';
import {
  isCommandOpen,
  MENU_PAGES,
  type AppCommand,
  type MenuPage,
} from '../../contract/window/app-command.ts';
import type { Words } from '../../words/words-in.ts';

export interface MenuActions {
  /** Asks the window for something. */
  readonly command: (command: AppCommand) => void;
  readonly lock: () => void;
  /** Asks for a recording, and opens it. */
  readonly openRecording: () => void;
  /** Shows the pages that came with this version. */
  readonly documentation: () => void;
  /** Brings the window to the front. */
  readonly open: () => void;
}

export interface MenuState {
  readonly platform: NodeJS.Platform;
  /** An installed app has no tools of development. */
  readonly isPackaged: boolean;
  readonly lock: LockView;
  readonly words: MenuWords;
}

type MenuWords = Words<'menu'>;

const KEYS: Readonly<Record<MenuPage, string>> = {
  live: 'CommandOrControl+1',
  recordings: 'CommandOrControl+2',
  explorer: 'CommandOrControl+3',
  training: 'CommandOrControl+4',
  activity: 'CommandOrControl+5',
  settings: 'CommandOrControl+,',
};

const SEPARATOR = { type: 'separator' } as const;

/** The menu bar. Items that need an open lock are disabled while it is closed. */
export function menuTemplate(state: MenuState, actions: MenuActions): MenuItemConstructorOptions[] {
  const { platform, isPackaged, lock, words } = state;
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
    item(name, words(`pages.${name}`), KEYS[name]);
  const settings: MenuItemConstructorOptions = { ...page('settings'), label: words('settings') };
  const lockNow = { ...lockItem(state, actions), accelerator: 'CommandOrControl+L' };

  return [
    ...(isMac ? [macAppMenu(settings, words)] : []),
    {
      label: words('file'),
      submenu: [
        {
          ...{ id: 'open-recording', label: words('openRecording') },
          accelerator: 'CommandOrControl+O',
          enabled: lock.phase === 'unlocked',
          click: () => actions.openRecording(),
        },
        SEPARATOR,
        item('import-file', words('importFile'), 'CommandOrControl+Shift+O'),
        item('import-folder', words('importFolder')),
        SEPARATOR,
        lockNow,
        SEPARATOR,
        isMac
          ? { role: 'close', label: words('closeWindow') }
          : { role: 'quit', label: words('quit') },
      ],
    },
    editMenu(words),
    {
      label: words('view'),
      submenu: [
        ...MENU_PAGES.filter((name) => !isMac || name !== 'settings').map(page),
        SEPARATOR,
        item('numbers', words('numbers')),
        SEPARATOR,
        { role: 'resetZoom', label: words('actualSize') },
        { role: 'zoomIn', label: words('zoomIn') },
        { role: 'zoomOut', label: words('zoomOut') },
        { role: 'togglefullscreen', label: words('fullScreen') },
        ...(isPackaged ? [] : developerItems(words)),
      ],
    },
    ...(isMac ? [macWindowMenu(words)] : []),
    {
      role: 'help',
      label: words('help'),
      submenu: [
        // For everybody, and most of all for whoever stands before a closed lock.
        {
          ...{ id: 'documentation', label: words('documentation') },
          click: () => actions.documentation(),
        },
        // macOS has About in the menu of the app.
        ...(isMac ? [] : [SEPARATOR, { role: 'about', label: words('about') } as const]),
      ],
    },
  ];
}

/** For tray and dock. */
export function shortTemplate(
  state: MenuState,
  actions: MenuActions,
): MenuItemConstructorOptions[] {
  const { platform, words } = state;
  return [
    { id: 'open', label: words('open'), click: () => actions.open() },
    lockItem(state, actions),
    // The dock brings its own.
    ...(platform === 'darwin' ? [] : [SEPARATOR, { role: 'quit', label: words('quit') } as const]),
  ];
}

function lockItem({ lock, words }: MenuState, actions: MenuActions): MenuItemConstructorOptions {
  return {
    ...{ id: 'lock', label: words('lockNow') },
    enabled: lock.phase === 'unlocked',
    click: () => actions.lock(),
  };
}

// Electron labels its roles in English only.

const editMenu = (words: MenuWords): MenuItemConstructorOptions => ({
  label: words('edit'),
  submenu: [
    { role: 'undo', label: words('undo') },
    { role: 'redo', label: words('redo') },
    SEPARATOR,
    { role: 'cut', label: words('cut') },
    { role: 'copy', label: words('copy') },
    { role: 'paste', label: words('paste') },
    { role: 'delete', label: words('delete') },
    SEPARATOR,
    { role: 'selectAll', label: words('selectAll') },
  ],
});

const macAppMenu = (
  settings: MenuItemConstructorOptions,
  words: MenuWords,
): MenuItemConstructorOptions => ({
  role: 'appMenu',
  submenu: [
    { role: 'about', label: words('about') },
    SEPARATOR,
    settings,
    SEPARATOR,
    { role: 'services', label: words('services') },
    SEPARATOR,
    { role: 'hide', label: words('hide') },
    { role: 'hideOthers', label: words('hideOthers') },
    { role: 'unhide', label: words('showAll') },
    SEPARATOR,
    { role: 'quit', label: words('quitApp') },
  ],
});

const macWindowMenu = (words: MenuWords): MenuItemConstructorOptions => ({
  role: 'window',
  label: words('window'),
  submenu: [
    { role: 'minimize', label: words('minimise') },
    { role: 'zoom', label: words('zoomWindow') },
    SEPARATOR,
    { role: 'front', label: words('bringAllToFront') },
  ],
});

const developerItems = (words: MenuWords): MenuItemConstructorOptions[] => [
  SEPARATOR,
  { role: 'reload', label: words('reload') },
  { role: 'toggleDevTools', label: words('developerTools') },
];
