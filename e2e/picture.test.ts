/** What people are shown of themselves: the camera's own picture, whole, while recognition gets the holes as they are. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { SensorFrame } from '../electron/engine/camera/sensor-frame.ts';
import type { Locator } from 'playwright';
import {
  engineRuns,
  expectSeen,
  HANG_MS,
  launch,
  PROJECT,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN, record } from './prepared.ts';

const OUT = path.join(PROJECT, 'out/picture');
/** Distance of a person whose look is prepared. */
const HEAD_MM = 650;
const POLL = { timeout: HANG_MS };

let app: RunningApp | undefined;

test.beforeAll(() => {
  mkdirSync(OUT, { recursive: true });
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

interface Drawn {
  readonly width: number;
  readonly height: number;
  /** Pixels in the middle half of the canvas, where the head is, that show nothing. */
  readonly holes: number;
  /** Mean brightness there, 0 to 255. */
  readonly brightness: number;
}

/** What a canvas shows now. */
function drawnOn(canvas: Locator): Promise<Drawn> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    const [w, h] = [width >> 1, height >> 1];
    const pixels = context?.getImageData(width >> 2, height >> 2, w, h).data ?? new Uint8Array();
    let holes = 0;
    let sum = 0;
    for (let i = 0; i < pixels.length; i += 4) {
      if ((pixels[i + 3] ?? 0) < 250) holes += 1;
      sum += pixels[i + 1] ?? 0;
    }
    return { width, height, holes, brightness: (4 * sum) / Math.max(1, pixels.length) };
  });
}

/** Several pictures one after the other: dropouts come and go. */
async function expectNoHoles(canvas: Locator): Promise<void> {
  await expect.poll(async () => (await drawnOn(canvas)).brightness, POLL).toBeGreaterThan(40);
  for (let k = 0; k < 8; k += 1) {
    expect(await drawnOn(canvas)).toMatchObject({ holes: 0 });
    await canvas.page().waitForTimeout(150);
  }
}

const expectHoles = (canvas: Locator) =>
  expect.poll(async () => (await drawnOn(canvas)).holes, POLL).toBeGreaterThan(30);

test('whoever enrols sees their head without a hole, and it is as large as the ring', async () => {
  app = await launch();
  const { page } = app;
  await engineRuns(app);
  await showPerson(app, 'ada', 'idle');
  await page.getByTestId('enrol-start').first().click();
  await expectSeen(app, 'face');
  const preview = page.getByTestId('screen-enrol').locator('canvas').first();
  await expectNoHoles(preview);
  const { width, height } = await drawnOn(preview);
  expect(width).toBe(height);
  await page.waitForTimeout(1500);
  await page.screenshot({ path: path.join(OUT, 'enrolment.png') });
  await showPerson(app, 'nobody');
  await page.waitForTimeout(2500);
  await page.screenshot({ path: path.join(OUT, 'enrolment-nobody.png') });
});

test('Live shows the camera’s picture, and beside it what recognition gets', async () => {
  const home = await temporaryFolder('home');
  const look = await lookOf('ada', 20);
  await enrolAda(home, 'virtual', look);
  await record(home, 'Ada', look.frames);
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await showPerson(app, 'ada');
  const colour = page.getByRole('img', { name: 'Colour picture' });
  const registered = page.getByRole('img', { name: 'Registered picture' });
  await expectNoHoles(colour);
  await expectHoles(registered);
  await page.screenshot({ path: path.join(OUT, 'live.png') });
  await page.keyboard.press('4');
  await expectHoles(registered);
  await expectNoHoles(colour);
  await page.screenshot({ path: path.join(OUT, 'live-registered.png') });

  // A recording holds the registered frames only: its holes are closed for the eye.
  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-open').click();
  await expectNoHoles(colour);
  await page.screenshot({ path: path.join(OUT, 'player.png') });
  // Paused: the picture that stands still comes again as what is asked for.
  await page.getByText('Registered', { exact: true }).click();
  await expectHoles(registered);
  await page.screenshot({ path: path.join(OUT, 'player-registered.png') });
});

