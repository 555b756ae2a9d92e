/** What the engine skips while nobody looks at the camera, or at the window. */
import { expect, test } from 'playwright/test';
import { noiseFrame } from '../electron/engine/exchange/frame-source-fixture.ts';
import {
  engineRuns,
  expectSeen,
  HANG_MS,
  launch,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN, record } from './prepared.ts';

declare global {
  interface Window {
    /** Sequence numbers of the frames that came through frame ports. */
    framesTaken?: number[];
  }
}

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** Records every frame that the engine posts from now on. Reloads the page: its port is a new one. */
async function noteFrames({ page }: RunningApp): Promise<void> {
  await page.addInitScript(() => {
    const taken: number[] = [];
    window.framesTaken = taken;
    const original = Object.getOwnPropertyDescriptor(MessagePort.prototype, 'onmessage');
    Object.defineProperty(MessagePort.prototype, 'onmessage', {
      set(this: MessagePort, listener: (event: MessageEvent) => void) {
        original?.set?.call(
          this,
          (event: MessageEvent<{ kind?: string; sequence: number } | null>) => {
            if (event.data?.kind === 'frame') taken.push(event.data.sequence);
            listener(event);
          },
        );
      },
    });
  });
  await page.reload();
}

const framesTaken = ({ page }: RunningApp): Promise<readonly number[]> =>
  page.evaluate(() => window.framesTaken ?? []);

const POLL = { timeout: HANG_MS };

const framesFlow = (running: RunningApp) => async (): Promise<boolean> => {
  const before = (await framesTaken(running)).length;
  await running.page.waitForTimeout(500);
  return (await framesTaken(running)).length > before + 3;
};

function setHidden({ electron }: RunningApp, hidden: boolean): Promise<void> {
  return electron.evaluate(({ BrowserWindow }, isHidden) => {
    const [window] = BrowserWindow.getAllWindows();
    if (isHidden) window?.hide();
    else window?.show();
  }, hidden);
}

/** As a window manager would, if there is one: X alone does not minimise. */
function setMinimised({ electron }: RunningApp, minimised: boolean): Promise<void> {
  return electron.evaluate(({ BrowserWindow }, isMinimised) => {
    const [window] = BrowserWindow.getAllWindows();
    if (window === undefined) return;
    if (isMinimised) {
      window.isMinimized = () => true;
      window.minimize();
      window.emit('minimize');
    } else {
      window.isMinimized = () => false;
      window.restore();
      window.emit('restore');
    }
  }, minimised);
}

/** Number of frames in three seconds, after the one that may be on its way has arrived. */
async function framesIn3Seconds(running: RunningApp): Promise<number> {
  await running.page.waitForTimeout(1000);
  const before = (await framesTaken(running)).length;
  await running.page.waitForTimeout(3000);
  return (await framesTaken(running)).length - before;
}

async function start(): Promise<RunningApp> {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  await record(
    home,
    'Noise',
    [0, 1, 2].map((number) => noiseFrame(number)),
  );
  const running = await launch({ home });
  await noteFrames(running);
  await engineRuns(running);
  return running;
}

/** Before a vault that the PIN has not opened nobody may direct the virtual Kinect. */
async function lockAgain(running: RunningApp): Promise<void> {
  await unlockByPin(running, PIN);
  await running.page.evaluate(() => window.depthlock.request('lock.lock', undefined));
}

test('a window that is hidden or minimised gets no frames, and goes on when it is shown', async () => {
  app = await start();
  await unlockByPin(app, PIN);
  await expect.poll(framesFlow(app), POLL).toBe(true);
  for (const put of [setHidden, setMinimised]) {
    await put(app, true);
    expect(await framesIn3Seconds(app)).toBe(0);
    await put(app, false);
    await expect.poll(framesFlow(app), POLL).toBe(true);
  }
});

test('a player that moved on in a hidden window shows where it stands when it is shown', async () => {
  app = await start();
  const { page } = app;
  await unlockByPin(app, PIN);
  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-open').click();
  const frame = page.getByTestId('player-frame');
  await expect(frame).toHaveAttribute('data-index', '0');
  await expect.poll(async () => app && (await framesTaken(app)).at(-1), POLL).toBeLessThan(2);
  const [first = NaN] = (await framesTaken(app)).slice(-1);
  await setHidden(app, true);
  await page.evaluate(() =>
    window.depthlock.request('player.control', { kind: 'step', frames: 1 }),
  );
  await expect(frame).toHaveAttribute('data-index', '1');
  expect((await framesTaken(app)).at(-1)).toBe(first);
  await setHidden(app, false);
  await expect.poll(async () => app && (await framesTaken(app)).at(-1), POLL).toBe(first + 1);
});

test('before a closed lock an empty room is drawn five times a second at most, a person as they are seen', async () => {
  app = await start();
  await lockAgain(app);
  await showPerson(app, 'nobody');
  await expectSeen(app, 'no-face');
  await expect.poll(async () => app && framesIn3Seconds(app), POLL).toBeLessThanOrEqual(17);
  await showPerson(app, 'ada');
  await expect.poll(async () => app && framesIn3Seconds(app), POLL).toBeGreaterThan(17);
});

test('where nothing is drawn no frame is taken', async () => {
  app = await start();
  await lockAgain(app);
  await app.page.getByTestId('virtual-panel').click();
  await expect.poll(async () => app && framesIn3Seconds(app), POLL).toBe(0);
  await app.page.getByTestId('virtual-panel').click();
  await expect.poll(async () => app && framesIn3Seconds(app), POLL).toBeGreaterThan(3);
});
