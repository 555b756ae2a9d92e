/** Recordings in the window, by the names that a person reads or hears. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import type { SensorFrame } from '../electron/engine/camera/sensor-frame.ts';
import {
  confirmByPin,
  engineRuns,
  framesRecorded,
  launch,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, NOBODYS_LOOK, PIN, record } from './prepared.ts';

const FRAMES = 62;
let app: RunningApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'sensor', NOBODYS_LOOK);
  const { frames } = await lookOf('ada', FRAMES);
  await record(home, 'Ada at noon', frames);
  await record(home, 'One frame', frames.slice(0, 1));
  await record(home, 'Two of one time', atOneTime(frames.slice(0, 2)));
  app = await launch({ home });
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await openPage('Recordings');
});
test.afterAll(() => app.close());

/** A clock that stood still. */
function atOneTime(frames: readonly SensorFrame[]): readonly SensorFrame[] {
  return frames.map((frame) => ({ ...frame, timeMs: frames[0]?.timeMs ?? 0 }));
}

const openPage = (name: 'Live' | 'Recordings') =>
  app.page.getByRole('navigation', { name: 'Screens' }).getByRole('button', { name }).click();
const button = (name: string | RegExp) => app.page.getByRole('button', { name });
const entry = (name: RegExp) => button(new RegExp(`^Open ${name.source}`, 'u'));
const play = () => app.page.getByRole('button', { name: /^(Play|Pause)$/u });
const place = () => app.page.getByTestId('player-frame');
const notice = (words: RegExp) => app.page.getByTestId('problem').filter({ hasText: words });

/** How much bluer than red a picture is where a person's chest is. */
async function tealOf(name: string): Promise<number> {
  return app.page.getByRole('img', { name }).evaluate((canvas) => {
    if (!(canvas instanceof HTMLCanvasElement)) return 0;
    const { width, height } = canvas;
    const pixel = canvas.getContext('2d')?.getImageData(0.5 * width, 0.9 * height, 1, 1).data;
    return pixel === undefined ? 0 : (pixel[2] ?? 0) - (pixel[0] ?? 0);
  });
}

/** Once the camera streams. */
async function startRecording(): Promise<void> {
  await openPage('Live');
  await expect.poll(async () => (await app.state()).recorder).toMatchObject({ obstacle: null });
  await app.page.keyboard.press('r');
  await expect.poll(() => framesRecorded(app)).toBeGreaterThan(3);
}

/** Waits for a notice, and takes it away. */
async function readNotice(words: RegExp): Promise<void> {
  const told = notice(words);
  await expect(told).toBeVisible();
  await told.getByRole('button', { name: 'Dismiss' }).click();
}

test('recordings stand under their day, with length, and are found by words', async () => {
  const { page } = app;
  await expect(page.getByRole('heading', { name: 'Today' })).toBeVisible();
  await expect(page.getByRole('list', { name: 'Today' }).getByRole('listitem')).toHaveCount(3);
  await expect(page.getByTestId('recordings-total')).toHaveText(
    /^3 recordings · 2\.0 s · [\d.]+ MB$/u,
  );
  // What a button shows is part of its name.
  await expect(entry(/Ada at noon, 2.0 s/u)).toContainText('2.0 s');
  const search = page.getByRole('searchbox', { name: 'Search recordings' });
  await search.fill('NOON ada today');
  await expect(page.getByTestId('recording')).toHaveCount(1);
  await search.fill('nobody');
  await expect(page.getByText('No recording matches “nobody”.')).toBeVisible();
  await search.press('Escape');
  await expect(page.getByTestId('recording')).toHaveCount(3);
});

test('a recording is offered only in the formats that can hold it', async () => {
  await button('Export… Ada at noon').click();
  const dialog = app.page.getByRole('dialog', { name: 'Export as' });
  await expect(dialog.getByRole('button', { name: /TUM/u })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /fakenect/u })).toHaveCount(0);
  await dialog.getByRole('button', { name: 'Cancel' }).click();
});

test('a recording is renamed by keyboard, and keeps the focus', async () => {
  const { page } = app;
  await button('Rename… One frame').focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog', { name: 'Rename the recording' });
  const name = dialog.getByRole('textbox', { name: 'Name' });
  await expect(name).toBeFocused();
  await name.fill('Ada at noon');
  await page.keyboard.press('Enter');
  await expect(dialog.getByRole('alert')).toContainText('called “Ada at noon” already');
  await name.fill('A single frame');
  await page.keyboard.press('Enter');
  await expect(dialog).toHaveCount(0);
  await expect(entry(/A single frame/u)).toBeFocused();
  await expect(entry(/One frame/u)).toHaveCount(0);
});

test('the player begins at Play, and gives the focus back', async () => {
  const { page } = app;
  await entry(/Ada at noon/u).focus();
  await page.keyboard.press('Enter');
  await expect(play()).toBeFocused();
  // The face is a recorded one: no panel offers to turn it.
  await expect(page.getByRole('complementary', { name: /demo/u })).toHaveCount(0);
  await page.keyboard.press('Escape');
  await expect(entry(/Ada at noon/u)).toBeFocused();
});

test('a player that stands still shows the recording, in whichever picture is chosen', async () => {
  const { page } = app;
  await entry(/Ada at noon/u).click();
  // She wears teal; the wall behind her, and the empty room before the camera, are grey.
  await expect.poll(() => tealOf('Colour picture')).toBeGreaterThan(10);
  await page.waitForTimeout(1500);
  await page.getByText('Overlap', { exact: true }).click();
  const overlap = page.getByRole('img', { name: 'Overlap picture' });
  await expect(overlap).toBeVisible();
  const colour = await tealOf('Overlap picture');
  await page.getByText('Depth', { exact: true }).click();
  await expect.poll(() => tealOf('Depth picture')).not.toBe(colour);
  await page.keyboard.press('Escape');
});

