/** The explorer: maps of the virtual people, a threshold that is dragged, and what is exported, read back. */
import { mkdirSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { expect, test, type Page } from 'playwright/test';
import { operatingPoint } from '../electron/analysis/metrics/operating-point.ts';
import { lookFigures } from '../electron/analysis/trials/look-figures.ts';
import { readVirtualPeople } from '../electron/base/virtual-people-file.ts';
import {
  confirmByPin,
  engineRuns,
  launch,
  PROJECT,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

const PICTURES = path.join(PROJECT, 'out');
mkdirSync(PICTURES, { recursive: true });

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

async function openExplorer(): Promise<Page> {
  const home = await temporaryFolder('explorer');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  app = await launch({ home });
  await engineRuns(app);
  const refused = await app.page.evaluate(() =>
    window.depthlock.request('explorer.embeddings', undefined),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });
  await unlockByPin(app, PIN);
  await app.page.getByRole('button', { name: 'Explorer' }).click();
  return app.page;
}

const map = (page: Page) => page.getByTestId('explorer-map');
const isDone = (page: Page) =>
  expect(page.getByTestId('explorer-map-area')).toHaveAttribute('data-phase', 'done');

/** The map's own pixels. */
const pixels = (page: Page): Promise<string> =>
  map(page).evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());

/** Has the system's dialog answer with a path. */
const answerDialog = (file: string) =>
  app?.electron.evaluate(({ dialog }, filePath) => {
    dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath });
  }, file);

test('maps the virtual people three ways, in both themes, the same for the same seed', async () => {
  const page = await openExplorer();
  await isDone(page);
  const first = await pixels(page);
  await page.getByTestId('explorer-seed').click();
  await isDone(page);
  await expect.poll(() => pixels(page)).not.toBe(first);
  for (const [method, words] of [
    ['tsne', 't-SNE'],
    ['umap', 'UMAP'],
    ['pca', 'PCA'],
  ] as const) {
    await page.getByText(words, { exact: true }).click();
    await isDone(page);
    await expect(map(page)).toHaveAccessibleName(new RegExp(`by ${words}`, 'u'));
    for (const theme of ['dark', 'light']) {
      await page.evaluate((name) => (document.documentElement.dataset['theme'] = name), theme);
      await page.screenshot({ path: path.join(PICTURES, `explorer-${method}-${theme}.png`) });
    }
  }
  await page.evaluate(() => (document.documentElement.dataset['theme'] = 'dark'));
  // Away and back: everything is computed anew, with the first seed.
  await page.getByRole('button', { name: 'Activity' }).click();
  await page.getByRole('button', { name: 'Explorer' }).click();
  await isDone(page);
  await expect.poll(() => pixels(page)).toBe(first);
});

test('looks are shown one by one and selected; a map is cancelled', async () => {
  const page = await openExplorer();
  await isDone(page);
  await map(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByTestId('explorer-look')).toContainText('nearest of the same person');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('explorer-selected')).toHaveText('1 look is selected');
  await page.screenshot({ path: path.join(PICTURES, 'explorer-look.png') });
  await page.keyboard.press('Escape');
  await expect(page.getByTestId('explorer-selected')).toHaveText('Nothing is selected');

  const box = await map(page).boundingBox();
  if (box === null) throw new Error('The map has no place.');
  // Outside of all looks, and inside of the round corners.
  const [right, bottom] = [box.width - 12, box.height - 12];
  const corners = [
    [12, 12],
    [right, 12],
    [right, bottom],
    [12, bottom],
  ] as const;
  await page.mouse.move(box.x + 12, box.y + 12);
  await page.mouse.down();
  for (const [x, y] of corners) await page.mouse.move(box.x + x, box.y + y);
  await page.mouse.up();
  await expect(page.getByTestId('explorer-selected')).toHaveText('432 looks are selected');

  await page.getByText('UMAP', { exact: true }).click();
  await page.getByTestId('explorer-cancel').click();
  await expect(page.getByText('The map was cancelled.')).toBeVisible();
  await page.getByTestId('explorer-compute').click();
  await isDone(page);
});

