/** Starts the built app with its own data folder, and observes it from outside as a person would. */
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { _electron, type ElectronApplication, type Page } from 'playwright';
import { expect } from 'playwright/test';
import type { Presentation } from '../electron/contract/camera.ts';
import type { AppState } from '../electron/contract/window/app-state.ts';
import type { DepthlockBridge } from '../electron/contract/window/bridge.ts';

declare global {
  interface Window {
    readonly depthlock: DepthlockBridge;
  }
}

export const PROJECT = path.resolve(import.meta.dirname, '..');

/** A limit that only a hang exceeds, however slow or busy the machine is; shorter than the time limit of a test. */
export const HANG_MS = 120_000;

export interface RunningApp {
  readonly electron: ElectronApplication;
  readonly page: Page;
  readonly home: string;
  state(): Promise<AppState>;
  /** Ends the app and keeps its data folder. */
  quit(): Promise<void>;
  /** What the page tried against its policy, as Chromium told it; empty in a good page. */
  violations(): readonly string[];
  /** Ends the app, removes its data folder, and fails if the page tried anything against its policy. */
  close(): Promise<void>;
}

export interface LaunchOptions {
  /** The data folder of an earlier start; default: a fresh one. */
  readonly home?: string;
  /** Another folder of models and people. */
  readonly assets?: string;
  /** Pictures a second of the virtual Kinect; default: 30. */
  readonly virtualFps?: number;
  /** Of Chromium, for a test that needs one. */
  readonly switches?: readonly string[];
  /** The test has the page break its own policy. */
  readonly breaksPolicy?: boolean;
  /** More variables of the environment. */
  readonly variables?: Readonly<Record<string, string>>;
}

export async function launch(options: LaunchOptions = {}): Promise<RunningApp> {
  const home = options.home ?? (await temporaryFolder('home'));
  const electron = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...(options.switches ?? []),
      PROJECT,
    ],
    cwd: PROJECT,
    timeout: HANG_MS,
    env: {
      ...definedVariables(),
      // Tests find things by their English names, whatever language this system speaks.
      LANGUAGE: 'en',
      ...options.variables,
      DEPTHLOCK_HOME: home,
      ...(options.assets === undefined ? {} : { DEPTHLOCK_ASSETS: options.assets }),
      ...(options.virtualFps === undefined
        ? {}
        : { DEPTHLOCK_VIRTUAL_FPS: String(options.virtualFps) }),
    },
  });
  const page = await electron.firstWindow({ timeout: HANG_MS });
  page.setDefaultTimeout(HANG_MS);
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/security policy|permissions policy/i.test(message.text())) violations.push(message.text());
  });
  await page.getByTestId('lock-phase').waitFor({ state: 'attached' });
  const quit = () => electron.close();
  return {
    electron,
    page,
    home,
    state: () => page.evaluate(() => window.depthlock.request('state.get', undefined)),
    violations: () => violations,
    quit,
    async close() {
      await quit();
      await rm(home, { recursive: true, force: true });
      if (options.breaksPolicy !== true) expect(violations).toEqual([]);
    },
  };
}

export function temporaryFolder(name: string): Promise<string> {
  return mkdtemp(path.join(tmpdir(), `depthlock-${name}-`));
}

/** A copy of the assets that a test may damage. */
export async function copyAssets(): Promise<string> {
  const folder = await temporaryFolder('assets');
  await cp(path.join(PROJECT, 'assets'), folder, { recursive: true });
  return folder;
}

export async function engineRuns({ state }: RunningApp): Promise<void> {
  await expect.poll(async () => (await state()).engine.phase, { timeout: HANG_MS }).toBe('running');
}

/** The process that runs cameras and vision, found as in an operating system's process list. */
export function enginePid({ electron }: RunningApp): Promise<number | undefined> {
  return electron.evaluate(
    ({ app }) => app.getAppMetrics().find((process) => process.name === 'Depthlock engine')?.pid,
  );
}

