/** A window shows our page and nothing else: no other page in it, beside it, or in its place. */
import { expect, test } from 'playwright/test';
import { launch, type RunningApp } from './app.ts';

let app: RunningApp;

test.beforeEach(async () => {
  app = await launch({ breaksPolicy: true });
});
test.afterEach(() => app.close());

const START_PAGE = 'app://depthlock/index.html';

test('a web view is no more than an unknown element', async () => {
  const found = await app.page.evaluate(async () => {
    const view = document.createElement('webview');
    view.setAttribute('src', 'app://depthlock/index.html');
    document.body.append(view);
    await new Promise((resolve) => setTimeout(resolve, 300));
    return { loads: 'loadURL' in view, frames: window.frames.length };
  });
  expect(found).toEqual({ loads: false, frames: 0 });
  const count = await app.electron.evaluate(
    ({ webContents }) => webContents.getAllWebContents().length,
  );
  expect(count).toBe(1);
});

test('a web view is not attached, even in a window that allows them', async () => {
  const types = await app.electron.evaluate(async ({ BrowserWindow, webContents }) => {
    const window = new BrowserWindow({ show: false, webPreferences: { webviewTag: true } });
    await window.loadURL('app://depthlock/index.html');
    await window.webContents.executeJavaScript(`new Promise((resolve) => {
      const view = document.createElement('webview');
      view.src = 'app://depthlock/index.html';
      view.addEventListener('did-attach', resolve);
      view.addEventListener('destroyed', resolve);
      document.body.append(view);
      setTimeout(resolve, 1000);
    })`);
    return webContents.getAllWebContents().map((contents) => contents.getType());
  });
  expect(types).toEqual(['window', 'window']);
});

test('a page inside the page is refused by its policy', async () => {
  const directive = await app.page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => {
          resolve(event.effectiveDirective);
        });
        const frame = document.createElement('iframe');
        frame.src = 'app://depthlock/index.html';
        document.body.append(frame);
      }),
  );
  expect(directive).toBe('frame-src');
});

test('a window of its own is refused, to our own page too', async () => {
  for (const url of [START_PAGE, 'about:blank', 'https://example.org/', 'file:///etc/passwd']) {
    expect(await app.page.evaluate((url) => window.open(url) !== null, url)).toBe(false);
  }
  expect(app.electron.windows()).toHaveLength(1);
});

test('a link, a form and a script lead nowhere else', async () => {
  await app.page.evaluate(() => {
    const link = document.createElement('a');
    link.href = 'https://example.org/';
    document.body.append(link);
    link.click();
    const form = document.createElement('form');
    form.action = 'https://example.org/';
    document.body.append(form);
    form.submit();
    // Our own origin, and still another page.
    window.location.href = 'app://depthlock/other.html';
  });
  await app.page.waitForTimeout(300);
  expect(app.page.url()).toBe(START_PAGE);
});

test('a redirect is not followed, to our own page neither', async () => {
  const ended = await app.electron.evaluate(async ({ BrowserWindow, session }) => {
    session.defaultSession.webRequest.onBeforeRequest(({ url }, answer) => {
      answer(url.endsWith('/from.html') ? { redirectURL: 'app://depthlock/index.html' } : {});
    });
    const window = new BrowserWindow({ show: false });
    return window.loadURL('app://depthlock/from.html').then(
      () => window.webContents.getURL(),
      (error: unknown) => String(error),
    );
  });
  expect(ended).toContain('ERR_FAILED');
});

test('nothing is downloaded', async () => {
  const state = await app.electron.evaluate(
    ({ BrowserWindow, session }) =>
      new Promise<string>((resolve) => {
        session.defaultSession.on('will-download', (event) => {
          resolve(event.defaultPrevented ? 'prevented' : 'begun');
        });
        BrowserWindow.getAllWindows()[0]?.webContents.downloadURL('data:text/plain,out');
      }),
  );
  expect(state).toBe('prevented');
});
