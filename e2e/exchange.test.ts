import { copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import sharp from 'sharp';
import {
  type RunningApp,
  confirmByPin,
  enginePid,
  engineRuns,
  launch,
  temporaryFolder,
  unlockByPin,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

const SHOTS = 400;
let app: RunningApp;
let folder: string;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  folder = await temporaryFolder('exchange');
  await writeDataset(path.join(folder, 'kitchen'), 3);
  await writeDataset(path.join(folder, 'long'), SHOTS);
  const home = await temporaryFolder('home');
  await enrolAda(home, 'sensor', NOBODYS_LOOK);
  app = await launch({ home });
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await app.page.getByTestId('open-recordings').click();
});
test.afterAll(async () => {
  await app.close();
  await rm(folder, { recursive: true, force: true });
});

/** A folder dataset of one flat object that comes nearer with each shot. */
async function writeDataset(target: string, shots: number): Promise<void> {
  const [width, height] = [64, 48];
  const person = path.join(target, 'ada');
  await mkdir(person, { recursive: true });
  const names = Array.from({ length: shots }, (_, index) => `shot${String(index)}`);
  const color = await sharp({ create: { width, height, channels: 3, background: '#4a7a96' } })
    .png()
    .toBuffer();
  const depth = await sharp(new Uint16Array(width * height).fill(900), {
    raw: { width, height, channels: 1 },
  })
    .toColourspace('grey16')
    .png()
    .toBuffer();
  for (const name of names) {
    await writeFile(path.join(person, `${name}.color.png`), color);
    await writeFile(path.join(person, `${name}.depth.png`), depth);
  }
  const camera = { model: 'Kitchen camera', width, height, fx: 60, fy: 60, cx: 31.5, cy: 23.5 };
  await writeFile(
    path.join(target, 'dataset.json'),
    JSON.stringify({ name: 'kitchen', camera, people: { ada: { gallery: names, probe: [] } } }),
  );
}

/** The person's next answers to the system's file dialog; null: cancelled. */
async function willChoose(file: string | null): Promise<void> {
  await app.electron.evaluate(({ dialog }, chosen) => {
    dialog.showOpenDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePaths: chosen === null ? [] : [chosen] });
    dialog.showSaveDialog = () =>
      Promise.resolve({ canceled: chosen === null, filePath: chosen ?? '' });
  }, file);
}

/** The buttons that the person presses next in the system's message box. */
async function willAnswer(button: number): Promise<void> {
  await app.electron.evaluate(({ dialog }, response) => {
    dialog.showMessageBox = () => Promise.resolve({ response, checkboxChecked: false });
  }, button);
}

async function importFolder(name: string): Promise<void> {
  await willChoose(path.join(folder, name));
  await app.page.getByTestId('import').click();
  await app.page.getByTestId('choose-folder').click();
}

const job = () => app.page.getByTestId('exchange-job');

test('a folder is imported, listed by its name, and plays', async () => {
  const { page } = app;
  await expect(page.getByTestId('no-recordings')).toBeVisible();
  await importFolder('kitchen');
  await expect(job()).toHaveAttribute('data-phase', 'finished');
  await expect(job()).toContainText('Imported kitchen');
  await expect(page.getByTestId('recording')).toContainText('kitchen');
  expect(await readdir(path.join(app.home, 'recordings'))).toEqual(['kitchen.mcap']);
  expect((await app.state()).recordings).toMatchObject([
    { name: 'kitchen', camera: 'Kitchen camera', frames: 3, complete: true },
  ]);
  await page.getByTestId('exchange-dismiss').click();
  await expect(job()).toHaveCount(0);

  await page.getByTestId('recording-open').click();
  await expect(page.getByTestId('player')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('player-frame')).toHaveAttribute('data-index', '1');
});

test('the frame that the player shows is exported as a point cloud', async () => {
  const { page } = app;
  await willChoose(path.join(folder, 'cloud'));
  await page.getByTestId('player-export').click();
  await expect(page.getByTestId('choose-ply')).toContainText('frame 2');
  await page.getByTestId('choose-ply').click();
  await confirmByPin(app, PIN);
  await expect(job()).toHaveAttribute('data-phase', 'finished');
  const cloud = await readFile(path.join(folder, 'cloud.ply'), 'latin1');
  expect(cloud).toContain(`element vertex ${String(64 * 48)}`);
  await page.getByTestId('exchange-dismiss').click();
  await page.getByTestId('player-back').click();
});

