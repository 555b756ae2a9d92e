/** The newcomer's path, by nothing but what the window says: from the first start to a lock that a look opens. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { HANG_MS, launch, PROJECT, type RunningApp } from './app.ts';

const PICTURES = path.join(PROJECT, 'out');
const MOST_CLICKS = 5;

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

test('a newcomer without a camera enrols with the demo and sees the lock open, in five clicks', async () => {
  mkdirSync(PICTURES, { recursive: true });
  const startMs = performance.now();
  app = await launch();
  const { page } = app;
  let clicks = 0;
  const click = async (name: string): Promise<void> => {
    await page.getByRole('button', { name, exact: true }).click({ timeout: HANG_MS });
    clicks += 1;
  };
  const picture = (name: string) =>
    page.screenshot({ path: path.join(PICTURES, `first-run-${name}.png`) });

  await expect(page.getByText(/^A demo with computer-generated people\./)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Enrol your face' })).toBeEnabled();
  await picture('welcome');
  await click('Enrol your face');
  await expect(page.getByRole('progressbar', { name: 'Directions captured' })).toBeVisible();
  await expect(page.getByText(/First circle · [3-9]\d %/)).toBeVisible({ timeout: HANG_MS });
  await picture('circle');
  await click('Continue');
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada', { timeout: HANG_MS });
  await page.getByLabel('PIN', { exact: true }).fill('246824');
  await picture('name');
  await click('Save');
  await click('I have written it down');
  await click('Lock and try it');
  await expect(page.getByRole('heading', { name: 'Locked' })).toBeVisible();
  await picture('trial');
  const worked = page.getByRole('heading', { name: /^It works: \d+\.\d s$/ });
  await expect(worked).toBeVisible({ timeout: HANG_MS });
  const seconds = (performance.now() - startMs) / 1000;
  expect(clicks).toBeLessThanOrEqual(MOST_CLICKS);
  await picture('works');
  console.log(`first start to a working unlock: ${clicks} clicks, ${seconds.toFixed(1)} s`);

  await click('Continue');
  await expect(page.getByTestId('screen-live')).toBeVisible();
  const { scene } = await app.state();
  expect(scene.motion).toEqual({ kind: 'script', script: 'idle' });
});

test('a lock stays closed for whoever sits there, until they press a key', async () => {
  app = await launch();
  const { page } = app;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  await button('Enrol your face').click();
  await button('Continue').click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Ada');
  await page.getByLabel('PIN', { exact: true }).fill('246824');
  await button('Save').click();
  await button('I have written it down').click();
  await button('Later').click();
  await button('Lock now').click();
  const waits = page.getByRole('main').getByText('Press a key, or look away and back.');
  await expect(waits).toBeVisible();
  // Far longer than a look takes.
  await page.waitForTimeout(4000);
  await expect(waits).toBeVisible();
  await page.keyboard.press('Space');
  await expect(button('Lock now')).toBeVisible({ timeout: HANG_MS });
});
