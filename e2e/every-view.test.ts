/** Every view of every screen, for everybody: in every size, mirrored, in both themes, by the Tab key. */
import { expect, test } from 'playwright/test';
import { openStandIn, type StandIn } from './stand-in/stand-in.ts';
import { walkViews, type ViewFaults } from './stand-in/walk-views.ts';

let standIn: StandIn;
let faults: ViewFaults;

test.beforeAll(async () => {
  // Some thousand looks at a page: a limit that only a hang meets, on a busy machine too.
  test.setTimeout(20 * 60_000);
  standIn = await openStandIn();
  faults = await walkViews(standIn);
});
test.afterAll(() => standIn.close());

test('fits every window', () => {
  expect(faults.layout).toEqual([]);
});

test('fits every window from right to left', () => {
  expect(faults.mirrored).toEqual([]);
});

test('has no fault that axe finds', () => {
  expect(faults.axe).toEqual([]);
});

test('has enough contrast in the light theme', () => {
  expect(faults.contrast).toEqual([]);
});

test('is gone through by the Tab key as one reads', () => {
  expect(faults.focus).toEqual([]);
});
