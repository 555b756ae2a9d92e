import { readdir, stat, truncate } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { engineRuns, launch, type RunningApp } from './app.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

test('a vault cut in half is named, kept aside, and does not stop the app', async () => {
  app = await launch();
  // Writes an empty vault.
  const removed = await app.page.evaluate(() =>
    window.depthlock.request('people.removeAll', undefined),
  );
  expect(removed).toMatchObject({ ok: true });
  await app.quit();
  const folder = path.join(app.home, 'vault');
  const halves = await cutInHalf(folder);

  app = await launch({ home: app.home });
  await engineRuns(app);
  const problem = app.page.locator('[data-testid=problem][data-code=vault-damaged]');
  await expect(problem).toBeVisible();
  expect(await sizesIn(folder)).toEqual(expect.arrayContaining(halves));
});

/** Cuts every file of the folder in half; returns the new sizes. */
async function cutInHalf(folder: string): Promise<number[]> {
  for (const name of await readdir(folder)) {
    const file = path.join(folder, name);
    await truncate(file, Math.floor((await stat(file)).size / 2));
  }
  return sizesIn(folder);
}

async function sizesIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return Promise.all(names.map(async (name) => (await stat(path.join(folder, name))).size));
}
