import path from 'node:path';
import { BrowserWindow } from 'electron';
import { windowIcon } from './icons.ts';
import { START_PAGE } from './app-url.ts';

/** The colour of the page before it has painted, so that opening does not flash. */
const BACKGROUND = '#101216';

/** Opens the one window. `onLoaded` is called after each load of the page: at the start and after a reload. */
export function openWindow(onLoaded: (window: BrowserWindow) => void): BrowserWindow {
  const icon = windowIcon();
  const window = new BrowserWindow({
    width: 1180,
    height: 800,
    minWidth: 480,
    minHeight: 600,
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
  window.once('ready-to-show', () => {
    window.show();
  });
  window.webContents.on('did-finish-load', () => {
    onLoaded(window);
  });
  void window.loadURL(START_PAGE);
  return window;
}
