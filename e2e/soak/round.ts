/** One round of a soak: what people do with the app in a day, one thing after the other, ending in the open Live. */
import { expect } from 'playwright/test';
import type { SoakDone } from '../../tools/soak/soak-run.ts';
import {
  engineRuns,
  enginePid,
  expectSeen,
  framesRecorded,
  HANG_MS,
  lockEmptyRoom,
  showPerson,
  unlockByPin,
  type RunningApp,
} from '../app.ts';
import { PIN } from '../prepared.ts';
import type { PluggedCamera } from './plugged-camera.ts';

export type Counts = { -readonly [Name in keyof SoakDone]: SoakDone[Name] };

export const NOTHING_DONE: SoakDone = {
  unlockedByFace: 0,
  unlockedByPin: 0,
  recorded: 0,
  replayed: 0,
  screensOpened: 0,
  cameraOpened: 0,
  cameraMissed: 0,
  engineKilled: 0,
};

const SCREENS = ['explorer', 'activity', 'settings', 'recordings', 'live'] as const;
const FRAMES = 10;
const POLL = { timeout: HANG_MS };
const SOON = { timeout: 5000 };
const RECORDED = { timeout: 20_000 };
/** So long people look before they give their PIN. */
const PATIENCE_MS = 20_000;
const LOOK_AGAIN_MS = 100;

export async function goRound(
  app: RunningApp,
  camera: PluggedCamera,
  done: Counts,
  killsEngine: boolean,
): Promise<void> {
  await lockAndUnlock(app, done);
  await openScreens(app, done);
  await recordAndReplay(app, done);
  await plugInAndOut(app, camera, done);
  if (killsEngine) await killEngine(app, done);
  await showPerson(app, 'ada');
  await expectSeen(app, 'face');
}

/** Opens it by the PIN where a face may not, or did not. */
export async function open(app: RunningApp, done: Counts): Promise<void> {
  if ((await app.state()).lock.phase === 'unlocked') return;
  await unlockByPin(app, PIN);
  done.unlockedByPin += 1;
}

/** Ada comes to the lock and looks; where she is not let in, she gives her PIN, as people do. */
async function lockAndUnlock(app: RunningApp, done: Counts): Promise<void> {
  await lockEmptyRoom(app);
  await showPerson(app, 'ada');
  if (await opensSoon(app)) done.unlockedByFace += 1;
  else await open(app, done);
}

/** On a busy machine looks come too seldom for the evidence of an attempt. */
async function opensSoon(app: RunningApp): Promise<boolean> {
  const givesUp = performance.now() + PATIENCE_MS;
  while (performance.now() < givesUp) {
    const { phase } = (await app.state()).lock;
    if (phase === 'unlocked') return true;
    if (phase === 'not-recognised' || phase === 'too-many-tries' || phase === 'pin-needed') break;
    await app.page.waitForTimeout(LOOK_AGAIN_MS);
  }
  return false;
}

async function openScreens({ page }: RunningApp, done: Counts): Promise<void> {
  for (const screen of SCREENS) {
    const tab = page.getByTestId(`open-${screen}`);
    await tab.click();
    await expect(tab).toHaveAttribute('aria-current', 'page', POLL);
    done.screensOpened += 1;
  }
  // Every view, then one as before.
  await page.getByTestId('view-all').click();
  await page.keyboard.press('1');
}

async function recordAndReplay(app: RunningApp, done: Counts): Promise<void> {
  const { page } = app;
  // A camera that starts anew, as after an engine that was too slow to answer, cannot be recorded yet, and ends a recording.
  await expect(async () => {
    await open(app, done);
    if ((await app.state()).recorder.phase !== 'recording') {
      await page.getByTestId('record').click(SOON);
    }
    await expect.poll(() => framesRecorded(app), RECORDED).toBeGreaterThan(FRAMES);
  }).toPass(POLL);
  await page.keyboard.press('r');
  await expect.poll(async () => (await app.state()).recordings.length, POLL).toBeGreaterThan(0);
  done.recorded += 1;

  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-open').first().click();
  await page.getByTestId('player-play').click();
  await page.getByTestId('player-as-camera').click();
  await expect(page.getByTestId('replay-bar')).toBeVisible(POLL);
  await page.getByTestId('replay-end').click();
  await expect(page.getByTestId('replay-bar')).toHaveCount(0, POLL);
  done.replayed += 1;
  await expectSeen(app, 'face');
  // A recording in the camera's place has locked it, and the camera's return may do so once more.
  await expect(async () => {
    await open(app, done);
    await page.getByTestId('open-recordings').click(SOON);
    if ((await app.state()).recordings.length > 0) {
      await page.getByTestId('recording-remove').first().click(SOON);
      await page.getByTestId('confirm').click(SOON);
    }
    await expect.poll(async () => (await app.state()).recordings.length, RECORDED).toBe(0);
  }).toPass(POLL);
  await page.getByTestId('open-live').click();
}

/** A Kinect is chosen, with nothing plugged in, and plugged in; then the virtual one again. */
async function plugInAndOut(app: RunningApp, camera: PluggedCamera, done: Counts): Promise<void> {
  await camera.plugOut();
  await choose(app, 'freenect', 'unavailable');
  done.cameraMissed += 1;
  await camera.plugIn();
  if (camera.title !== null) {
    await choose(app, 'virtual', 'streaming');
    await choose(app, 'freenect', 'streaming');
    done.cameraOpened += 1;
  }
  await choose(app, 'virtual', 'streaming');
  await open(app, done);
}

async function choose(
  app: RunningApp,
  source: 'freenect' | 'virtual',
  state: 'streaming' | 'unavailable',
): Promise<void> {
  await app.page.evaluate(
    (name) => window.depthlock.request('camera.select', { source: name }),
    source,
  );
  const reached = async () =>
    (await app.state()).sources.find((one) => one.source === source)?.state;
  await expect.poll(reached, POLL).toBe(state);
}

async function killEngine(app: RunningApp, done: Counts): Promise<void> {
  const pid = await enginePid(app);
  if (pid === undefined) throw new Error('There is no engine to kill.');
  process.kill(pid, 'SIGKILL');
  await expect.poll(() => enginePid(app), POLL).not.toBe(pid);
  await engineRuns(app);
  done.engineKilled += 1;
  await expectSeen(app, 'face');
  await open(app, done);
}
