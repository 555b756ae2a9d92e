/** Live: every view on, the cloud turned, and what is shown saved on purpose. */
import { mkdirSync } from 'node:fs';
import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import {
  confirmByPin,
  engineRuns,
  expectLockPhase,
  expectSeen,
  HANG_MS,
  launch,
  lockEmptyRoom,
  PROJECT,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN, type Look } from './prepared.ts';

const OUT = path.join(PROJECT, 'out/live');
const POLL = { timeout: HANG_MS };
/** Chromium draws WebGL without a graphics card only where it is told to. */
const SOFTWARE_WEBGL = ['--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader'];
const NO_WEBGL = ['--disable-gpu', '--disable-software-rasterizer'];

let look: Look;
let app: RunningApp | undefined;

test.beforeAll(async () => {
  mkdirSync(OUT, { recursive: true });
  look = await lookOf('ada', 40);
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** Ada before the camera, and the lock open. */
async function openLive(switches: readonly string[]): Promise<RunningApp> {
  const home = await temporaryFolder('live');
  await enrolAda(home, 'virtual', look);
  const started = await launch({ home, switches });
  app = started;
  await engineRuns(started);
  await unlockByPin(started, PIN);
  await showPerson(started, 'ada');
  await expectSeen(started, 'face');
  return started;
}

/** Brightness of a canvas on a grid of 32 × 24, 0 to 255; a picture that is drawn differently differs. */
function gridOf(canvas: Locator): Promise<number[]> {
  return canvas.evaluate((element) => {
    const small = new OffscreenCanvas(32, 24);
    const context = small.getContext('2d');
    context?.drawImage(element as HTMLCanvasElement, 0, 0, 32, 24);
    const { data } = context?.getImageData(0, 0, 32, 24) ?? { data: new Uint8ClampedArray() };
    return Array.from({ length: 768 }, (_, i) => data[4 * i + 1] ?? 0);
  });
}

const difference = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, i) => sum + Math.abs(value - (other[i] ?? 0)), 0) / one.length;

const spread = (values: readonly number[]): number => Math.max(...values) - Math.min(...values);

const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

const stageCanvas = (page: Page): Locator => page.getByTestId('stage').locator('canvas').first();

/** Waits until the large canvas shows something. */
async function expectDrawn(page: Page): Promise<void> {
  await expect.poll(async () => spread(await gridOf(stageCanvas(page))), POLL).toBeGreaterThan(40);
}

/** That an action turns the cloud, by more than whoever sits there moves meanwhile. */
async function expectTurns(page: Page, turn: () => Promise<void>): Promise<void> {
  const canvas = stageCanvas(page);
  const before = await gridOf(canvas);
  await page.waitForTimeout(400);
  const after = await gridOf(canvas);
  await turn();
  await page.waitForTimeout(400);
  const turned = await gridOf(canvas);
  expect(difference(turned, after)).toBeGreaterThan(2 * difference(after, before) + 1);
}

async function willSaveTo({ electron }: RunningApp, file: string): Promise<void> {
  await electron.evaluate(({ dialog }, chosen) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath: chosen });
  }, file);
}

/** Points of a binary PLY, as the header promises and the bytes hold. */
function readPly(bytes: Buffer): { readonly points: number; readonly depths: number[] } {
  const end = bytes.indexOf('end_header\n') + 'end_header\n'.length;
  const points = Number(/element vertex (\d+)/u.exec(bytes.subarray(0, end).toString())?.[1]);
  expect(bytes.length - end).toBe(15 * points);
  const depths = Array.from({ length: points }, (_, i) => bytes.readFloatLE(end + 15 * i + 8));
  return { points, depths };
}

for (const [drawnBy, switches] of [
  ['canvas', NO_WEBGL],
  ['webgl', SOFTWARE_WEBGL],
] as const) {
  test(`the cloud is drawn by ${drawnBy}, turned by keys and mouse, and saved`, async () => {
    const running = await openLive(switches);
    const { page } = running;
    await page.keyboard.press('6');
    await expect(page.getByTestId('cloud')).toHaveAttribute('data-drawn-by', drawnBy, POLL);
    await expect(page.getByTestId('cloud-fallback')).toHaveCount(drawnBy === 'canvas' ? 1 : 0);
    await expectDrawn(page);
    await page.screenshot({ path: path.join(OUT, `cloud-${drawnBy}.png`) });

    await stageCanvas(page).focus();
    await expectTurns(page, async () => {
      for (let presses = 0; presses < 6; presses += 1) await page.keyboard.press('ArrowLeft');
    });
    await expectTurns(page, async () => {
      const box = await stageCanvas(page).boundingBox();
      const [x, y] = [(box?.x ?? 0) + 200, (box?.y ?? 0) + 120];
      await page.mouse.move(x, y);
      await page.mouse.down();
      await page.mouse.move(x + 90, y + 30, { steps: 6 });
      await page.mouse.up();
    });
    await page.screenshot({ path: path.join(OUT, `cloud-${drawnBy}-turned.png`) });

    const picture = path.join(running.home, 'cloud.png');
    await willSaveTo(running, picture);
    await page.getByTestId('save-png').click();
    // Nothing is written before the PIN is given.
    await page.getByTestId('confirm-pin').waitFor();
    await expect(access(picture)).rejects.toThrow();
    await confirmByPin(running, PIN);
    await expect
      .poll(
        () =>
          access(picture).then(
            () => true,
            () => false,
          ),
        POLL,
      )
      .toBe(true);
    const { channels } = await sharp(picture).stats();
    expect(Math.max(...channels.slice(0, 3).map(({ stdev }) => stdev))).toBeGreaterThan(10);

    const cloud = path.join(running.home, 'cloud.ply');
    await willSaveTo(running, cloud);
    await page.getByTestId('save-ply').click();
    await confirmByPin(running, PIN);
    await expect
      .poll(
        () =>
          access(cloud).then(
            () => true,
            () => false,
          ),
        POLL,
      )
      .toBe(true);
    const { points, depths } = readPly(await readFile(cloud));
    expect(points).toBeGreaterThan(50_000);
    // Ada sits before a wall.
    expect(depths.some((depth) => depth < 0.9)).toBe(true);
    expect(depths.some((depth) => depth > 1)).toBe(true);
  });
}

