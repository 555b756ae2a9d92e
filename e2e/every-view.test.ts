/** Every view of every screen, for everybody: in every size, mirrored, in both themes, by the Tab key. */
import { expect, test } from 'playwright/test';
import { openStandIn, type StandIn } from './stand-in/stand-in.ts';
import { walkViews } from './stand-in/walk-views.ts';

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
});
test.afterAll(() => standIn.close());

test('every view fits every window, both ways, and has no fault that axe or the Tab key finds', async () => {
  // Some thousand looks at a page: a limit that only a hang meets, on a busy machine too.
  test.setTimeout(20 * 60_000);
  const { layout, translated, mirrored, axe, contrast, focus } = await walkViews(standIn);
  expect.soft(layout, 'from left to right').toEqual([]);
  expect.soft(translated, 'in German and Chinese').toEqual([]);
  expect.soft(mirrored, 'from right to left').toEqual([]);
  expect.soft(axe, 'axe').toEqual([]);
  expect.soft(contrast, 'contrast in the light theme').toEqual([]);
  expect.soft(focus, 'the Tab key').toEqual([]);
});
