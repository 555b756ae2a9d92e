/** What a closed lock keeps, through restarts, and what it keeps to itself. */
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  launch,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

const tryPin = ({ page }: RunningApp, pin: string) =>
  page.evaluate((pin) => window.depthlock.request('lock.pin', { pin }), pin);
const TOO_MANY = { ok: false, problem: { code: 'too-many-pins' } };

test('neither a new engine nor a restart gives PINs back; a locked window is told nobody’s name, and changes no camera', async () => {
  const home = await temporaryFolder('lock-out');
  await enrolAda(home, 'sensor', NOBODYS_LOOK);
  app = await launch({ home });
  await engineRuns(app);
  await expectLockPhase(app, 'pin-needed');
  await unlockByPin(app, PIN);
  expect(JSON.stringify(await app.state())).toContain('Ada');
  await app.page.evaluate(() => window.depthlock.request('lock.lock', undefined));
  await expectLockPhase(app, 'locked');
  expect(JSON.stringify(await app.state())).not.toContain('Ada');

  const answer = await app.page.evaluate(() =>
    window.depthlock.request('camera.select', { source: 'virtual' }),
  );
  expect(answer).toMatchObject({ ok: false, problem: { code: 'camera-fixed' } });
  await expect(app.page.getByTestId('virtual-panel')).toHaveCount(0);

  for (let wrong = 0; wrong < 5; wrong++) {
    expect(await tryPin(app, '135791')).toMatchObject({ problem: { code: 'wrong-pin' } });
  }
  expect(await tryPin(app, PIN)).toMatchObject(TOO_MANY);
  await app.page.evaluate(() => window.depthlock.request('engine.restart', undefined));
  await engineRuns(app);
  expect(await tryPin(app, PIN)).toMatchObject(TOO_MANY);
  await app.quit();

  app = await launch({ home });
  await engineRuns(app);
  expect(await tryPin(app, PIN)).toMatchObject(TOO_MANY);
  await expectLockPhase(app, 'pin-needed');
});
