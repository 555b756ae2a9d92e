/** The camera chooser: the window's explanation of missing cameras, and persistence of a choice. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { engineRuns, launch, PROJECT, showPerson, type RunningApp } from './app.ts';

/** No library is there: even on a machine with a Kinect, this test has none. */
const NO_LIBRARY = '/nonexistent/libfreenect.so';

let app: RunningApp | undefined;

test.beforeEach(() => {
  process.env['DEPTHLOCK_FREENECT_LIBRARY'] = NO_LIBRARY;
});
test.afterEach(async () => {
  delete process.env['DEPTHLOCK_FREENECT_LIBRARY'];
  await app?.close();
  app = undefined;
});

const stateOf = async (running: RunningApp, source: string) =>
  (await running.state()).sources.find((one) => one.source === source);

test('the settings list every camera with its reason, and a choice outlives a restart', async () => {
  app = await launch();
  await engineRuns(app);
  const { page } = app;
  await showPerson(app, 'ada');
  await page.getByRole('button', { name: 'Settings' }).click();
  await expect(page.getByTestId('source-virtual')).toHaveAttribute('data-state', 'streaming');
  const { sources } = await app.state();
  expect(sources).toHaveLength(4);
  for (const { source, state, reason } of sources) {
    const row = page.getByTestId(`source-${source}`);
    await expect(row).toHaveAttribute('data-state', state);
    if (state === 'unavailable') {
      expect(reason).toBeTruthy();
      await expect(row).toContainText(reason ?? '');
    }
  }
  const pictures = path.join(PROJECT, 'out');
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, 'settings-cameras.png') });

  // Nobody has chosen yet: the virtual camera was only the last resort.
  await page.evaluate(() => window.depthlock.request('camera.select', { source: 'freenect' }));
  await expect.poll(async () => (await stateOf(app as RunningApp, 'freenect'))?.chosen).toBe(true);
  await app.quit();

  app = await launch({ home: app.home });
  await engineRuns(app);
  await expect.poll(async () => (await stateOf(app as RunningApp, 'freenect'))?.chosen).toBe(true);
  expect((await app.state()).scene.person).toBe('ada');
  // The first screen names what is missing, and offers the demo.
  const missing = await stateOf(app, 'freenect');
  expect(missing?.state).not.toBe('streaming');
  await expect(app.page.getByTestId('missing-freenect')).toContainText(missing?.reason ?? '–');
  await app.page.screenshot({ path: path.join(pictures, 'welcome-without-camera.png') });
  await app.page.getByRole('button', { name: 'Try the virtual Kinect' }).click();
  await expect
    .poll(async () => (await stateOf(app as RunningApp, 'virtual'))?.state)
    .toBe('streaming');
});