test('a recording is exported as a folder; an existing one is not overwritten', async () => {
  const { page } = app;
  const target = path.join(folder, 'tum');
  await willChoose(target);
  await page.getByTestId('recording-export').click();
  await page.getByTestId('choose-tum').click();
  await confirmByPin(app, PIN);
  await expect(job()).toHaveAttribute('data-phase', 'finished');
  expect((await readdir(path.join(target, 'depth'))).length).toBe(3);

  await page.getByTestId('recording-export').click();
  await page.getByTestId('choose-tum').click();
  await confirmByPin(app, PIN);
  await expect(job()).toHaveCount(2);
  await expect(job().last()).toHaveAttribute('data-phase', 'failed');
  await expect(job().last()).toContainText('exists already');
  await page.getByTestId('exchange-dismiss-ended').click();
  await expect(job()).toHaveCount(0);
});

test('an import that is cancelled leaves nothing', async () => {
  const { page } = app;
  await importFolder('long');
  await expect(page.getByTestId('exchange-detail')).toContainText(`of ${String(SHOTS)} frames`);
  await page.getByTestId('exchange-cancel').click();
  await expect(job()).toHaveCount(0);
  expect(await readdir(path.join(app.home, 'recordings'))).toEqual(['kitchen.mcap']);
});

test('a file reader that dies costs its import alone', async () => {
  const { page } = app;
  const engine = await enginePid(app);
  await importFolder('long');
  await expect(page.getByTestId('exchange-detail')).toContainText(`of ${String(SHOTS)} frames`);
  const killed = await app.electron.evaluate((electron) => {
    const readers = electron.app
      .getAppMetrics()
      .filter(({ name }) => name === 'Depthlock file reader');
    for (const { pid } of readers) process.kill(pid, 'SIGKILL');
    return readers.length;
  });
  expect(killed).toBeGreaterThan(0);
  await expect(job()).toHaveAttribute('data-phase', 'failed');
  await expect(job()).toContainText('Everything else goes on');
  expect(await enginePid(app)).toBe(engine);
  await page.getByTestId('exchange-dismiss').click();
  expect(await readdir(path.join(app.home, 'recordings'))).toEqual(['kitchen.mcap']);
});

test('a depth picture is imported once the person has said what it means', async () => {
  const { page } = app;
  const shots = path.join(folder, 'kitchen', 'ada');
  // Alone: beside its description it would need no answer.
  const alone = path.join(folder, 'alone');
  await mkdir(alone);
  for (const kind of ['depth', 'color']) {
    await copyFile(path.join(shots, `shot0.${kind}.png`), path.join(alone, `shot0.${kind}.png`));
  }
  await willChoose(path.join(alone, 'shot0.depth.png'));
  await willAnswer(0);
  await page.getByTestId('import').click();
  await page.getByTestId('choose-file').click();
  await expect(job()).toHaveAttribute('data-phase', 'finished');
  expect(await readdir(path.join(app.home, 'recordings'))).toContain('shot0.depth.mcap');
  await page.getByTestId('exchange-dismiss').click();

  // One of a session is not asked about.
  await willAnswer(3);
  await willChoose(path.join(shots, 'shot0.depth.png'));
  await page.getByTestId('import').click();
  await page.getByTestId('choose-file').click();
  await expect(job()).toHaveAttribute('data-phase', 'finished');
  await page.getByTestId('exchange-dismiss').click();

  await willChoose(path.join(alone, 'shot0.depth.png'));
  await page.getByTestId('import').click();
  await page.getByTestId('choose-file').click();
  await expect(page.getByRole('dialog')).toHaveCount(0);
  expect((await app.state()).exchange).toEqual([]);
});

test('a folder that holds no session is refused with a sentence', async () => {
  await mkdir(path.join(folder, 'holiday'));
  await importFolder('holiday');
  await expect(job()).toHaveAttribute('data-phase', 'failed');
  await expect(job()).toContainText('There is no session in');
  await app.page.getByTestId('exchange-dismiss').click();
});

test('nothing happens when nothing is chosen', async () => {
  await willChoose(null);
  await app.page.getByTestId('import').click();
  await app.page.getByTestId('choose-file').click();
  await expect(app.page.getByRole('dialog')).toHaveCount(0);
  expect((await app.state()).exchange).toEqual([]);
});

test('a locked window can neither import nor export', async () => {
  const { page } = app;
  const [recording] = (await app.state()).recordings;
  // An engine that is too busy to hear of it keeps nothing open.
  const engine = await enginePid(app);
  if (engine === undefined) throw new Error('there is no engine');
  process.kill(engine, 'SIGSTOP');
  try {
    await page.evaluate(() => window.depthlock.request('lock.lock', undefined));
    await willChoose(path.join(folder, 'stolen'));
    const answers = await page.evaluate(
      async (id) => [
        await window.depthlock.request('exchange.import', { kind: 'folder' }),
        await window.depthlock.request('exchange.export', { id, format: 'tum' }),
      ],
      recording?.id ?? '',
    );
    expect(answers.map(({ ok }) => ok)).toEqual([false, false]);
  } finally {
    process.kill(engine, 'SIGCONT');
  }
  expect(await readdir(folder)).not.toContain('stolen');
});
