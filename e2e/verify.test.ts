/** `depthlock verify` as a script calls it: without a display, beside what the app keeps, by its exit code. */
import { spawn } from 'node:child_process';
import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { expect, test } from 'playwright/test';
import { DEFAULT_SCENE, type Presentation, type SourceName } from '../electron/contract/camera.ts';
import { NO_CHOICES } from '../electron/contract/choices.ts';
import type { VerifyLine } from '../electron/contract/verify.ts';
import {
  engineRuns,
  enrol,
  HANG_MS,
  launch,
  PROJECT,
  temporaryFolder,
  unlockByPin,
} from './app.ts';

const PIN = '246824';
/** The camera looks for so long where somebody is to be seen: a busy machine sees few pictures a second. */
const PATIENT = ['--timeout', '120'];
const LIMIT_MS = 3 * 60_000;

/** A home in which Ada was enrolled through the window. Each test works on a copy. */
let enrolled: string;
let home: string;
/** Where Chromium's own files are for the time of a call. */
let sessions: string;

test.beforeAll(async () => {
  enrolled = await temporaryFolder('verify');
  const app = await launch({ home: enrolled });
  await engineRuns(app);
  await enrol(app, 'ada', 'Ada');
  await app.quit();
});
test.afterAll(() => rm(enrolled, { recursive: true, force: true }));
test.beforeEach(async () => {
  home = await temporaryFolder('verify-copy');
  await cp(enrolled, home, { recursive: true });
  sessions = await temporaryFolder('sessions');
});
test.afterEach(async () => {
  for (const folder of [home, sessions]) await rm(folder, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** @param pin on the standard input; null: nothing is */
async function verify(
  words: readonly string[],
  { pin = null, isKilled = false }: { pin?: string | null; isKilled?: boolean } = {},
): Promise<Ended> {
  const variables = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !name.endsWith('DISPLAY')),
  );
  const child = spawn(
    process.execPath,
    [
      path.join(PROJECT, 'electron/cli/depthlock.mjs'),
      'verify',
      ...words,
      ...(pin === null ? [] : ['--pin-from-stdin']),
    ],
    {
      cwd: home,
      env: { ...variables, DEPTHLOCK_HOME: '.', TMPDIR: sessions },
      timeout: LIMIT_MS,
    },
  );
  child.stdin.end(pin === null ? '' : `${pin}\n`);
  const said = Promise.all([text(child.stdout), text(child.stderr)]);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (isKilled) {
    // Then the app is past its start.
    await expect.poll(sessionFolders, { timeout: HANG_MS }).toHaveLength(1);
    child.kill('SIGTERM');
  }
  const code = await ended;
  const [stdout, stderr] = await said;
  return { code, stdout, stderr };
}

async function show(
  person: string,
  presentation: Presentation = 'person',
  source: SourceName = 'virtual',
): Promise<void> {
  const scene = { ...DEFAULT_SCENE, person, presentation };
  await writeFile(
    path.join(home, 'choices.json'),
    JSON.stringify({ ...NO_CHOICES, source, scene }),
  );
}

test('0: the person and their PIN; one line of JSON, which names nobody unless asked', async () => {
  await show('ada');
  const ended = await verify([...PATIENT, '--json'], { pin: PIN });
  expect(ended).toMatchObject({ code: 0 });
  expect(ended.stderr).toBe(
    'depthlock verify: The face is that of somebody enrolled, and alive.\n',
  );
  const line = JSON.parse(ended.stdout) as VerifyLine;
  expect(Object.keys(line).sort()).toEqual(['answer', 'exitCode', 'message', 'version']);
  expect([line.answer, line.exitCode]).toEqual(['match', 0]);
  expect(ended.stdout.trim().split('\n')).toHaveLength(1);

  const named = await verify([...PATIENT, '--json', '--who'], { pin: PIN });
  expect(JSON.parse(named.stdout)).toMatchObject({ answer: 'match', person: { name: 'Ada' } });
  expect(await sessionFolders()).toEqual([]);
});

test('1: a stranger, nobody in time, and a wrong PIN', async () => {
  await show('bruno');
  expect(await verify(PATIENT, { pin: PIN })).toMatchObject({ code: 1 });
  await show('nobody');
  const nobody = await verify(['--timeout', '1'], { pin: PIN });
  expect([nobody.code, nobody.stderr]).toEqual([
    1,
    'depthlock verify: Nobody was recognised within a second.\n',
  ]);
  await show('ada');
  expect(await verify(PATIENT, { pin: '975319' })).toMatchObject({ code: 1 });
});

test('2: a print of the person', async () => {
  await show('ada', 'print-flat');
  expect(await verify(PATIENT, { pin: PIN })).toMatchObject({ code: 2 });
});

test('3: a camera that is not there', async () => {
  await show('ada', 'person', 'freenect');
  const ended = await verify(PATIENT, { pin: PIN });
  expect(ended.code).toBe(3);
  expect(ended.stderr).toMatch(/^depthlock verify: .+\.\n$/);
});

test('4: no PIN yet, and five wrong ones', async () => {
  await show('ada');
  const closed = await verify(PATIENT);
  expect([closed.code, closed.stderr]).toEqual([4, expect.stringContaining('--pin-from-stdin')]);
  for (let k = 0; k < 5; k++) {
    expect(await verify(PATIENT, { pin: '975319' })).toMatchObject({ code: 1 });
  }
  const waiting = await verify(PATIENT, { pin: PIN });
  expect([waiting.code, waiting.stderr]).toEqual([4, expect.stringContaining('Wait a minute')]);
});

test('5: nobody enrolled', async () => {
  home = await temporaryFolder('verify-empty');
  expect(await verify([])).toMatchObject({ code: 5 });
  expect(await verify([], { pin: PIN })).toMatchObject({ code: 5 });
});

test('a signal is no match, and leaves no folder behind', async () => {
  await show('nobody');
  const ended = await verify(PATIENT, { pin: PIN, isKilled: true });
  expect(ended).toMatchObject({ code: 143, stdout: '' });
  expect(await sessionFolders()).toEqual([]);
});

test('works beside the app, which reads in its log what happened', async () => {
  await show('ada');
  const app = await launch({ home });
  try {
    await engineRuns(app);
    expect(await verify(PATIENT, { pin: PIN })).toMatchObject({ code: 0 });
    await unlockByPin(app, PIN);
    await app.page.evaluate(() => window.depthlock.request('lock.lock', undefined));
  } finally {
    await app.quit();
  }
  const files = await readdir(path.join(home, 'activity'));
  expect(files).toEqual(['activity.log']);
  const log = await readFile(path.join(home, 'activity/activity.log'), 'utf8');
  // Head; start, enrolment and opening of the first run; start, opening by verify, opening by the PIN, lock.
  expect(log.trim().split('\n').length).toBeGreaterThanOrEqual(6);
});

const sessionFolders = async (): Promise<string[]> =>
  (await readdir(sessions)).filter((name) => name.startsWith('session-of-depthlock-'));
