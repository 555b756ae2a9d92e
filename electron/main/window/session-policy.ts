import { app, type Session } from 'electron';
import { APP_ORIGIN, START_PAGE } from './app-url.ts';

/** A page gets no permission and no network: Depthlock works offline, and nothing leaves the machine. */
export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !isLocal(request.url) });
  });
}

function isLocal(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || /^(devtools|blob|data):/.test(url);
}

/** Pages lead nowhere else: no navigation, no new windows, no embedded web views. */
export function restrictNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    contents.on('will-navigate', (event) => {
      if (event.url !== START_PAGE) event.preventDefault();
    });
    contents.on('will-frame-navigate', (event) => {
      if (event.url !== START_PAGE) event.preventDefault();
    });
    contents.on('will-redirect', (event) => {
      event.preventDefault();
    });
    contents.on('will-attach-webview', (event) => {
      event.preventDefault();
    });
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}
