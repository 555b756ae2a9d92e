/** The menu of the real app: what it offers open and locked, and what its commands do. */
import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { engineRuns, expectLockPhase, launch, type RunningApp, unlockByPin } from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

let app: RunningApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const home = await mkdtemp(path.join(tmpdir(), 'depthlock-manners-'));
  await enrolAda(home, 'sensor', NOBODYS_LOOK);
  app = await launch({ home });
  await engineRuns(app);
});
test.afterAll(() => app.close());

const NEED_AN_OPEN_LOCK = [
  ...['open-recording', 'import-file', 'lock'],
  ...['live', 'recordings', 'settings', 'numbers'],
];

const enabled = (): Promise<(boolean | undefined)[]> =>
  app.electron.evaluate(
    ({ Menu }, ids) => ids.map((id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.enabled),
    NEED_AN_OPEN_LOCK,
  );

const choose = (id: string): Promise<void> =>
  app.electron.evaluate(({ Menu }, id) => {
    Menu.getApplicationMenu()?.getMenuItemById(id)?.click();
  }, id);

test('the menu does nothing to a closed lock', async () => {
  expect(await enabled()).toEqual(NEED_AN_OPEN_LOCK.map(() => false));
  // Were it chosen all the same, the window would not be told.
  await choose('settings');
  await expect(app.page.getByTestId('screen-settings')).toHaveCount(0);
});

test('the menu opens the pages and shows the numbers', async () => {
  const { page } = app;
  await unlockByPin(app, PIN);
  await expect.poll(enabled).toEqual(NEED_AN_OPEN_LOCK.map(() => true));
  for (const name of ['recordings', 'activity', 'settings', 'live']) {
    await choose(name);
    await expect(page.getByTestId(`open-${name}`)).toHaveAttribute('aria-current', 'page');
  }
  await expect(page.getByTestId('engineer-numbers')).toHaveCount(0);
  await choose('numbers');
  await expect(page.getByTestId('engineer-numbers')).toBeVisible();
  await choose('numbers');
  await expect(page.getByTestId('engineer-numbers')).toHaveCount(0);
});

test('an import that was chosen in the menu asks for a file', async () => {
  await app.electron.evaluate(({ dialog }) => {
    const asked: string[] = [];
    Object.assign(globalThis, { asked });
    dialog.showOpenDialog = (...given: unknown[]) => {
      asked.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ canceled: true, filePaths: [] });
    };
  });
  await choose('import-folder');
  await expect
    .poll(() => app.electron.evaluate(() => String(Reflect.get(globalThis, 'asked'))))
    .toContain('openDirectory');
  await expect(app.page.getByTestId('screen-recordings')).toBeVisible();
});

test('what is dropped on the window is imported, once the person says that it is meant', async () => {
  const file = path.join(app.home, 'dropped.mcap');
  await writeFile(file, 'no recording');
  const asked = () => app.electron.evaluate(() => String(Reflect.get(globalThis, 'questions')));
  await app.electron.evaluate(({ dialog }) => {
    const questions: string[] = [];
    Object.assign(globalThis, { questions });
    dialog.showMessageBox = (...given: unknown[]) => {
      questions.push(JSON.stringify(given.at(-1)));
      return Promise.resolve({ response: questions.length === 1 ? 1 : 0, checkboxChecked: false });
    };
  });
  const session = await app.page.context().newCDPSession(app.page);
  const drop = async (): Promise<void> => {
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      const data = { items: [], files: [file], dragOperationsMask: 1 };
      await session.send('Input.dispatchDragEvent', { type, x: 300, y: 300, data });
    }
  };
  await drop();
  await expect.poll(asked).toContain('Import dropped.mcap?');
  await expect(app.page.getByTestId('screen-recordings')).toBeVisible();
  await expect(app.page.getByTestId('exchange-job')).toHaveCount(0);
  await drop();
  // It is read, and found to be no recording.
  await expect(app.page.getByTestId('exchange-job')).toHaveAttribute('data-phase', 'failed');
  await session.detach();
});

test('the window is where it was left', async () => {
  const bounds = { x: 40, y: 50, width: 700, height: 650 };
  await app.electron.evaluate(({ BrowserWindow }, bounds) => {
    BrowserWindow.getAllWindows()[0]?.setBounds(bounds);
  }, bounds);
  const boundsNow = () =>
    app.electron.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getBounds());
  await expect.poll(boundsNow).toEqual(bounds);
  const { home } = app;
  await app.quit();
  app = await launch({ home });
  await engineRuns(app);
  expect(await boundsNow()).toEqual(bounds);
  await unlockByPin(app, PIN);
});

test('“Lock now” of the menu locks', async () => {
  await choose('lock');
  await expectLockPhase(app, 'locked');
  await expect.poll(enabled).toEqual(NEED_AN_OPEN_LOCK.map(() => false));
});
