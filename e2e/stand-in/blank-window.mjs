/** An empty window of the project's Electron, for pages that need none of the app. */
import { app, BrowserWindow } from 'electron';

// Not awaited here: Electron is ready only after this file has ended.
void app
  .whenReady()
  .then(() => new BrowserWindow({ width: 1180, height: 800 }).loadURL('about:blank'));
