import { expect, test } from 'playwright/test';
import type { PadView } from '../electron/contract/pad/pad.ts';
import { HANG_MS, engineRuns, enrol, expectLockPhase, launch, type RunningApp } from './app.ts';

const ATTEMPTS = 2;

let app: RunningApp;
test.beforeAll(async () => {
  app = await launch();
  await engineRuns(app);
  await enrol(app, 'ada', 'Ada');
  await app.page.getByRole('button', { name: 'Later' }).click();
});
test.afterAll(() => app.close());

const padView = async (): Promise<PadView> => (await app.state()).pad;

test('Try to fool it: the virtual Kinect presents by itself, and the figures are told', async () => {
  const { page } = app;
  const before = await app.state();
  await page.getByTestId('open-settings').click();
  await page.getByTestId('open-pad').click();
  await page.getByRole('radio', { name: '2', exact: true }).check({ force: true });
  for (const box of await page.getByRole('checkbox').all()) await box.uncheck();
  await expect(page.getByTestId('pad-start')).toBeDisabled();
  await page.getByRole('checkbox', { name: 'Print, flat' }).check();
  await page.getByRole('checkbox', { name: 'Another person' }).check();
  await page.getByTestId('pad-start').click();
  await expect(page.getByText('Demonstration')).toBeVisible();
  // Who directs is the test: its panel is gone until then.
  await expect(page.getByTestId('virtual-panel')).toHaveCount(0);

  await expect(page.getByTestId('screen-pad')).toHaveAttribute('data-phase', 'done', {
    timeout: HANG_MS,
  });
  await expect(page.getByTestId('pad-title')).toHaveText('It was not fooled');
  await expect(page.getByTestId('pad-row-genuine')).toContainText(`${ATTEMPTS} of ${ATTEMPTS}`);
  await expect(page.getByTestId('pad-row-print-flat')).toContainText('0 of 2 (at most 78 %)');
  await expect(page.getByTestId('pad-row-print-flat')).toContainText('2 (flat 2)');
  await expect(page.getByTestId('pad-row-other-person')).toContainText('0 of 2 (at most 78 %)');

  const view = await padView();
  if (view.phase !== 'done') throw new Error('The test is not over.');
  expect(view.results).toMatchObject({
    ended: 'finished',
    repeated: 0,
    camera: { trust: 'virtual' },
    figures: { genuine: { shown: ATTEMPTS, frr: { errors: 0 } } },
  });
  expect(JSON.stringify(view.results)).not.toContain('Ada');

  // The numbers can be taken along.
  await page.getByTestId('pad-copy').click();
  await expect(page.getByTestId('pad-copy')).toHaveText('Copied');
  const copied = await app.electron.evaluate(({ clipboard }) => clipboard.readText());
  expect(copied).toContain('ISO/IEC 30107-3');

  // The lock of the app was not asked: it is open as before, for her, and no try was used up.
  const after = await app.state();
  expect(after.lock).toEqual(before.lock);
  expect(after.scene).toEqual(before.scene);
  await page.getByTestId('pad-close').click();
  await expect(page.getByTestId('screen-settings')).toBeVisible();
  await expect(page.getByTestId('virtual-panel')).toBeVisible();
});

test('locking ends a test, and a locked window knows nothing of it', async () => {
  const { page } = app;
  await page.getByTestId('open-pad').click();
  await page.getByTestId('pad-start').click();
  await expect.poll(async () => (await padView()).phase, { timeout: HANG_MS }).toBe('looking');
  await page.evaluate(() => window.depthlock.request('lock.lock', undefined));
  await expectLockPhase(app, 'locked');
  await expect.poll(async () => (await padView()).phase, { timeout: HANG_MS }).toBe('idle');
  const answer = await page.evaluate(() =>
    window.depthlock.request('pad.start', { species: ['screen'], attempts: 1 }),
  );
  expect(answer).toMatchObject({ ok: false, problem: { code: 'locked' } });
});