test('every view is shown by its key, and all of them at once', async () => {
  const running = await openLive(NO_WEBGL);
  const { page } = running;
  const views = ['color', 'depth', 'overlap', 'registered', 'looks', 'cloud'];
  for (const [i, view] of views.entries()) {
    await page.keyboard.press(String(i + 1));
    await expect(page.getByTestId('stage')).toHaveAttribute('data-view', view);
    await expectDrawn(page);
    await page.screenshot({ path: path.join(OUT, `view-${view}.png`) });
  }
  await page.keyboard.press('a');
  for (const view of views) {
    const canvas = page.getByTestId(`tile-${view}`).locator('canvas').first();
    await expect.poll(async () => spread(await gridOf(canvas)), POLL).toBeGreaterThan(40);
  }
  await page.screenshot({ path: path.join(OUT, 'all-views.png') });
  await page.getByTestId('tile-depth').click();
  await expect(page.getByTestId('stage')).toHaveAttribute('data-view', 'depth');
});

test('the depth picture spends its colours on the head, and says so in millimetres', async () => {
  const running = await openLive(NO_WEBGL);
  const { page } = running;
  await page.keyboard.press('2');
  const legend = page.getByTestId('depth-legend');
  const nearMm = async (): Promise<number> => Number(await legend.getAttribute('data-near'));
  const width = async (): Promise<number> =>
    Number(await legend.getAttribute('data-far')) - (await nearMm());
  await expect.poll(width, POLL).toBeLessThan(400);
  await expectDrawn(page);
  await showPerson(running, 'nobody');
  // The wall, all of it in the middle of the colours; the near end's is dark.
  await expect.poll(nearMm, POLL).toBeGreaterThan(1500);
  await expect.poll(async () => mean(await gridOf(stageCanvas(page))), POLL).toBeGreaterThan(80);
});

test('marks lie on the head while it is open, numbers have a place of their own', async () => {
  const running = await openLive(NO_WEBGL);
  const { page } = running;
  const plain = await gridOf(stageCanvas(page));
  expect(spread(plain)).toBeGreaterThan(40);
  await page.getByTestId('mark-axes').click();
  await page.getByTestId('mark-landmarks').click();
  // The axis that points up is of a green that is nowhere else in the picture.
  const greens = () =>
    stageCanvas(page).evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d');
      const data = context?.getImageData(0, 0, width, height).data ?? new Uint8ClampedArray();
      let count = 0;
      for (let i = 0; i < data.length; i += 4) {
        const [red = 0, green = 0, blue = 0] = data.subarray(i, i + 3);
        if (red === 126 && green === 226 && blue === 126) count += 1;
      }
      return count;
    });
  await expect.poll(greens, POLL).toBeGreaterThan(20);
  await page.keyboard.press('d');
  const numbers = await page.getByTestId('engineer-numbers').boundingBox();
  const stage = await page.getByTestId('stage').boundingBox();
  expect(numbers?.y ?? 0).toBeGreaterThanOrEqual((stage?.y ?? 0) + (stage?.height ?? Infinity));
  await page.screenshot({ path: path.join(OUT, 'marks-and-numbers.png') });
});

test('the evidence of the attempt is told to whoever it let in', async () => {
  const running = await openLive(NO_WEBGL);
  const { page } = running;
  await expect(page.getByTestId('evidence')).toHaveCount(0);
  await lockEmptyRoom(running);
  await showPerson(running, 'ada');
  await expectLockPhase(running, 'unlocked');
  const { lock } = await running.state();
  const evidence = lock.phase === 'unlocked' ? lock.evidence : undefined;
  expect(evidence?.sum ?? 0).toBeGreaterThanOrEqual(evidence?.bound ?? Infinity);
  await expect(page.getByTestId('evidence')).toContainText(evidence?.sum.toFixed(1) ?? 'nothing');
  await page.screenshot({ path: path.join(OUT, 'evidence.png') });
});
