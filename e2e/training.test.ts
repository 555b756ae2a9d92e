/** Training and evaluation from the window: both in processes of their own, while the lock goes on answering. */
import { execFile } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { expect, test, type Page } from 'playwright/test';
import { z } from 'zod';
import { VIRTUAL_PEOPLE, writePeople } from '../training/encoders/own-people/datasets-fixture.ts';
import {
  IMITATED_RENDERED,
  layImitationPhotographs,
  layImitationRendered,
} from '../training/encoders/small-data-fixture.ts';
import { preciseIn } from '../electron/words/numbers.ts';
import {
  expectLockPhase,
  HANG_MS,
  launch,
  PROJECT,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, NOBODYS_LOOK, PIN, record } from './prepared.ts';

const PICTURES = path.join(PROJECT, 'out');
mkdirSync(PICTURES, { recursive: true });
const HEAD_MODEL = path.join(process.env['DEPTHLOCK_DATA'] ?? '/nonexistent', 'ict-facekit');

/** Long enough to be paused on a fast machine, short enough to be finished on a slow one. */
const PASSES = 1024;
/** Training yields to everything else on the machine. */
const TRAINS_MS = 3 * HANG_MS;

let app: RunningApp | undefined;
let folder = '';

test.beforeEach(async () => {
  folder = await temporaryFolder('training');
});
test.afterEach(async () => {
  await app?.close();
  app = undefined;
  await rm(folder, { recursive: true, force: true });
});

async function openAt(screen: 'Training' | 'Explorer', home: string): Promise<Page> {
  app = await launch({
    home,
    virtualFps: 10,
    variables: { XDG_CACHE_HOME: path.join(folder, 'cache') },
  });
  await unlockByPin(app, PIN);
  await app.page.getByRole('button', { name: screen, exact: true }).click();
  return app.page;
}

async function ownHome(): Promise<string> {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  return home;
}

/** Has the system's next dialogs for a folder answer so. */
const answerFolder = (chosen: string) =>
  app?.electron.evaluate(({ dialog }, filePath) => {
    dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths: [filePath] });
  }, chosen);

const protocol = z.object({ eer: z.number(), genuine: z.number(), impostor: z.number() });
const reportSchema = z.object({ gallery: protocol, leaveOneOut: protocol });

test('an evaluation has the figures of the command line, and its report opens', async () => {
  const dataset = path.join(folder, 'family');
  await writePeople(dataset, Object.fromEntries(VIRTUAL_PEOPLE.slice(0, 3).map((id) => [id, 3])));
  const page = await openAt('Training', await ownHome());
  await answerFolder(dataset);
  const refused = await whileLocked(page, 'evaluation.start', { trained: false });
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });

  await page.getByTestId('evaluation-start').click();
  const card = page.getByTestId('evaluation');
  await expect(card).toHaveAttribute('data-phase', 'done', { timeout: HANG_MS });
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [path.join(PROJECT, 'electron/cli/depthlock.mjs'), 'evaluate', dataset, '--json'],
    { cwd: PROJECT },
  );
  const printed = reportSchema.parse(JSON.parse(stdout));
  for (const [column, { eer, genuine, impostor }] of [
    [1, printed.gallery],
    [2, printed.leaveOneOut],
  ] as const) {
    const cell = (name: RegExp) =>
      card
        .getByRole('row', { name })
        .getByRole('cell')
        .nth(column - 1);
    await expect(cell(/^Trials/u)).toHaveText(`${genuine} genuine, ${impostor} impostor`);
    await expect(cell(/^EER/u)).toContainText(preciseIn('en', eer));
  }
  await page.screenshot({ path: path.join(PICTURES, 'training-evaluated.png') });

  await app?.electron.evaluate(({ shell }) => {
    shell.openPath = (file) => {
      (globalThis as { openedFile?: string }).openedFile = file;
      return Promise.resolve('');
    };
  });
  await page.getByTestId('evaluation-report').click();
  const opened = () =>
    app?.electron.evaluate(() => (globalThis as { openedFile?: string }).openedFile ?? '');
  await expect.poll(opened).not.toBe('');
  const report = await readFile((await opened()) ?? '', 'utf8');
  expect(report).toContain('Depthlock evaluation');
  expect(report).toContain('family');

  // A dataset of which a picture is gone: which one is said.
  await rm(path.join(dataset, VIRTUAL_PEOPLE[0] ?? '', 'shot-1.depth.png'));
  await page.getByTestId('evaluation-close').click();
  await page.getByTestId('evaluation-start').click();
  await expect(card.getByRole('alert')).toContainText('shot-1.depth.png', { timeout: HANG_MS });
});

/** Locks, asks for something, and unlocks. */
async function whileLocked(
  page: Page,
  name: 'evaluation.start',
  argument: { trained: boolean },
): Promise<unknown> {
  await page.getByTestId('lock-now').click();
  if (app === undefined) throw new Error('No app runs.');
  await expectLockPhase(app, 'locked');
  const answer = await page.evaluate(([asked, given]) => window.depthlock.request(asked, given), [
    name,
    argument,
  ] as const);
  const state = await app.state();
  expect([state.training, state.evaluation.phase, state.openedSources]).toEqual([
    { data: null, people: [], run: null, trained: null },
    'idle',
    [],
  ]);
  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Training', exact: true }).click();
  return answer;
}