test('FAR and FRR follow the threshold, by mouse and keys, with the figures of an evaluation', async () => {
  const page = await openExplorer();
  const shipped = await readVirtualPeople(path.join(PROJECT, 'assets'));
  const looks = (shipped?.points ?? []).map(({ person, embedding, handicap }) => ({
    ...{ person: person ?? '', embedding, handicap },
  }));
  const { table, figures } = lookFigures(looks, 1);
  // Ada's references are of another encoder, and so on no map with the virtual people.
  await expect(page.getByText('There are embeddings of 2 encoders.')).toBeVisible();
  const rates = page.getByTestId('explorer-rates');
  const slider = page.getByRole('slider', { name: 'Threshold' });
  const expectRates = async (threshold: number) => {
    const { far, frr } = operatingPoint(table, threshold);
    await expect(rates).toContainText(`${far.errors} of ${far.trials}`);
    await expect(rates).toContainText(`${frr.errors} of ${frr.trials}`);
  };
  await expectRates(0.4);
  await slider.focus();
  await page.keyboard.press('PageUp');
  await page.keyboard.press('ArrowRight');
  await expect(slider).toHaveAttribute('aria-valuenow', '0.51');
  await expectRates(0.51);
  const box = await slider.boundingBox();
  if (box === null) throw new Error('The threshold has no place.');
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + 60, box.y + box.height / 2);
  await page.mouse.up();
  const dragged = Number(await slider.getAttribute('aria-valuenow'));
  expect(dragged).toBeGreaterThan(0.55);
  await expectRates(dragged);
  expect(figures.metrics.impostor).toBe(3024);
  await expect(page.getByTestId('explorer-figures')).toContainText('3024 impostor trials');
  await page.getByRole('region', { name: 'Between people' }).scrollIntoViewIfNeeded();
  await page.screenshot({ path: path.join(PICTURES, 'explorer-figures.png') });
});

test('exports ask for the PIN, and hold what is shown', async () => {
  const page = await openExplorer();
  await isDone(page);
  const folder = await temporaryFolder('exports');
  const save = async (format: string, file: string): Promise<string> => {
    await answerDialog(path.join(folder, file));
    await page.getByTestId(`explorer-export-${format}`).click();
    if (app !== undefined) await confirmByPin(app, PIN);
    return path.join(folder, file);
  };
  const textOf = async (file: string): Promise<string> => {
    await expect.poll(() => readFile(file, 'utf8').catch(() => '')).not.toBe('');
    return readFile(file, 'utf8');
  };
  const svg = await textOf(await save('svg', 'map.svg'));
  expect(svg.match(/<(circle|polygon)/gu)?.length).toBe(432 + 8);
  const png = await save('png', 'map.png');
  await textOf(png);
  expect([...(await readFile(png)).subarray(1, 4)]).toEqual([...Buffer.from('PNG')]);
  const csv = (await textOf(await save('csv', 'looks.csv'))).trimEnd().split('\r\n');
  expect(csv).toHaveLength(433);
  expect(csv[0]?.split(',')).toHaveLength(9 + 128);
  const projector = await save('tensorboard', 'projector');
  const vectors = (await textOf(path.join(projector, 'vectors.tsv'))).trimEnd().split('\n');
  const metadata = (await textOf(path.join(projector, 'metadata.tsv'))).trimEnd().split('\n');
  expect([vectors.length, metadata.length]).toEqual([432, 433]);
  const shipped = await readVirtualPeople(path.join(PROJECT, 'assets'));
  const last = vectors.at(-1)?.split('\t').map(Number) ?? [];
  expect(Float32Array.from(last)).toEqual(shipped?.points.at(-1)?.embedding);
  await rm(folder, { recursive: true, force: true });
});
