/** Which way round a camera's world is shown: only the preview of oneself is a mirror, and a camera can be turned. */
import { mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { orThrow } from '../electron/contract/result-fixture.ts';
import { findFakenect } from '../electron/engine/camera/kinect-v1/fakenect/find-fakenect.ts';
import { syntheticSensorFrame } from '../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { startFakenectDump } from '../electron/engine/exchange/fakenect/fakenect-dump.ts';
import { engineRuns, HANG_MS, launch, PROJECT, temporaryFolder, type RunningApp } from './app.ts';

const FRAMES = 80;
const FRAME_MS = 250;
/** Raw 11-bit reading. */
const WALL = 900;

const fakenect = findFakenect();
if (!fakenect.ok) console.log(`skipped: a Kinect v1 that is turned, because ${fakenect.reason}`);
test.skip(!fakenect.ok, fakenect.ok ? '' : fakenect.reason);

let folder: string;
let app: RunningApp | undefined;
test.beforeAll(async () => {
  folder = await temporaryFolder('mirrored');
});
test.afterAll(async () => {
  delete process.env['DEPTHLOCK_FREENECT_LIBRARY'];
  delete process.env['FAKENECT_PATH'];
  await app?.close();
  await rm(folder, { recursive: true, force: true });
});

/** A wall that is white on the left, as the camera sees it, and black on the right; nothing on it passes for a head. */
async function writeDump(dump: string): Promise<void> {
  const frame = syntheticSensorFrame(0);
  frame.depth.data.fill(WALL);
  for (let i = 0; i < frame.color.data.length; i += 4) {
    frame.color.data.fill((i / 4) % 640 < 320 ? 255 : 0, i, i + 3);
  }
  const writer = orThrow(await startFakenectDump(dump));
  for (let sequence = 0; sequence < FRAMES; sequence++) {
    orThrow(await writer.write({ ...frame, sequence, timeMs: sequence * FRAME_MS }));
  }
  orThrow(await writer.close());
}

/** Brightness left and right in the preview in which people look at themselves; a new one is black until a frame comes. */
async function preview({ page, state }: RunningApp): Promise<number[]> {
  if ((await state()).enrolment.phase !== 'capturing') {
    await page.evaluate(() => window.depthlock.request('enrolment.start', undefined));
  }
  const canvas = page.getByTestId('screen-enrol').locator('canvas');
  return canvas.evaluate((element: HTMLCanvasElement) => {
    const { width, height } = element;
    const at = (x: number) =>
      element.getContext('2d')?.getImageData(Math.floor(x * width), height / 2, 1, 1).data[0] ?? -1;
    return [at(0.1), at(0.9)];
  });
}

/** The dump may end meanwhile, and begin anew. */
async function expectPreview(app: RunningApp, sides: readonly [number, number]): Promise<void> {
  const soon = { timeout: HANG_MS, intervals: [100] };
  await expect(async () => expect(await preview(app)).toEqual(sides)).toPass(soon);
  await app.page.evaluate(() => window.depthlock.request('enrolment.cancel', undefined));
}

test('the preview of oneself is a mirror, and a camera that shows the world the wrong way round is turned', async () => {
  await writeDump(path.join(folder, 'dump'));
  process.env['DEPTHLOCK_FREENECT_LIBRARY'] = fakenect.ok ? fakenect.library : '';
  process.env['FAKENECT_PATH'] = path.join(folder, 'dump');
  app = await launch();
  await engineRuns(app);
  const { page } = app;
  await page.evaluate(() => window.depthlock.request('camera.select', { source: 'freenect' }));
  await expectPreview(app, [0, 255]);

  await page.getByRole('button', { name: 'Settings' }).click();
  const box = page.getByTestId('mirrored-freenect');
  await expect(box).not.toBeChecked();
  // Nothing that is drawn here can be the wrong way round.
  await expect(page.getByTestId('source-virtual').getByRole('checkbox')).toHaveCount(0);
  await expect(page.getByTestId('source-freenect')).toContainText('enrol again');
  await box.check();
  expect((await app.state()).mirrored).toEqual(['freenect']);
  const pictures = path.join(PROJECT, 'out');
  mkdirSync(pictures, { recursive: true });
  await page.screenshot({ path: path.join(pictures, 'settings-mirrored.png') });
  await expectPreview(app, [255, 0]);
  await app.quit();

  app = await launch({ home: app.home });
  await engineRuns(app);
  expect((await app.state()).mirrored).toEqual(['freenect']);
  await expectPreview(app, [255, 0]);
});
