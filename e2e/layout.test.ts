/** What is seen first in a low window, and how large in a large one. */
import { expect, test } from 'playwright/test';
import { openStandIn, type StandIn, type WindowSize } from './stand-in/stand-in.ts';

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
});
test.afterAll(() => standIn.close());
test('without a camera a low window says why, and offers the demo, before anybody scrolls', async () => {
  const { page } = standIn;
  await standIn.resize({ name: '480 × 600', width: 480, height: 600 });
  await standIn.show({ state: 'no-camera', frames: '16' });
  await expect(page.getByTestId('lock-detail')).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'Try the virtual Kinect' })).toBeInViewport({
    ratio: 1,
  });
});

test('in a low window the one thing to do is seen before anybody scrolls', async () => {
  const { page } = standIn;
  await standIn.resize({ name: '480 × 600', width: 480, height: 600 });
  const first = { welcome: 'enrol-start', 'enrol-between': 'enrol-continue', locked: 'pin-open' };
  for (const [state, testId] of Object.entries(first)) {
    await standIn.show({ state, frames: '16' });
    await expect(page.getByTestId(testId).first()).toBeInViewport({ ratio: 1 });
  }
});

test('what is shown grows with a large window', async () => {
  const { page } = standIn;
  await standIn.show({ state: 'welcome', frames: '16' });
  const heightAt = async (size: WindowSize): Promise<number> => {
    await standIn.resize(size);
    const box = await page.getByTestId('enrol-start').boundingBox();
    return box?.height ?? 0;
  };
  const common = await heightAt({ name: '', width: 1180, height: 800 });
  const large = await heightAt({ name: '', width: 1920, height: 1080 });
  const huge = await heightAt({ name: '', width: 3840, height: 2160 });
  expect(large).toBeGreaterThan(common);
  expect(huge).toBeGreaterThan(1.5 * common);
});
