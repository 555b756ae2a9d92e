/** How sure the lock wants to be: chosen in Settings by whoever knows a PIN, and kept. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
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

test('a level is chosen with the PIN, not without it, and outlives the engine and the app', async () => {
  const home = await temporaryFolder('level');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);

  const refused = await page.evaluate(() =>
    window.depthlock.request('security.set', {
      security: { level: 'convenient', asksEyes: false },
    }),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });

  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByTestId('level-balanced')).toBeChecked();
  await page.getByTestId('level-strict').click();
  await page.getByTestId('confirm-pin').fill('1357');
  await page.getByTestId('confirm-save').click();
  await expect(page.getByRole('alert').filter({ hasText: 'not right' })).toBeVisible();
  expect((await app.state()).security.level).toBe('balanced');

  await page.getByTestId('confirm-pin').fill(PIN);
  await page.getByTestId('confirm-save').click();
  await expect(page.getByTestId('level-strict')).toBeChecked();
  const pictures = path.join(PROJECT, 'out');
  mkdirSync(pictures, { recursive: true });
  await page.getByRole('region', { name: 'Security', exact: true }).screenshot({
    path: path.join(pictures, 'settings-security.png'),
  });

  await page.getByTestId('asks-eyes').click();
  await page.getByTestId('confirm-pin').fill(PIN);
  await page.getByTestId('confirm-save').click();
  await expect(page.getByTestId('asks-eyes')).not.toBeChecked();

  await page.evaluate(() => window.depthlock.request('engine.restart', undefined));
  await engineRuns(app);
  const strict = { level: 'strict', asksEyes: false };
  expect((await app.state()).security).toEqual(strict);

  await app.quit();
  app = await launch({ home });
  await engineRuns(app);
  await expectLockPhase(app, 'pin-needed');
  // A locked window is not told how sure the lock wants to be.
  expect((await app.state()).security).not.toEqual(strict);
  await unlockByPin(app, PIN);
  expect((await app.state()).security).toEqual(strict);
});
