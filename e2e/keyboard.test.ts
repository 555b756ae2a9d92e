/** Everything with the keyboard alone: first run, enrolment, lock, PIN, recordings, settings. */
import { expect, test } from 'playwright/test';
import { expectLockPhase, HANG_MS, launch, type RunningApp } from './app.ts';

/** More stops than any page has. */
const MOST_STOPS = 80;

let app: RunningApp;

test.beforeEach(async () => {
  app = await launch();
});
test.afterEach(() => app.close());

/** Presses Tab until the control has the focus, as somebody does who cannot point. */
async function tabTo(testId: string): Promise<void> {
  for (let stop = 0; stop < MOST_STOPS; stop += 1) {
    const reached = await app.page.evaluate(
      (testId) => document.activeElement?.getAttribute('data-testid') === testId,
      testId,
    );
    if (reached) return;
    await app.page.keyboard.press('Tab');
  }
  throw new Error(`The Tab key does not reach ${testId}.`);
}

test('from the first start to the settings without a mouse', async () => {
  const { page } = app;
  const { keyboard } = page;
  const focused = (name: string) =>
    expect(page.getByRole('button', { name, exact: true })).toBeFocused({ timeout: HANG_MS });

  await expect(page.getByRole('button', { name: 'Enrol your face' })).toBeEnabled({
    timeout: HANG_MS,
  });
  await tabTo('enrol-start');
  await keyboard.press('Enter');
  await focused('Continue');
  await keyboard.press('Enter');
  await expect(page.getByRole('textbox', { name: 'Name' })).toBeFocused({ timeout: HANG_MS });
  await keyboard.type('Ada');
  await keyboard.press('Tab');
  await keyboard.type('246824');
  await keyboard.press('Enter');
  await focused('I have written it down');
  await keyboard.press('Enter');
  await focused('Lock and try it');
  await keyboard.press('Enter');
  await expect(page.getByTestId('screen-tried')).toBeVisible({ timeout: HANG_MS });
  await focused('Continue');
  await keyboard.press('Enter');
  await expect(page.getByTestId('screen-live')).toBeVisible();

  // The room is emptied, so that only the PIN opens.
  await tabTo('virtual-person');
  await keyboard.type('Nobody');
  await expect(page.getByTestId('virtual-person')).toHaveValue('nobody', { timeout: HANG_MS });
  await tabTo('lock-now');
  await keyboard.press('Enter');
  await expectLockPhase(app, 'locked');
  await keyboard.type('246824');
  await keyboard.press('Enter');
  await expectLockPhase(app, 'unlocked');

  await tabTo('open-recordings');
  await keyboard.press('Enter');
  await expect(page.getByTestId('screen-recordings')).toBeVisible();
  await tabTo('open-settings');
  await keyboard.press('Enter');
  await expect(page.getByTestId('screen-settings')).toBeVisible();
  await tabTo('change-pin');
  await keyboard.press('Enter');
  await expect(page.getByRole('dialog')).toBeVisible();
  await keyboard.press('Escape');
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await expect(page.getByTestId('change-pin')).toBeFocused();
});
