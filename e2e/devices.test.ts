/** A page gets no device, no picture, no sound and no position, whatever it asks for. */
import { expect, test } from 'playwright/test';
import { launch, type RunningApp } from './app.ts';

let app: RunningApp;

test.beforeAll(async () => {
  // Cameras and microphones that work wherever the test runs.
  app = await launch({ switches: ['--use-fake-device-for-media-stream'], breaksPolicy: true });
});
test.afterAll(() => app.close());

/** Name of a second window: on a page of ours that is served without any header. */
const BARE = 'app://depthlock/bare.html';

/**
 * Runs code in a page as if a person had just clicked there: Chromium asks for that before it asks for a device. The
 * name of the error, or what was given.
 */
async function asClicked(code: string, page: 'ours' | 'bare'): Promise<string> {
  const told = `(async () => ${code})().then((given) => 'given ' + String(given), (error) => error.name)`;
  const answer: unknown = await app.electron.evaluate(
    ({ BrowserWindow }, [code, isBare]) =>
      BrowserWindow.getAllWindows()
        .find((window) => window.webContents.getURL().endsWith('/bare.html') === isBare)
        ?.webContents.executeJavaScript(code, true),
    [told, page === 'bare'] as const,
  );
  return String(answer);
}

/** The page without its headers: only the session's handlers and the window's settings are left to refuse. */
async function openBarePage(): Promise<void> {
  await app.electron.evaluate(async ({ BrowserWindow, protocol }, url) => {
    protocol.unhandle('app');
    protocol.handle('app', () => {
      const headers = { 'content-type': 'text/html' };
      return new Response('<!doctype html><title>bare</title><p>bare', { headers });
    });
    await new BrowserWindow().loadURL(url);
  }, BARE);
}

const REQUESTS = {
  usb: 'navigator.usb.requestDevice({ filters: [] })',
  hid: 'navigator.hid.requestDevice({ filters: [] })',
  serial: 'navigator.serial.requestPort()',
  camera: 'navigator.mediaDevices.getUserMedia({ video: true })',
  microphone: 'navigator.mediaDevices.getUserMedia({ audio: true })',
  screen: 'navigator.mediaDevices.getDisplayMedia({ video: true })',
  midi: 'navigator.requestMIDIAccess({ sysex: true })',
  fonts: 'window.queryLocalFonts()',
  idle: 'new IdleDetector().start()',
  notification:
    'Notification.requestPermission().then((said) => { if (said !== "granted") throw new DOMException(said, said); return said; })',
  position:
    'new Promise((given, not) => navigator.geolocation.getCurrentPosition(given, ({ code }) => not(new DOMException("", `code ${code}`))))',
} as const;

const askAll = async (page: 'ours' | 'bare') => {
  const answers: Record<string, string> = {};
  for (const [name, code] of Object.entries(REQUESTS)) answers[name] = await asClicked(code, page);
  return answers;
};

test('the policy of the page refuses every device, before anything else is asked', async () => {
  expect(await askAll('ours')).toEqual({
    ...{ usb: 'SecurityError', hid: 'SecurityError', serial: 'SecurityError' },
    ...{ camera: 'NotAllowedError', microphone: 'NotAllowedError', screen: 'NotAllowedError' },
    ...{ midi: 'SecurityError', fonts: 'SecurityError', idle: 'SecurityError' },
    ...{ notification: 'denied', position: 'code 1' },
  });
});

test('the session refuses every device, to a page without a policy too', async () => {
  await openBarePage();
  expect(await askAll('bare')).toEqual({
    // Nothing is chosen, and an empty list is given.
    ...{ usb: 'NotFoundError', hid: 'given ', serial: 'NotFoundError', fonts: 'given ' },
    ...{ camera: 'NotAllowedError', microphone: 'NotAllowedError', screen: 'NotAllowedError' },
    ...{ midi: 'NotAllowedError', idle: 'NotAllowedError' },
    ...{ notification: 'denied', position: 'code 1' },
  });
});