/** A Kinect v2's delivery, as Microsoft's driver makes it: what the virtual camera saw, in 1920 × 1080 too. */
function asKinectV2({ color, depth, ...rest }: SensorFrame): SensorFrame {
  const { fx, fy, cx, cy } = rest.sensor.depthIntrinsics;
  const [width, height, focal] = [1920, 1080, 1064];
  const from = new Uint32Array(color.data.buffer, color.data.byteOffset, color.data.length / 4);
  const wide = new Uint32Array(width * height).fill(0xff606060);
  for (let y = 0; y < height; y += 1) {
    const row = Math.round(((y - 539.5) / focal) * fy + cy);
    for (let x = 0; x < width; x += 1) {
      // Two pinholes 52 mm apart, as everything were as far as the head.
      const column = Math.round(((x - 959.5) / focal + 52 / HEAD_MM) * fx + cx);
      if (row < 0 || row >= color.height || column < 0 || column >= color.width) continue;
      wide[y * width + x] = ((from[row * color.width + column] ?? 0) | 0xff000000) >>> 0;
    }
  }
  return {
    ...rest,
    depth,
    registeredColor: color,
    color: { width, height, data: new Uint8Array(wide.buffer) },
    sensor: {
      ...rest.sensor,
      colorIntrinsics: { fx: focal, fy: focal, cx: 959.5, cy: 539.5 },
      registration: { kind: 'kinect-v2' },
    },
  };
}

/** Where the wide picture shows a pixel of the frame. */
function placeInWide({ x, y }: { x: number; y: number }, frame: SensorFrame | undefined) {
  const { fx, fy, cx, cy } = frame?.sensor.depthIntrinsics ?? { fx: NaN, fy: NaN, cx: 0, cy: 0 };
  return {
    x: ((x - cx) / fx - 52 / HEAD_MM) * 1064 + 959.5,
    y: ((y - cy) / fy) * 1064 + 539.5,
  };
}

/** The brightest pixel of a canvas within four pixels. */
function brightestAround(canvas: Locator, x: number, y: number): Promise<number> {
  return canvas.evaluate(
    (element, [left, top]) => {
      const context = (element as HTMLCanvasElement).getContext('2d');
      const pixels = context?.getImageData(left, top, 9, 9).data ?? new Uint8Array();
      return Math.max(...Array.from(pixels).filter((_, i) => i % 4 === 1));
    },
    [Math.round(x) - 4, Math.round(y) - 4] as const,
  );
}

test('a Kinect v2’s picture of 1920 × 1080 is shown whole, with the face where it is seen', async () => {
  const home = await temporaryFolder('home');
  const look = await lookOf('ada', 12);
  await enrolAda(home, 'virtual', look);
  await record(home, 'Wide', look.frames.map(asKinectV2));
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-open').click();
  const colour = page.getByRole('img', { name: 'Colour picture' });
  await expect.poll(async () => (await drawnOn(colour)).brightness, POLL).toBeGreaterThan(40);
  expect(await drawnOn(colour)).toMatchObject({ width: 640, height: 360, holes: 0 });
  await page.getByTestId('player-step').click();
  await page.getByTestId('player-step').click();
  const running = app;
  const corner = async () => {
    const { player } = await running.state();
    const seen = player.phase === 'open' ? player.recognition?.observation : undefined;
    return seen?.kind === 'face' ? placeInWide(seen.box, look.frames[0]) : null;
  };
  // The corner of the face's box, a white line: a frame later the head is where it was to a pixel or two.
  const brightness = async (): Promise<number> => {
    const place = await corner();
    return place === null ? 0 : brightestAround(colour, place.x / 3, place.y / 3);
  };
  await expect.poll(brightness, POLL).toBeGreaterThan(235);
  const { x, y } = (await corner()) ?? { x: 0, y: 0 };
  expect(await brightestAround(colour, x / 3 - 12, y / 3 - 12)).toBeLessThan(220);
  await page.screenshot({ path: path.join(OUT, 'player-wide.png') });
});
