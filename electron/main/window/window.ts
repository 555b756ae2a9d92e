import path from 'node:path';
import { BrowserWindow, screen } from 'electron';
import type { WindowPlace } from '../../contract/window/window-place.ts';
import { windowIcon } from './icons.ts';
import { placeWindow, SMALLEST_WINDOW } from './place-window.ts';
import { START_PAGE } from './app-url.ts';

/** The colour of the page before it has painted, so that opening does not flash. */
const BACKGROUND = '#101216';

export interface WindowOptions {
  /** Where it was. */
  readonly place: WindowPlace | null;
  /** Called when a person has moved it. */
  readonly onPlaced: (place: WindowPlace) => void;
  /** Called after each load of the page: at the start and after a reload. */
  readonly onLoaded: (window: BrowserWindow) => void;
}

/** Opens the one window. */
export function openWindow({ place, onPlaced, onLoaded }: WindowOptions): BrowserWindow {
  const icon = windowIcon();
  const window = new BrowserWindow({
    ...placeWindow(
      place,
      screen.getAllDisplays().map(({ workArea }) => workArea),
    ),
    minWidth: SMALLEST_WINDOW.width,
    minHeight: SMALLEST_WINDOW.height,
    title: 'Depthlock',
    ...(icon === undefined ? {} : { icon }),
    backgroundColor: BACKGROUND,
    show: false,
    webPreferences: {
      preload: path.join(import.meta.dirname, '../preload/preload.cjs'),
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      spellcheck: false,
    },
  });
  if (place?.maximised === true) window.maximize();
  watchPlace(window, onPlaced);
  window.once('ready-to-show', () => {
    window.show();
  });
  window.webContents.on('did-finish-load', () => {
    onLoaded(window);
  });
  void window.loadURL(START_PAGE);
  return window;
}

function watchPlace(window: BrowserWindow, onPlaced: (place: WindowPlace) => void): void {
  const tell = (): void => {
    if (window.isMinimized() || window.isFullScreen()) return;
    const { x, y, width, height } = window.getNormalBounds();
    onPlaced({ x, y, width, height, maximised: window.isMaximized() });
  };
  window.on('resize', tell);
  window.on('move', tell);
  window.on('maximize', tell);
  window.on('unmaximize', tell);
}
