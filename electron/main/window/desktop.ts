/** What the desktop shows of the app beside its window: menu, tray or dock, and a word when it locks unseen. */
import { app, BrowserWindow, Menu, nativeImage, Notification, Tray } from 'electron';
import { wordsIn } from '../../words/words-in.ts';
import type { AppStore } from '../ipc/app-store.ts';
import { trayIcon } from './icons.ts';
import { menuTemplate, shortTemplate, type MenuActions } from './menu.ts';
import { watchClosing } from './lock-notice.ts';

export interface DesktopOptions {
  readonly store: AppStore;
  readonly lock: () => void;
  readonly openRecording: () => void;
  readonly openDocumentation: () => void;
  /** Brings the window to the front, and opens one if there is none. */
  readonly open: () => void;
}

/** Otherwise collected as garbage, and gone from the screen. */
let tray: Tray | null = null;

export function joinDesktop({
  store,
  lock,
  openRecording,
  openDocumentation,
  open,
}: DesktopOptions): void {
  const actions: MenuActions = {
    command(command) {
      open();
      store.apply({ kind: 'command', command });
    },
    lock,
    openRecording,
    documentation: openDocumentation,
    open,
  };
  tray = createTray(open);

  function show(): void {
    const { platform } = process;
    const words = wordsIn(store.state.language.used, 'menu');
    app.setAboutPanelOptions({
      applicationName: 'Depthlock',
      applicationVersion: app.getVersion(),
      copyright: words('copyright'),
      iconPath: trayIcon(),
    });
    const state = { platform, isPackaged: app.isPackaged, lock: store.state.lock, words };
    Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate(state, actions)));
    const short = Menu.buildFromTemplate(shortTemplate(state, actions));
    if (platform === 'darwin') app.dock?.setMenu(short);
    tray?.setContextMenu(short);
  }
  show();
  let shown = whatMenusSay(store);
  store.subscribe(() => {
    const now = whatMenusSay(store);
    if (now === shown) return;
    shown = now;
    show();
  });
  watchClosing({
    store,
    isInFront: () => BrowserWindow.getFocusedWindow() !== null,
    tell: ({ title, body }) => notify(title, body, open),
  });
}

/** They are made anew when this changes. */
const whatMenusSay = ({ state }: AppStore): string => `${state.lock.phase} ${state.language.used}`;

/** Null where the desktop has no place for one. */
function createTray(open: () => void): Tray | null {
  try {
    const image = nativeImage.createFromPath(trayIcon());
    if (image.isEmpty()) return null;
    const created = new Tray(image);
    created.setToolTip('Depthlock');
    created.on('click', open);
    return created;
  } catch (error) {
    console.error('main: there is no tray:', error);
    return null;
  }
}

function notify(title: string, body: string, open: () => void): void {
  if (!Notification.isSupported()) return;
  const notification = new Notification({ title, body, silent: true });
  notification.on('click', open);
  notification.show();
}
