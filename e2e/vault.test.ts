import { rm, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  launch,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

let app: RunningApp | undefined;
let home: string;
let code: string;

test.beforeEach(async () => {
  home = await temporaryFolder('vault');
  code = (await enrolAda(home, 'sensor', NOBODYS_LOOK)).recoveryCode ?? '';
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

const picture = (name: string): string => `out/${name}.png`;

/** The app's first start with the vault: somebody's PIN anchors it. */
async function anchored(): Promise<void> {
  app = await launch({ home });
  await expect(app.page.getByTestId('vault-closed')).toHaveAttribute('data-reason', 'unanchored');
  await unlockByPin(app, PIN);
  await app.quit();
}

async function startedAgain(): Promise<RunningApp> {
  app = await launch({ home });
  await engineRuns(app);
  return app;
}

test('a vault cut in half is closed and named, and the copy before opens by the PIN', async () => {
  await anchored();
  const file = path.join(home, 'vault', 'vault.depthlock');
  await truncate(file, Math.floor((await stat(file)).size / 2));

  const { page, state } = await startedAgain();
  await expect(page.getByTestId('vault-closed')).toHaveAttribute('data-reason', 'damaged');
  await page.screenshot({ path: picture('vault-damaged') });
  expect((await state()).people).toEqual([]);
  await page.getByTestId('open-previous').click();
  await page.getByTestId('pin-open').click();
  await page.screenshot({ path: picture('vault-pin') });
  for (const digit of PIN) await page.getByTestId(`pin-${digit}`).click();
  await page.getByTestId('pin-submit').click();
  await expect.poll(async () => (await state()).lock.phase).toBe('unlocked');
  expect((await state()).people).toMatchObject([{ name: 'Ada' }]);
});

test('a deleted vault is missing, not empty; to start over has to be typed', async () => {
  await anchored();
  await rm(path.join(home, 'vault'), { recursive: true });

  const { page } = await startedAgain();
  await expect(page.getByTestId('vault-closed')).toHaveAttribute('data-reason', 'missing');
  await page.getByTestId('start-over').click();
  const now = page.getByTestId('start-over-now');
  await expect(now).toBeDisabled();
  await page.getByTestId('start-over-typed').fill('start over');
  await page.screenshot({ path: picture('vault-start-over') });
  await now.click();
  await expect(page.getByTestId('screen-welcome')).toBeVisible();
});

test('the recovery code sets a new PIN, which Settings change again', async () => {
  await anchored();
  const running = await startedAgain();
  const { page } = running;
  await page.getByTestId('pin-open').click();
  await page.getByTestId('recovery-open').click();
  await page.getByTestId('recovery-typed').fill(code.toLowerCase().replaceAll('-', ' '));
  await page.screenshot({ path: picture('recovery-code') });
  await page.getByTestId('recovery-submit').click();
  await page.getByTestId('recovery-pin').fill('123456');
  await expect(page.getByTestId('pin-help')).toContainText('guessed first');
  await expect(page.getByTestId('recovery-submit')).toBeDisabled();
  await page.screenshot({ path: picture('recovery-pin') });
  await page.getByTestId('recovery-pin').fill('a grey kinect');
  await page.getByTestId('recovery-submit').click();
  await expectLockPhase(running, 'unlocked');

  await page.getByRole('button', { name: 'Settings' }).click();
  await page.getByTestId('change-pin').click();
  await page.getByTestId('pin-so-far').fill('a grey kinect');
  await page.getByTestId('pin-wanted').fill('918273');
  await page.screenshot({ path: picture('change-pin') });
  await page.getByTestId('pin-question-save').click();
  await expect(page.getByTestId('pin-so-far')).toHaveCount(0);
  await page.getByTestId('new-code').click();
  await page.getByTestId('pin-so-far').fill('918273');
  await page.getByTestId('pin-question-save').click();
  await expect(page.getByTestId('recovery-code')).toBeVisible();
  await page.screenshot({ path: picture('new-code') });
});
