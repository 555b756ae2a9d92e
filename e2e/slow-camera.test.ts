/** A camera that sends three pictures a second: everything takes longer, and nothing else changes. */
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  launch,
  showPerson,
  type RunningApp,
  lockEmptyRoom,
} from './app.ts';

const OWNER = 'ada';
const STRANGER = 'bruno';

test.describe.serial('a camera at three frames a second', () => {
  let app: RunningApp;

  test.beforeAll(async () => {
    app = await launch({ virtualFps: 3 });
    await engineRuns(app);
  });
  test.afterAll(() => app.close());

  /** The next statistics that count any frames. */
  const sensorFps = (): Promise<number> =>
    app.page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const stop = window.depthlock.onEvent((event) => {
            if (event.kind !== 'statistics' || event.statistics.sensorFps === 0) return;
            stop();
            resolve(event.statistics.sensorFps);
          });
        }),
    );

  test('the owner is enrolled, and told why it takes longer', async () => {
    const { page } = app;
    await showPerson(app, OWNER);
    expect(await sensorFps()).toBeLessThan(6);
    await page.getByTestId('enrol-start').first().click();
    await expect(page.getByTestId('enrol-hint')).toContainText('the camera sends few pictures');
    await page.getByTestId('enrol-partial').click();
    await page.getByTestId('enrol-name').fill('Ada');
    await page.getByTestId('enrol-pin').fill('246824');
    await page.getByTestId('enrol-save').click();
    await expect
      .poll(async () => (await app.state()).people)
      .toMatchObject([{ name: 'Ada', trust: 'virtual' }]);
    expect((await app.state()).people[0]?.references).toBeGreaterThanOrEqual(8);
  });

  test('the owner is let in by a look', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, OWNER);
    await expectLockPhase(app, 'unlocked');
    expect((await app.state()).lock).toMatchObject({ name: 'Ada', by: 'face' });
  });

  test('a stranger is refused, and told why it takes longer', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, STRANGER);
    await expect(app.page.getByTestId('lock-detail')).toContainText(
      'The camera sends only a few pictures a second',
    );
    await expectLockPhase(app, 'not-recognised');
  });

  test('a photo of the owner is refused', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, OWNER, 'idle', 'print-flat');
    await expectLockPhase(app, 'looks-like-a-picture');
  });
});
