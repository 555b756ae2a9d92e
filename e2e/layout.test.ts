/** Every screen in every size: nothing leaves the window, nothing is covered, nothing scrolls sideways. */
import { expect, test } from 'playwright/test';
import { layoutFaults } from './stand-in/layout-faults.ts';
import { openStandIn, type StandIn, type WindowSize } from './stand-in/stand-in.ts';
import { allViews } from './stand-in/views.ts';

const SIZES: readonly WindowSize[] = [
  { name: '320 × 480', width: 320, height: 480 },
  { name: '480 × 600', width: 480, height: 600 },
  { name: '900 × 600', width: 900, height: 600 },
  { name: '1180 × 800', width: 1180, height: 800 },
  { name: '1920 × 1080', width: 1920, height: 1080 },
  { name: '3840 × 2160', width: 3840, height: 2160 },
  { name: '1180 × 800 at 200 %', width: 590, height: 400, density: 2 },
  { name: '1180 × 800 at 300 %', width: 393, height: 267, density: 3 },
];
const COMMON: WindowSize = { name: '', width: 1180, height: 800 };
/** Mirrored, what is narrow and what is not. */
const MIRRORED = SIZES.filter(({ width }) => width === 320 || width === 590 || width === 1180);

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
});
test.afterAll(() => standIn.close());
// A thousand pages: a limit that only a hang meets, on a busy machine too.
test.setTimeout(15 * 60_000);

for (const [direction, sizes] of [
  ['ltr', SIZES],
  ['rtl', MIRRORED],
] as const) {
  test(`every view fits every window, ${direction}`, async () => {
    const { page } = standIn;
    const faults: string[] = [];
    for (const { name, query, size: first = COMMON, open } of allViews(standIn.states)) {
      await standIn.resize(first);
      await standIn.show({ ...query, direction, frames: '16' });
      await open?.(page);
      for (const size of sizes) {
        await standIn.resize(size);
        for (const fault of await layoutFaults(page)) {
          faults.push(`${name}, ${size.name}: ${fault}`);
        }
      }
    }
    expect(faults).toEqual([]);
  });
}

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