test('keys press what was reached by keyboard, and play after a click', async () => {
  const { page } = app;
  await entry(/Ada at noon/u).click();
  const player = page.getByTestId('player');
  const loop = button('Loop');
  await loop.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Space');
  await expect(loop).toHaveAttribute('aria-pressed', 'true');
  await expect(player).toHaveAttribute('data-playing', 'false');
  // With the mouse, Space goes on being the player's.
  await play().focus();
  await loop.click();
  await expect(loop).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Space');
  await expect(player).toHaveAttribute('data-playing', 'true');
  await expect(loop).toHaveAttribute('aria-pressed', 'false');
  await page.keyboard.press('Space');
  await expect(player).toHaveAttribute('data-playing', 'false');
});

test('the scrubber reaches the last frame, and leaves other keys to the player', async () => {
  const { page } = app;
  const scrubber = page.getByRole('slider', { name: 'Place in the recording' });
  await scrubber.focus();
  await page.keyboard.press('End');
  await expect(place()).toHaveText(`frame ${String(FRAMES)} of ${String(FRAMES)}`);
  await page.keyboard.press('Home');
  await expect(place()).toHaveText(`frame 1 of ${String(FRAMES)}`);
  await page.keyboard.press('ArrowRight');
  await expect(place()).toHaveText(`frame 2 of ${String(FRAMES)}`);
  await page.keyboard.press('Space');
  await expect(page.getByTestId('player')).toHaveAttribute('data-playing', 'true');
  await page.getByText('Depth', { exact: true }).click();
  await expect(page.getByRole('radio', { name: 'Depth' })).toBeChecked();
  await page.keyboard.press('Space');
  await expect(page.getByTestId('player')).toHaveAttribute('data-playing', 'false');
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('player')).toHaveCount(0);
});

for (const name of ['A single frame', 'Two of one time']) {
  test(`“${name}” plays in a loop at every speed`, async () => {
    const { page } = app;
    const { engine } = await app.state();
    await entry(new RegExp(name, 'u')).click();
    await button('Loop').click();
    await play().click();
    for (const speed of ['0.25', '4', '1']) {
      await page.getByRole('combobox', { name: 'Speed' }).selectOption(speed);
      await expect
        .poll(async () => (await app.state()).player)
        .toMatchObject({
          ...{ phase: 'open', playing: true, loop: true, speed: Number(speed) },
        });
    }
    await button('All recordings').click();
    await expect(entry(new RegExp(name, 'u'))).toBeFocused();
    // The same engine as before.
    expect((await app.state()).engine).toEqual(engine);
  });
}

test('a file that is gone leaves the list', async () => {
  await rm(path.join(app.home, 'recordings', 'Two of one time.mcap'));
  await expect(entry(/Two of one time/u)).toHaveCount(0);
});

test('a recording that runs ends with a sentence when another is opened', async () => {
  await startRecording();
  await openPage('Recordings');
  await entry(/Ada at noon/u).click();
  await readNotice(/Recording has stopped. A recording takes the place of the camera./u);
  await button('All recordings').click();
  await expect(app.page.getByTestId('recording')).toHaveCount(3);
});

test('a recording that runs ends with a sentence when the sensor changes', async () => {
  await startRecording();
  await app.page.getByRole('combobox', { name: 'Sensor' }).selectOption('Kinect v1');
  await readNotice(/Recording has stopped. The sensor was changed/u);
  await expect.poll(async () => (await app.state()).recordings.length).toBe(4);
  const [newest] = (await app.state()).recordings;
  expect(newest).toMatchObject({ camera: 'Virtual Kinect v2', complete: true });
});

test('an enrolment stops with a sentence when the sensor changes', async () => {
  const { page } = app;
  await showPerson(app, 'ada', 'idle');
  await button('Enrol another person').click();
  await confirmByPin(app, PIN);
  await expect
    .poll(async () => {
      const { enrolment } = await app.state();
      return enrolment.phase === 'capturing' ? enrolment.references : 0;
    })
    .toBeGreaterThan(0);
  await page.getByRole('combobox', { name: 'Sensor' }).selectOption('Kinect v2');
  await expect(page.getByRole('heading', { name: 'Enrolment stopped' })).toBeVisible();
  await expect(page.getByRole('main')).toContainText(
    'The camera was changed, so nothing was kept.',
  );
  // Said once.
  await expect(page.getByRole('main').getByText('nothing was kept')).toHaveCount(1);
  await button('Not now').click();
});

test('without a camera nothing looks live, and nobody can be enrolled', async () => {
  const { page } = app;
  await startRecording();
  // As when a Kinect is pulled out: the virtual one cannot go on.
  await page.evaluate(async () => {
    const { scene } = await window.depthlock.request('state.get', undefined);
    await window.depthlock.request('scene.set', { ...scene, person: 'nobody-of-that-name' });
  });
  await expect(page.getByTestId('no-picture')).toBeVisible();
  await expect(page.getByText('No live picture.')).toBeVisible();
  await expect(page.getByRole('img', { name: 'Colour picture' })).toHaveCount(0);
  await expect(button('Enrol another person')).toBeDisabled();
  await expect(
    notice(/Recording has stopped. The camera stopped sending pictures./u),
  ).toBeVisible();
});
