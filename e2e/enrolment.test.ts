/** Enrolments that take another way: without turning, discarded, of a face or a PIN that is there already. */
import { expect, test } from 'playwright/test';
import {
  confirmByPin,
  enginePid,
  engineRuns,
  expectLockPhase,
  expectSeen,
  HANG_MS,
  launch,
  showPerson,
  type RunningApp,
} from './app.ts';

const PIN = '246824';
let app: RunningApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  app = await launch();
  await engineRuns(app);
});
test.afterAll(() => app.close());

test('without turning: nobody there is told, it can be undone, and takes eight views', async () => {
  const { page } = app;
  // Whoever walks up is not asked to turn: on a busy machine they had gone round before nobody was there.
  await showPerson(app, 'ada', 'approach');
  await page.getByTestId('enrol-start').first().click();
  await showPerson(app, 'nobody');
  await page.getByTestId('enrol-partial').click();
  await expect(page.getByTestId('enrol-hint')).toHaveText('Sit in front of the camera.');
  await expect(page.getByText('Without turning')).toBeVisible();
  await page.getByRole('button', { name: 'I can move my head' }).click();
  await expect(page.getByText('First circle · 0 %')).toBeVisible();
  await page.getByTestId('enrol-partial').click();
  await showPerson(app, 'ada');
  await page.getByTestId('enrol-name').waitFor();
  const { enrolment } = await app.state();
  expect(enrolment).toMatchObject({ phase: 'naming' });
  expect(enrolment.phase === 'naming' ? enrolment.references : 0).toBeGreaterThanOrEqual(8);
});

test('Cancel asks before what was captured is discarded', async () => {
  const { page } = app;
  await page.getByTestId('enrol-cancel').click();
  const asked = page.getByRole('dialog', { name: 'Discard what was captured?' });
  await asked.getByRole('button', { name: 'Keep' }).click();
  await page.getByTestId('enrol-name').fill('Ada');
  await page.getByTestId('enrol-pin').fill(PIN);
  await page.getByTestId('enrol-save').click();
  await page.getByTestId('recovery-code-done').click();
  await expect.poll(async () => (await app.state()).people.length).toBe(1);
});

test('the same face is told, and so is a PIN that somebody has', async () => {
  const { page } = app;
  await page.getByRole('button', { name: 'Later' }).click();
  await page.evaluate(() => void window.depthlock.request('enrolment.cancel', undefined));
  await page.evaluate((pin) => window.depthlock.request('lock.confirm', { pin }), PIN);
  await page.evaluate(() => window.depthlock.request('enrolment.start', undefined));
  await page.getByTestId('enrol-partial').click();
  await page.getByTestId('enrol-name').fill('Eve');
  await page.getByTestId('enrol-pin').fill(PIN);
  await page.getByTestId('enrol-save').click();
  await expect(page.getByRole('alert').filter({ hasText: 'looks like Ada’s' })).toBeVisible();
  await page.getByTestId('enrol-save-anyway').click();
  await expect(page.getByRole('alert').filter({ hasText: 'has this PIN' })).toBeVisible();
  expect((await app.state()).people).toHaveLength(1);
});

test('an engine that dies meanwhile is told once, and leads on', async () => {
  const { page } = app;
  const pid = await enginePid(app);
  if (pid === undefined) throw new Error('no engine runs');
  process.kill(pid, 'SIGKILL');
  await expect(page.getByTestId('enrol-phase')).toHaveAttribute('data-phase', 'stopped', {
    timeout: HANG_MS,
  });
  await engineRuns(app);
  await expect(page.getByTestId('screen-enrol')).toContainText('is gone with it');
  await expect(page.getByTestId('problem')).toHaveCount(0);
  await page.getByTestId('enrol-start').click();
  await confirmByPin(app, PIN);
  await expect(page.getByTestId('enrol-phase')).toHaveAttribute('data-phase', 'capturing');
  await page.getByTestId('enrol-cancel').click();
});

test('the fifth wrong PIN counts down wherever a PIN is asked', async () => {
  const { page } = app;
  // A click asks the lock to look, and it opens for whoever still sits there.
  await showPerson(app, 'nobody');
  await expectSeen(app, 'no-face');
  await page.evaluate(async () => {
    for (let k = 0; k < 4; k += 1)
      await window.depthlock.request('lock.confirm', { pin: '999111' });
    await window.depthlock.request('lock.lock', undefined);
  });
  await expectLockPhase(app, 'locked');
  await page.getByTestId('pin-open').click();
  await page.getByTestId('passphrase-open').click();
  await page.getByTestId('passphrase').fill('999111');
  await page.getByTestId('passphrase-submit').click();
  await expect(page.getByRole('timer')).toContainText('You can try again in');
});
