/** People in Settings: named anew, seen in another way, removed. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  confirmByPin,
  engineRuns,
  HANG_MS,
  launch,
  PROJECT,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN } from './prepared.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

test('somebody gets another name and another look, and is removed', async () => {
  const home = await temporaryFolder('people');
  await enrolAda(home, 'virtual', await lookOf('ada', 20));
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Settings' }).click();

  await page.getByRole('button', { name: 'Rename Ada' }).click();
  await page.getByTestId('rename-name').fill('Ada L.');
  await page.getByTestId('rename-save').click();
  const person = page.getByTestId('settings-person');
  await expect(person).toContainText('Ada L.');

  await showPerson(app, 'ada', 'head-circle');
  await page.getByRole('button', { name: 'Add a look of Ada L.' }).click();
  await confirmByPin(app, PIN);
  await page.getByTestId('enrol-continue').click({ timeout: HANG_MS });
  await page.getByTestId('look-label').fill('with glasses', { timeout: HANG_MS });
  await page.getByTestId('look-save').click();
  await expect
    .poll(async () => (await app?.state())?.people[0]?.appearances.map(({ label }) => label), {
      timeout: HANG_MS,
    })
    .toEqual(['', 'with glasses']);
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(person).toContainText('with glasses');
  const pictures = path.join(PROJECT, 'out');
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, 'settings-people.png') });

  await page.getByRole('button', { name: 'Remove the look with glasses of Ada L.' }).click();
  await page.getByTestId('confirm').click();
  await confirmByPin(app, PIN);
  await expect(person).not.toContainText('with glasses');
});
