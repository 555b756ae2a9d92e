import { app, type Session, type WebContents } from 'electron';
import { APP_ORIGIN, START_PAGE } from './app-url.ts';

/** Nobody may listen there without being the system: connections end at once. */
const DEAD_PROXY = 'http://127.0.0.1:1';

/**
 * Keeps Chromium's own services off the network: no name is resolved, nothing is fetched ahead, reported or updated.
 * Must be called before the app is ready.
 */
export function silenceChromium(): void {
  app.commandLine.appendSwitch('host-resolver-rules', 'MAP * ~NOTFOUND');
  app.commandLine.appendSwitch('force-webrtc-ip-handling-policy', 'disable_non_proxied_udp');
  app.commandLine.appendSwitch('no-pings');
  app.commandLine.appendSwitch('disable-background-networking');
  app.commandLine.appendSwitch('disable-component-update');
  app.commandLine.appendSwitch('disable-domain-reliability');
}

/**
 * A page gets no permission, no device and no network: Depthlock works offline, and nothing leaves the machine.
 * Resolves when that holds; no page may be loaded before.
 */
export async function restrictSession(session: Session): Promise<void> {
  session.setPermissionRequestHandler((_contents, _permission, answer) => {
    answer(false);
  });
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.setBluetoothPairingHandler((_details, answer) => {
    answer({ confirmed: false });
  });
  session.setDisplayMediaRequestHandler(null);
  session.on('will-download', (event) => {
    event.preventDefault();
  });
  session.webRequest.onBeforeRequest((request, answer) => {
    answer({ cancel: !isLocal(request.url) });
  });
  // For what no request handler sees. Without the rule Chromium goes straight to addresses of this machine.
  await session.setProxy({
    mode: 'fixed_servers',
    proxyRules: DEAD_PROXY,
    proxyBypassRules: '<-loopback>',
  });
  await session.closeAllConnections();
}

function isLocal(url: string): boolean {
  return url.startsWith(`${APP_ORIGIN}/`) || /^(devtools|blob|data):/.test(url);
}

/** Pages lead nowhere else: no navigation, no new windows, no embedded web views, no device, no packet. */
export function restrictNavigation(): void {
  app.on('web-contents-created', (_, contents) => {
    restrictContents(contents);
  });
}

function restrictContents(contents: WebContents): void {
  contents.setWebRTCIPHandlingPolicy('disable_non_proxied_udp');
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
  // Without an answer Electron takes the first device it finds.
  contents.on('select-bluetooth-device', (event, _devices, answer) => {
    event.preventDefault();
    answer('');
  });
  contents.setWindowOpenHandler(() => ({ action: 'deny' }));
}
