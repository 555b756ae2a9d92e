import { expect, test } from 'playwright/test';
import {
  engineRuns,
  framesRecorded,
  launch,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN, record } from './prepared.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

/** Lock phases, and the number of faces seen with an embedding wanted, until there were this many. */
function watchLock(running: RunningApp, faces: number): Promise<string[]> {
  return running.page.evaluate(
    (wanted) =>
      new Promise<string[]>((resolve) => {
        const phases = new Set<string>();
        let seen = 0;
        const stop = window.depthlock.onEvent((event) => {
          if (event.kind === 'lock') phases.add(event.view.phase);
          if (event.kind === 'observation' && event.observation.kind === 'face') seen += 1;
          if (seen < wanted) return;
          stop();
          resolve([...phases]);
        });
      }),
    faces,
  );
}

test('a recording of the very person never opens what a real camera enrolled, and the screen says so', async () => {
  const home = await temporaryFolder('home');
  const look = await lookOf('ada', 60);
  expect(look.references.length).toBeGreaterThanOrEqual(8);
  await enrolAda(home, 'sensor', look);
  // As a real camera would have recorded her.
  const frames = look.frames.map((frame) => ({
    ...frame,
    sensor: { ...frame.sensor, trust: 'sensor' as const },
  }));
  await record(home, 'Ada', frames);
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  expect((await app.state()).people).toMatchObject([{ name: 'Ada', trust: 'sensor' }]);

  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-open').click();
  await page.getByTestId('player-play').click();
  // It is her: a camera that showed this would let her in.
  await expect(page.getByTestId('decision')).toHaveAttribute('data-phase', 'unlocked');

  const watched = watchLock(app, 90);
  await page.getByTestId('player-as-camera').click();
  const bar = page.getByTestId('replay-bar');
  await expect(bar).toContainText('This is a recording, not the camera');
  await expect(bar).toContainText('opens nothing that was enrolled with a real camera');
  const phases = await watched;
  expect(phases).toContain('looking');
  expect(phases).not.toContain('unlocked');
  expect((await app.state()).lock.phase).not.toBe('unlocked');
  await page.getByTestId('replay-end').click();
  await expect(bar).toHaveCount(0);
});

test('quitting while a recording runs finishes its file', async () => {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'sensor', await lookOf('ada', 1));
  app = await launch({ home });
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await app.page.getByTestId('record').click();
  await expect.poll(() => framesRecorded(app)).toBeGreaterThan(5);
  await app.quit();

  app = await launch({ home });
  await engineRuns(app);
  // A locked window is told of no recording.
  expect((await app.state()).recordings).toEqual([]);
  await unlockByPin(app, PIN);
  await expect.poll(async () => (await app?.state())?.recordings.length).toBe(1);
  const [recorded] = (await app.state()).recordings;
  expect(recorded).toMatchObject({ complete: true, problem: null });
  expect(recorded?.frames).toBeGreaterThan(5);
});
