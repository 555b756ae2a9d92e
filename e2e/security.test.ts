import path from 'node:path';
import { expect, test } from 'playwright/test';
import { launch, PROJECT, type RunningApp } from './app.ts';

let app: RunningApp;

test.beforeAll(async () => {
  app = await launch({ breaksPolicy: true });
});
test.afterAll(() => app.close());

test('the page has no Node and no Electron', async () => {
  const found = await app.page.evaluate(() =>
    ['require', 'process', 'module', 'Buffer', 'electron', 'global'].filter(
      (name) => name in globalThis,
    ),
  );
  expect(found).toEqual([]);
  expect(await app.page.evaluate(() => Object.keys(window.depthlock).sort())).toEqual([
    'onEvent',
    'pathOfFile',
    'request',
  ]);
  // A file that a page makes itself has no path: only one that a person dropped has.
  const path = await app.page.evaluate(() =>
    window.depthlock.pathOfFile(new File(['content'], '/etc/passwd')),
  );
  expect(path).toBe('');
});

test('the page is sandboxed and isolated', async () => {
  const preferences = await app.electron.evaluate(({ BrowserWindow }) => {
    const [window] = BrowserWindow.getAllWindows();
    // Electron does not declare it, but has it for exactly this purpose.
    const contents = window?.webContents as unknown as {
      getLastWebPreferences(): Record<string, unknown>;
    };
    const { sandbox, contextIsolation, nodeIntegration, webSecurity } =
      contents.getLastWebPreferences();
    return { sandbox, contextIsolation, nodeIntegration, webSecurity };
  });
  expect(preferences).toEqual({
    sandbox: true,
    contextIsolation: true,
    nodeIntegration: false,
    webSecurity: true,
  });
});

test('the content security policy is in force', async () => {
  const policy = await app.page.evaluate(async () =>
    (await fetch('app://depthlock/index.html')).headers.get('content-security-policy'),
  );
  expect(policy).toContain("default-src 'none'");
  expect(policy).not.toContain('unsafe');
  const injected = await app.page.evaluate(async () => {
    const violated = new Promise<string>((resolve) => {
      document.addEventListener('securitypolicyviolation', (event) => {
        resolve(event.effectiveDirective);
      });
    });
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    return { directive: await violated, ran: 'injected' in window };
  });
  expect(injected).toEqual({ directive: 'script-src-elem', ran: false });
});

test('no other window opens', async () => {
  const opened = await app.page.evaluate(() => window.open('https://example.org') !== null);
  expect(opened).toBe(false);
  expect(app.electron.windows()).toHaveLength(1);
});

test('the page leads nowhere else', async () => {
  const before = app.page.url();
  await app.page.evaluate(() => {
    window.location.href = 'https://example.org/';
  });
  await app.page.evaluate(() => {
    window.location.href = 'file:///etc/passwd';
  });
  await app.page.waitForTimeout(300);
  expect(app.page.url()).toBe(before);
});

test('only the pages are served', async () => {
  const status = await app.page.evaluate(async () =>
    Promise.all(
      ['%2e%2e/main/main.js', '..%2fmain%2fmain.js', '..%5cmain%5cmain.js', 'missing.js'].map(
        async (path) => (await fetch(`app://depthlock/${path}`)).status,
      ),
    ),
  );
  expect(status).toEqual([404, 404, 404, 404]);
});

test('nothing is fetched from outside', async () => {
  const answer = await app.page.evaluate(() =>
    fetch('https://example.org').then(
      () => 'fetched',
      () => 'refused',
    ),
  );
  expect(answer).toBe('refused');
  // Not only the page's policy refuses, but also the session.
  const fromSession = await app.electron.evaluate(({ session }) =>
    session.defaultSession.fetch('https://example.org').then(
      () => 'fetched',
      (error: unknown) => String(error),
    ),
  );
  expect(fromSession).toContain('ERR_BLOCKED_BY_CLIENT');
});

test('permissions are denied', async () => {
  const states = await app.page.evaluate(() =>
    Promise.all(
      ['camera', 'microphone', 'geolocation', 'notifications', 'clipboard-read', 'midi'].map(
        async (name) => (await navigator.permissions.query({ name: name as PermissionName })).state,
      ),
    ),
  );
  expect(new Set(states)).toEqual(new Set(['denied']));
  expect(await app.page.evaluate(() => Notification.requestPermission())).toBe('denied');
});

test('requests with another shape, or without a name, are rejected', async () => {
  const answers = await app.page.evaluate(async () => {
    const request = window.depthlock.request as (
      name: string,
      argument: unknown,
    ) => Promise<unknown>;
    const attempts: [string, unknown][] = [
      ['lock.pin', { pin: 1234 }],
      ['scene.set', { person: '../../etc/passwd' }],
      ['state.get', { extra: true }],
      ['enrolment.finish', { name: 'a'.repeat(100_000), pin: '246824' }],
      ['constructor', undefined],
      ['shell.openExternal', 'https://example.org'],
    ];
    return Promise.all(
      attempts.map(([name, argument]) =>
        request(name, argument).then(
          () => 'answered',
          () => 'rejected',
        ),
      ),
    );
  });
  expect(answers).toEqual(Array.from(answers, () => 'rejected'));
});

test('a request from another page is not answered, though it has the bridge', async () => {
  const preload = path.join(PROJECT, 'dist/preload/preload.cjs');
  const answers = await app.electron.evaluate(async ({ BrowserWindow }, preload) => {
    const ask = `(async () => window.depthlock.request('state.get', undefined))().then(() => 'answered', String)`;
    const [ours] = BrowserWindow.getAllWindows();
    const other = new BrowserWindow({ show: false, webPreferences: { preload } });
    await other.loadURL('data:text/html,<p>other');
    const fromOther: unknown = await other.webContents.executeJavaScript(ask);
    const fromOurs: unknown = await ours?.webContents.executeJavaScript(ask);
    return { fromOther: String(fromOther), fromOurs };
  }, preload);
  expect(answers.fromOurs).toBe('answered');
  expect(answers.fromOther).toContain('Requests from here are not answered');
});

test('a file is neither shown nor read', async () => {
  const answer = await app.page.evaluate(() =>
    fetch('file:///etc/hostname').then(
      () => 'read',
      () => 'refused',
    ),
  );
  expect(answer).toBe('refused');
  const shown = await app.electron.evaluate(async ({ BrowserWindow }) => {
    const window = new BrowserWindow({ show: false });
    return window.loadURL('file:///etc/hostname').then(
      () => 'shown',
      (error: unknown) => String(error),
    );
  });
  expect(shown).toContain('ERR_BLOCKED_BY_CLIENT');
});
