import { expect, test } from 'playwright/test';
import {
  type RunningApp,
  engineRuns,
  enrol,
  expectLockPhase,
  launch,
  lockEmptyRoom,
  showPerson,
  unlockByPin,
} from './app.ts';

const OWNER = 'ada';
const STRANGER = 'bruno';
/** How long the room is observed, by the camera's clock. */
const WATCHED_MS = 3000;

test.describe.serial('one owner, enrolled once', () => {
  let app: RunningApp;

  test.beforeAll(async () => {
    app = await launch();
    await engineRuns(app);
  });
  test.afterAll(() => app.close());

  test('turns the head twice, gives a name and a PIN', async () => {
    await enrol(app, OWNER, 'Ada');
    const { people } = await app.state();
    expect(people).toMatchObject([{ name: 'Ada', trust: 'virtual', hasPin: true }]);
    expect(people[0]?.references).toBeGreaterThanOrEqual(8);
    await app.page.getByRole('button', { name: 'Later' }).click();
    await expect(app.page.getByTestId('record')).toBeVisible();
  });

  test('nobody is let in', async () => {
    await lockEmptyRoom(app);
    const phases = await app.page.evaluate(
      (watchedMs) =>
        new Promise<string[]>((resolve) => {
          const seen = new Set<string>();
          let firstMs: number | null = null;
          const stop = window.depthlock.onEvent((event) => {
            if (event.kind === 'lock') seen.add(event.view.phase);
            if (event.kind !== 'observation') return;
            const { kind, timeMs } = event.observation;
            seen.add(kind);
            firstMs ??= timeMs;
            if (timeMs - firstMs < watchedMs) return;
            stop();
            resolve([...seen]);
          });
        }),
      WATCHED_MS,
    );
    expect(phases).toContain('no-face');
    expect(phases).not.toContain('unlocked');
    await expectLockPhase(app, 'locked');
  });

  test('the owner is let in by a look', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, OWNER);
    await expectLockPhase(app, 'unlocked');
    expect((await app.state()).lock).toMatchObject({ name: 'Ada', by: 'face' });
  });

  test('a stranger is refused', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, STRANGER);
    await expectLockPhase(app, 'not-recognised');
    await lockEmptyRoom(app);
  });

  test('a photo of the owner is refused', async () => {
    await lockEmptyRoom(app);
    await showPerson(app, OWNER, 'idle', 'print-flat');
    await expectLockPhase(app, 'looks-like-a-picture');
    await lockEmptyRoom(app);
  });

  test('a locked window can change nothing', async () => {
    await lockEmptyRoom(app);
    const answers = await app.page.evaluate(async () => [
      await window.depthlock.request('enrolment.start', undefined),
      await window.depthlock.request('people.removeAll', undefined),
      await window.depthlock.request('enrolment.finish', { name: 'Eve', pin: '0000' }),
      await window.depthlock.request('security.set', {
        security: { level: 'convenient', asksEyes: false },
      }),
    ]);
    expect(answers.map(({ ok }) => ok)).toEqual([false, false, false, false]);
    expect((await app.state()).people).toEqual([]);
  });

  test('a wrong PIN is refused, the right one opens', async () => {
    await lockEmptyRoom(app);
    const tryPin = (pin: string) =>
      app.page.evaluate((pin) => window.depthlock.request('lock.pin', { pin }), pin);
    expect(await tryPin('1111')).toMatchObject({ ok: false });
    expect((await app.state()).lock.phase).not.toBe('unlocked');
    expect(await tryPin('246824')).toEqual({ ok: true });
    await expectLockPhase(app, 'unlocked');
  });

  test('everybody is still enrolled after a restart', async () => {
    await app.quit();
    app = await launch({ home: app.home });
    await engineRuns(app);
    await expectLockPhase(app, 'pin-needed');
    await unlockByPin(app, '246824');
    expect((await app.state()).people).toHaveLength(1);
    await lockEmptyRoom(app);
    await showPerson(app, OWNER);
    await expectLockPhase(app, 'unlocked');
  });
});

test('a head that cannot turn enrols from the front alone', async () => {
  const app = await launch();
  try {
    await engineRuns(app);
    await showPerson(app, OWNER);
    await app.page.getByTestId('enrol-start').first().click();
    await app.page.getByTestId('enrol-partial').click();
    await app.page.getByTestId('enrol-name').fill('Ada');
    await app.page.getByTestId('enrol-pin').fill('246824');
    await app.page.getByTestId('enrol-save').click();
    await expect.poll(async () => (await app.state()).people.length).toBe(1);
    expect((await app.state()).people[0]?.references).toBeGreaterThanOrEqual(8);
  } finally {
    await app.close();
  }
});
