/** What people have set in their system for all programs: less motion, more contrast, colours of their own. */
import { expect, test } from 'playwright/test';
import { layoutFaults } from './stand-in/layout-faults.ts';
import { openStandIn, type StandIn } from './stand-in/stand-in.ts';

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
  await standIn.resize({ name: '', width: 1180, height: 800 });
});
test.afterEach(() => standIn.prefer({}));
test.afterAll(() => standIn.close());

/** A colour of the style sheets as the page has it. */
const token = (name: string): Promise<string> =>
  standIn.page.evaluate((asked) => {
    const probe = document.createElement('span');
    probe.style.color = `var(${asked})`;
    document.body.append(probe);
    const { color } = getComputedStyle(probe);
    probe.remove();
    return color;
  }, name);

/** Milliseconds that the longest animation or transition of the page would still take. */
const longestMotion = (): Promise<number> =>
  standIn.page.evaluate(() =>
    Math.max(
      0,
      ...document.getAnimations().map((animation) => {
        const { endTime } = animation.effect?.getComputedTiming() ?? {};
        return typeof endTime === 'number' ? endTime : 0;
      }),
    ),
  );

test('nothing moves where motion is not wanted, and the lock still tells its state', async () => {
  await standIn.show({ state: 'looking' });
  // It breathes as long as it lasts: else the test would say nothing.
  await expect.poll(longestMotion).toBeGreaterThan(100);
  await standIn.prefer({ 'prefers-reduced-motion': 'reduce' });
  for (const state of standIn.states) {
    await standIn.show({ state, frames: '16' });
    expect(await longestMotion(), state).toBeLessThan(10);
  }
  await standIn.show({ state: 'locked' });
  await expect(standIn.page.getByTestId('lock-detail')).toBeVisible();
});

test('lines and small print stand out where more contrast is wanted', async () => {
  for (const theme of ['dark', 'light']) {
    await standIn.show({ state: 'live', page: 'settings', theme, frames: '16' });
    const common = await token('--text-faint');
    await standIn.prefer({ 'prefers-contrast': 'more' });
    expect(await token('--text-faint')).toBe(await token('--text'));
    expect(await token('--text-faint')).not.toBe(common);
    await standIn.prefer({});
  }
});

test('a person’s own colours are taken, and what is chosen is still told from what is not', async () => {
  await standIn.prefer({ 'forced-colors': 'active' });
  await standIn.show({ state: 'live', page: 'settings', frames: '16' });
  const { page } = standIn;
  const background = (selector: string): Promise<string> =>
    page
      .locator(selector)
      .first()
      .evaluate((element) => getComputedStyle(element).backgroundColor);
  const chosen = await background('label:has(:checked)');
  const other = await background('label:has(input[type="radio"]:not(:checked))');
  expect(chosen).not.toBe(other);
  for (const state of standIn.states) {
    await standIn.show({ state, frames: '16' });
    expect(await layoutFaults(page), state).toEqual([]);
  }
});
