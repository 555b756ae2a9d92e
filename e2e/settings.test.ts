/** What Settings tell of the app itself, and recordings that the desktop hands over. */
import { spawn } from 'node:child_process';
import { homedir, hostname } from 'node:os';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  HANG_MS,
  launch,
  PROJECT,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN, record } from './prepared.ts';

let app: RunningApp;
let outside: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const home = await temporaryFolder('home');
  outside = await temporaryFolder('outside');
  const look = await lookOf('ada', 20);
  await enrolAda(home, 'sensor', look);
  await record(outside, 'handed over', look.frames);
  await record(home, 'own', look.frames);
  app = await launch({ home });
  await engineRuns(app);
});
test.afterAll(() => app.close());

/** Starts the app once more, as a double click on a file does. */
async function startAgain(file: string): Promise<void> {
  const program = await app.electron.evaluate(() => process.execPath);
  const second = spawn(
    program,
    [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), PROJECT, file],
    { env: { ...process.env, DEPTHLOCK_HOME: app.home }, stdio: 'ignore' },
  );
  await new Promise((resolve) => second.once('exit', resolve));
}

const names = async (): Promise<string[]> =>
  (await app.state()).recordings.map(({ name }) => name).sort();

test('a recording that is handed to a closed lock waits, and nothing is said of it', async () => {
  await startAgain(path.join(outside, 'recordings', 'handed over.mcap'));
  await expectLockPhase(app, 'pin-needed');
  expect((await app.state()).exchange).toEqual([]);
  expect(await app.page.locator('body').innerText()).not.toContain('handed over');
  await unlockByPin(app, PIN);
  await expect.poll(names, { timeout: HANG_MS }).toEqual(['handed over', 'own']);
  await expect(app.page.getByTestId('screen-recordings')).toBeVisible();
});

test('one of the library is played', async () => {
  await startAgain(path.join(app.home, 'recordings', 'own.mcap'));
  await expect
    .poll(async () => (await app.state()).player.phase, { timeout: HANG_MS })
    .toBe('open');
  await app.page.evaluate(() => window.depthlock.request('player.close', undefined));
});

test('what is no recording gets a sentence', async () => {
  await startAgain(path.join(PROJECT, 'package.json'));
  await expect(app.page.getByTestId('problem')).toContainText('“package.json” was not opened');
});

test('the engine can be chosen, says why not, and keeps the choice', async () => {
  const { page } = app;
  await page.evaluate(() => window.depthlock.request('state.get', undefined));
  await page.getByTestId('screen-recordings').waitFor();
  await app.electron.evaluate(({ Menu }) => {
    Menu.getApplicationMenu()?.getMenuItemById('settings')?.click();
  });
  const settings = page.getByTestId('screen-settings');
  await expect(settings.getByRole('radio', { name: 'onnxruntime' })).toBeChecked();
  const { engine } = await app.state();
  const obstacle = engine.phase === 'running' ? engine.runtime.tfjsObstacle : null;
  const tfjs = settings.getByRole('radio', { name: 'tfjs-node' });
  if (obstacle !== null) {
    await expect(tfjs).toBeDisabled();
    await expect(page.getByTestId('engine-tfjs-node')).toContainText('cannot be chosen');
  }
  // As a window of another computer would ask, where it is there.
  await page.evaluate(() => window.depthlock.request('engine.choose', { engine: 'tfjs-node' }));
  await engineRuns(app);
  expect((await app.state()).encoderEngine).toBe('tfjs-node');
  expect((await app.state()).lock.phase).toBe('unlocked');
  await settings.getByRole('radio', { name: 'onnxruntime' }).check();
  await engineRuns(app);
  expect((await app.state()).encoderEngine).toBe('onnxruntime');
});

test('storage, versions and licences are told', async () => {
  const { page } = app;
  await expect(page.getByTestId('storage-vault')).toContainText(path.join(app.home, 'vault'));
  await expect(page.getByTestId('storage-recordings')).toContainText(/\d/);
  await expect(page.getByTestId('about-versions')).toContainText(/onnxruntime\s*\d+\.\d+/);
  await expect(page.getByTestId('about-versions')).toContainText(/fused \d+/);
  await page.getByTestId('show-licences').click();
  await expect(page.getByRole('dialog', { name: 'Licences' })).toContainText('MIT');
  await page.screenshot({ path: path.join(PROJECT, 'out', 'settings-licences.png') });
  await page.keyboard.press('Escape');
  await page.getByTestId('copy-diagnostics').scrollIntoViewIfNeeded();
  await page.screenshot({ path: path.join(PROJECT, 'out', 'settings-about.png') });
});

test('diagnostics name nobody, no computer and no folder', async () => {
  await expect
    .poll(async () => (await app.state()).sources.find(({ source }) => source === 'virtual')?.state)
    .toBe('streaming');
  await app.page.getByTestId('copy-diagnostics').click();
  await expect(app.page.getByText('Copied.')).toBeVisible();
  const text = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(text).toContain('Camera virtual: streaming');
  for (const secret of ['Ada', app.home, homedir(), hostname(), 'handed over']) {
    expect(text).not.toContain(secret);
  }
});