test('a training is started, paused, resumed after a restart; the lock answers meanwhile', async () => {
  test.skip(!existsSync(HEAD_MODEL), 'It needs the head model of DEPTHLOCK_DATA.');
  test.slow();
  const data = path.join(folder, 'data');
  await mkdir(data, { recursive: true });
  await symlink(HEAD_MODEL, path.join(data, 'ict-facekit'));
  await layImitationPhotographs(path.join(folder, 'downloads'), data);
  const before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = path.join(folder, 'cache');
  await layImitationRendered();
  if (before === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before;

  const home = await ownHome();
  const page = await openAt('Training', home);
  await page.getByTestId('training-start').click();
  await expect(page.getByText('no folder with it is chosen')).toBeVisible();
  await answerFolder(data);
  await page.getByTestId('training-data').click();
  await page.getByTestId('training-passes').fill(String(PASSES));
  await page.getByTestId('training-rendered').fill(String(IMITATED_RENDERED));
  await page.getByTestId('training-exports').uncheck();
  await page.getByTestId('training-start').click();
  const run = page.getByTestId('training-run');
  await expect(run).toHaveAttribute('data-stage', /training|validating/u, { timeout: TRAINS_MS });
  await expect(page.getByRole('img', { name: /^Loss by faces shown/u })).toBeVisible();

  // Locked it goes on, and tells nobody.
  await page.getByTestId('lock-now').click();
  if (app === undefined) throw new Error('No app runs.');
  await expectLockPhase(app, 'locked');
  expect((await app.state()).training.run).toBeNull();
  await unlockByPin(app, PIN);
  await page.getByRole('button', { name: 'Training', exact: true }).click();
  await expect(run).toHaveAttribute('data-phase', 'running');
  await page.screenshot({ path: path.join(PICTURES, 'training-running.png') });

  await page.getByTestId('training-pause').click();
  await expect(run).toHaveAttribute('data-phase', 'paused', { timeout: HANG_MS });
  const passes = (await app.state()).training.run?.passes ?? 0;
  expect(passes).toBeGreaterThan(0);
  await app.quit();

  const again = await openAt('Training', home);
  await expect(again.getByTestId('training-run')).toHaveAttribute('data-phase', 'paused');
  await again.getByTestId('training-resume').click();
  await expect(again.getByTestId('training-run')).toHaveAttribute('data-phase', 'finished', {
    timeout: TRAINS_MS,
  });
  const ended = (await app.state()).training.run;
  expect(ended?.passes).toBe(PASSES);
  // Nothing is lost or told twice where it was paused.
  const told = ended?.curves.losses.map((point) => point.passes) ?? [];
  expect(told.every((at, k) => k === 0 || at > (told[k - 1] ?? at))).toBe(true);
  expect(told).toContain(passes);
  expect(told.at(-1)).toBe(PASSES);
  await again.getByTestId('training-stop').click();
  await expect(again.getByTestId('training-setup')).toBeVisible();
});

test('a dataset and a recording are further sources of the explorer', async () => {
  const dataset = path.join(folder, 'family');
  await writePeople(dataset, Object.fromEntries(VIRTUAL_PEOPLE.slice(0, 2).map((id) => [id, 3])));
  await writeFile(path.join(dataset, VIRTUAL_PEOPLE[1] ?? '', 'shot-2.depth.png'), 'no picture');
  const home = await ownHome();
  await record(home, 'evening', (await lookOf(VIRTUAL_PEOPLE[2] ?? '', 6)).frames);
  const page = await openAt('Explorer', home);
  await answerFolder(dataset);
  await page.getByTestId('explorer-open-dataset').click();
  const sources = page.getByTestId('explorer-source');
  await expect(sources.first()).toHaveAttribute('data-phase', 'read', { timeout: HANG_MS });
  await expect(sources.first()).toContainText('1 look could not be read and is left out.');
  await expect(sources.first()).toContainText('shot-2.depth.png');
  await expect(page.getByRole('checkbox', { name: /Dataset family/u })).toBeVisible();

  await page.getByTestId('explorer-open-recording').selectOption({ label: 'evening' });
  await expect(sources.nth(1)).toHaveAttribute('data-phase', 'read', { timeout: HANG_MS });
  await expect(page.getByTestId('explorer-map')).toHaveAccessibleName(/^Map of 443 looks/u);
  await page.screenshot({ path: path.join(PICTURES, 'explorer-opened.png') });
  const sets = await page.evaluate(async () => {
    const answer = await window.depthlock.request('explorer.embeddings', undefined);
    return answer.ok
      ? answer.value.map(({ kind, name, points }) => `${kind} ${name} ${points.length}`)
      : [];
  });
  expect(sets).toContain('dataset family 5');
  expect(sets).toContain('recording evening 6');

  await page.getByRole('button', { name: 'Close Dataset family' }).click();
  await expect(page.getByTestId('explorer-map')).toHaveAccessibleName(/^Map of 438 looks/u);

  await answerFolder(folder);
  await page.getByTestId('explorer-open-dataset').click();
  await expect(sources.getByRole('alert')).toContainText('There is no dataset in', {
    timeout: HANG_MS,
  });
});
