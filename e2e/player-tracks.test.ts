/** A recording analysed in the player: its tracks, its events, frames under the pointer, two encoders. */
import { expect, test } from 'playwright/test';
import {
  engineRuns,
  expectLockPhase,
  launch,
  temporaryFolder,
  unlockByPin,
  type RunningApp,
} from './app.ts';
import { enrolAda, lookOf, PIN, record, visits } from './prepared.ts';

let app: RunningApp;

test.describe.configure({ mode: 'serial' });

test.beforeAll(async () => {
  const home = await temporaryFolder('home');
  await enrolAda(home, 'virtual', await lookOf('ada', 60));
  await record(
    home,
    'Two visits',
    await visits([
      { person: 'ada', seconds: 1.2, framesPerSecond: 30 },
      // Long enough that the lock locks again.
      { person: null, seconds: 7, framesPerSecond: 4 },
      { person: 'bruno', seconds: 2.6, framesPerSecond: 15 },
    ]),
  );
  app = await launch({ home });
  await engineRuns(app);
  await unlockByPin(app, PIN);
  await app.page.getByTestId('open-recordings').click();
  await button(/^Open Two visits/u).click();
  await expect(app.page.getByTestId('player')).toBeVisible();
});
test.afterAll(() => app.close());

const button = (name: string | RegExp) => app.page.getByRole('button', { name });
const analysis = () => app.page.getByRole('region', { name: 'Analysis' });
const tracks = () => app.page.getByRole('group', { name: 'Tracks' });
const known = async () => (await app.state()).analyses.find(({ kind }) => kind === 'people');
const shown = async () =>
  Number(await app.page.getByTestId('player-frame').getAttribute('data-index'));

test('tracks appear while it is analysed, which is cancelled and resumed', async () => {
  const { page } = app;
  await expect(tracks()).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'What happens' })).toContainText('Analyse the');
  await analysis().getByRole('button', { name: 'Analyse' }).click();
  await expect(analysis().getByRole('progressbar')).toBeVisible();
  await expect(tracks()).toBeVisible();
  await analysis().getByRole('button', { name: 'Cancel' }).click();
  await expect(analysis()).toHaveAttribute('data-phase', 'stopped');
  await expect(analysis()).toContainText('What was found is kept.');
  const stopped = await known();
  expect(stopped?.done).toBeGreaterThan(0);
  expect(stopped?.done).toBeLessThan(stopped?.frames ?? 0);
  await expect(tracks()).toBeVisible();
  await analysis().getByRole('button', { name: 'Resume' }).click();
  await expect(analysis()).toHaveAttribute('data-phase', 'done');
  // It went on with the same lock.
  expect(await known()).toMatchObject({ phase: 'done', begunAnew: [] });
  await expect(tracks()).toHaveAttribute('data-done', String(stopped?.frames));
  await expect(page.getByTestId('track-distance')).toContainText('Ada');
  await page.screenshot({ path: 'out/player-analysed.png' });
});

test('it is scrubbed by its events', async () => {
  const { page } = app;
  const events = (await known())?.events ?? [];
  expect(events.map(({ kind }) => kind)).toEqual([
    ...['face', 'unlock', 'locked-again', 'face', 'refusal'],
  ]);
  expect(events[1]).toMatchObject({ name: 'Ada' });
  expect(events[4]).toMatchObject({ because: 'stranger' });
  await page.getByTestId('player-scrub').focus();
  await page.keyboard.press('Home');
  await expect.poll(shown).toBe(0);
  const frames = events.map(({ frame }) => frame).filter((frame) => frame > 0);
  for (const frame of frames) {
    await page.keyboard.press('n');
    await expect.poll(shown).toBe(frame);
  }
  await expect(page.getByTestId('event-here')).toContainText('Refused: not recognised');
  await expect(page.getByTestId('decision')).toBeVisible();
  await button('Previous event').click();
  await expect.poll(shown).toBe(frames.at(-2));
  await button(/Opens for Ada$/u).click();
  await expect.poll(shown).toBe(events[1]?.frame);
  await expect(page.getByTestId('track-decision')).toContainText('open');
});

test('the frame under the pointer is seen above the time line', async () => {
  const { page } = app;
  const preview = page.getByTestId('scrub-preview');
  await expect(preview).toHaveAttribute('data-shown', 'false');
  await page.getByTestId('player-scrub').hover();
  await expect(preview).toHaveAttribute('data-shown', 'true');
  await expect(preview.locator('canvas')).toHaveAttribute('data-drawn', 'true');
  await page.screenshot({ path: 'out/player-preview.png' });
  const before = await shown();
  await page.mouse.move(5, 5);
  await expect(preview).toHaveAttribute('data-shown', 'false');
  expect(await shown()).toBe(before);
});

test('two encoders are compared on what they were not enrolled from', async () => {
  const { page } = app;
  await button('Compare encoders…').click();
  const dialog = page.getByRole('dialog', { name: 'Compare two encoders' });
  await expect(dialog.getByRole('combobox', { name: /^Compare fused/u })).toHaveValue('squeezenet');
  await dialog.getByRole('button', { name: 'Compare' }).click();
  await expect(analysis()).toHaveAttribute('data-phase', 'done', { timeout: 90_000 });
  const compared = page.getByTestId('compared');
  await expect(compared).toContainText(/looks? judged differently/u);
  await expect(compared).toContainText('squeezenet');
  await expect(page.getByTestId('track-decision')).toHaveCount(2);
  await page.screenshot({ path: 'out/player-compared.png' });
  await page.getByText('Enrolled people').click();
  await expect(page.getByTestId('track-decision')).toHaveCount(1);
});

test('a closed lock tells nothing of it', async () => {
  const { page } = app;
  const { id } = (await known()) ?? { id: '' };
  await page.evaluate(() => window.depthlock.request('lock.lock', undefined));
  await expectLockPhase(app, 'locked');
  expect((await app.state()).analyses).toEqual([]);
  const answer = await page.evaluate(
    (of) => window.depthlock.request('analysis.tracks', { id: of, of: 'people', from: 0 }),
    id,
  );
  expect(answer).toMatchObject({ ok: false, problem: { code: 'locked' } });
  const picture = await page.evaluate(() =>
    window.depthlock.request('player.picture', { timeMs: 0 }),
  );
  expect(picture).toMatchObject({ ok: false, problem: { code: 'locked' } });
});
