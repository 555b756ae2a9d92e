import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  expectSeen,
  framesRecorded,
  launch,
  showPerson,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN } from './prepared.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

test('a recording of the virtual person is listed, played, recognised, replayed and deleted', async () => {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'virtual', await lookOf('ada', 60));
  app = await launch({ home });
  const { page } = app;
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await showPerson(app, 'ada');
  await expectSeen(app, 'face');
  await expectLockPhase(app, 'unlocked');
  const record = page.getByTestId('record');
  await record.click();
  await expect(page.getByTestId('recorder')).toHaveAttribute('data-phase', 'recording');
  await expect(page.getByTestId('record-numbers')).toContainText('Per minute');
  await expect(page.getByTestId('record-numbers')).toContainText('Missed by the camera');
  await expect.poll(() => framesRecorded(app)).toBeGreaterThan(20);
  await page.screenshot({ path: 'out/recording.png' });
  await page.keyboard.press('r');
  await expect.poll(async () => (await app?.state())?.recordings.length).toBe(1);
  const [recorded] = (await app.state()).recordings;
  expect(recorded?.frames).toBeGreaterThan(20);
  const { droppedByDisk, missedByCamera } = recorded ?? {};
  const drops = `${String(droppedByDisk)} dropped by the disk, ${String(missedByCamera)} missed by the camera`;

  await page.getByTestId('open-recordings').click();
  await expect(page.getByTestId('recording')).toHaveCount(1);
  await expect(page.getByTestId('recording-drops')).toHaveText(drops);
  await page.screenshot({ path: 'out/library.png' });
  await page.getByTestId('recording-open').click();
  await expect(page.getByTestId('player')).toBeVisible();
  await expect(page.getByTestId('player-caption')).toContainText(drops);
  await expect(page.getByTestId('face')).toBeVisible();
  const frame = page.getByTestId('player-frame');
  await page.keyboard.press('ArrowRight');
  await expect(frame).toHaveAttribute('data-index', '1');
  const scrub = page.getByTestId('player-scrub');
  await scrub.fill((await scrub.getAttribute('max')) ?? '');
  await expect.poll(async () => Number(await frame.getAttribute('data-index'))).toBeGreaterThan(1);
  await page.keyboard.press('Home');
  await page.getByTestId('player-play').click();
  await expect(page.getByTestId('decision')).toHaveAttribute('data-phase', 'unlocked');
  await page.screenshot({ path: 'out/player.png' });

  await page.getByTestId('player-as-camera').click();
  await expect(page.getByTestId('replay-bar')).toContainText('recording, not the camera');
  await page.screenshot({ path: 'out/replay.png' });
  await page.getByTestId('replay-end').click();
  await expect(page.getByTestId('replay-bar')).toHaveCount(0);
  await expectLockPhase(app, 'unlocked');

  await page.getByTestId('open-recordings').click();
  await page.getByTestId('recording-remove').click();
  await expect(page.getByRole('dialog')).toContainText('erased for good');
  await page.getByTestId('confirm').click();
  await expect(page.getByTestId('no-recordings')).toBeVisible();
});