/** Who stands in front of the virtual Kinect, and how they move. */
export async function showPerson(
  { page }: RunningApp,
  person: string,
  script: 'idle' | 'head-circle' | 'approach' = 'idle',
  presentation: Presentation = 'person',
): Promise<void> {
  const choices = {
    'virtual-presentation': presentation,
    'virtual-script': script,
    'virtual-person': person,
  };
  for (const [testId, value] of Object.entries(choices)) {
    const select = page.getByTestId(testId);
    await select.selectOption(value);
    // Shown again once main has applied it: the next choice builds on this one.
    await expect(select).toHaveValue(value, { timeout: HANG_MS });
  }
}

export async function expectLockPhase(
  { page }: RunningApp,
  phase: AppState['lock']['phase'],
): Promise<void> {
  await expect(page.getByTestId('lock-phase')).toHaveAttribute('data-phase', phase, {
    timeout: HANG_MS,
  });
}

/** Waits until the engine has seen a frame with a face, or without: the picture lags behind the choice. */
export async function expectSeen({ page }: RunningApp, what: 'face' | 'no-face'): Promise<void> {
  await page.evaluate(
    (wanted) =>
      new Promise<void>((resolve) => {
        const stop = window.depthlock.onEvent((event) => {
          if (event.kind !== 'observation' || event.observation.kind !== wanted) return;
          stop();
          resolve();
        });
      }),
    what,
  );
}

/** Locks with nobody there, so that the next person meets a lock at rest. */
export async function lockEmptyRoom(app: RunningApp): Promise<void> {
  await showPerson(app, 'nobody');
  await expectSeen(app, 'no-face');
  if ((await app.state()).lock.phase === 'unlocked') {
    await app.page.evaluate(async () => {
      await window.depthlock.request('lock.lock', undefined);
      // Whoever comes now may come before the lock has seen that nobody is there.
      await window.depthlock.request('lock.ask', undefined);
    });
  }
  await expectLockPhase(app, 'locked');
}

/** Enrols a virtual person through the windows: two circles of the head, a name and a PIN: 246824 of the first. */
export async function enrol(
  app: RunningApp,
  person: string,
  name: string,
  laterPin = '508317',
): Promise<void> {
  const { page } = app;
  const isFirst = (await app.state()).people.length === 0;
  await showPerson(app, person, 'head-circle');
  await page.getByTestId('enrol-start').first().click();
  await page.getByTestId('enrol-continue').click();
  await page.getByTestId('enrol-name').fill(name);
  await page.getByTestId('enrol-pin').fill(isFirst ? '246824' : laterPin);
  await page.getByTestId('enrol-save').click();
  await expect(page.getByTestId('enrol-phase')).toHaveAttribute('data-phase', 'done');
  // Whoever enrols first is given the recovery code.
  if (isFirst) await page.getByTestId('recovery-code-done').click();
}

/** Frames of the running recording; 0 while there is none. */
export async function framesRecorded(app: RunningApp | undefined): Promise<number> {
  const recorder = (await app?.state())?.recorder;
  return recorder?.phase === 'recording' ? recorder.frames : 0;
}

/** Opens with the PIN, as from the pad. */
export async function unlockByPin(app: RunningApp, pin: string): Promise<void> {
  const answer = await app.page.evaluate(
    (pin) => window.depthlock.request('lock.pin', { pin }),
    pin,
  );
  expect(answer).toMatchObject({ ok: true });
  await expectLockPhase(app, 'unlocked');
}

/** Gives the PIN that a request asks for once more, in the window. */
export async function confirmByPin({ page }: RunningApp, pin: string): Promise<void> {
  await page.getByTestId('confirm-pin').fill(pin);
  await page.getByTestId('confirm-save').click();
  await expect(page.getByTestId('confirm-pin')).toHaveCount(0);
}

/** `process.env` in the form a child process takes. */
function definedVariables(): Record<string, string> {
  return Object.fromEntries(
    Object.entries(process.env).flatMap(([key, value]) =>
      value === undefined ? [] : [[key, value]],
    ),
  );
}
