/** What happened at the lock, and what runs with it: read, erased and set by whoever has it open and knows a PIN. */
import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  confirmByPin,
  engineRuns,
  HANG_MS,
  launch,
  PROJECT,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

const PICTURES = path.join(PROJECT, 'out');
mkdirSync(PICTURES, { recursive: true });

test('every attempt is listed, can be filtered, outlives the app, and is erased with the PIN', async () => {
  const home = await temporaryFolder('activity');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  app = await launch({ home });
  await engineRuns(app);
  const refused = await app.page.evaluate(() =>
    window.depthlock.request('activity.list', undefined),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });
  await unlockByPin(app, PIN);
  await app.page.getByRole('button', { name: 'Lock now' }).click();
  await expect.poll(async () => (await app?.state())?.lock.phase).not.toBe('unlocked');
  const wrong = await app.page.evaluate(() =>
    window.depthlock.request('lock.pin', { pin: '999999' }),
  );
  expect(wrong).toMatchObject({ ok: false, problem: { code: 'wrong-pin' } });
  await app.quit();

  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Activity' }).click();
  const entries = page.getByTestId('activity-entry');
  await expect(entries.filter({ hasText: 'Opened for Ada by PIN' })).toHaveCount(2);
  await expect(entries.filter({ hasText: 'Locked' })).toHaveCount(1);
  await page.screenshot({ path: path.join(PICTURES, 'activity.png') });
  await page.getByText('Refused', { exact: true }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('A wrong PIN was refused');

  await page.getByTestId('activity-erase').click();
  await page.getByRole('button', { name: 'Erase', exact: true }).click();
  await confirmByPin(app, PIN);
  await expect(page.getByText('Nobody was refused.')).toBeVisible();
  await page.getByText('Everything', { exact: true }).click();
  await expect(entries).toHaveCount(1);
  await expect(entries).toContainText('erased here');
});

test('a program runs when it locks, with its arguments as they are, once the PIN has allowed it', async () => {
  const home = await temporaryFolder('actions');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Settings' }).click();
  const told = path.join(home, 'told.txt');
  const script = 'require("fs").writeFileSync(process.argv[1], process.argv[2])';
  await page.getByTestId('action-lock').selectOption({ label: 'Run a program…' });
  await page.getByTestId('action-file').fill(process.execPath);
  await page.getByTestId('action-arguments').fill(['-e', script, told, '$HOME; *'].join('\n'));
  await page.getByTestId('action-save').click();
  await confirmByPin(app, PIN);
  await expect(page.getByTestId('action-save')).toBeDisabled();
  await page
    .getByRole('region', { name: 'Also runs' })
    .screenshot({ path: path.join(PICTURES, 'settings-actions.png') });
  await page.getByRole('button', { name: 'Lock now' }).click();
  await expect
    .poll(() => readFile(told, 'utf8').catch(() => ''), { timeout: HANG_MS })
    .toBe('$HOME; *');
});
