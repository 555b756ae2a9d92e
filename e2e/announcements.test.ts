/** What a screen reader says of each state. */
import { expect, test } from 'playwright/test';
import { announcements } from './stand-in/accessibility-faults.ts';
import { openStandIn, type StandIn } from './stand-in/stand-in.ts';

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
});
test.afterAll(() => standIn.close());
test.setTimeout(10 * 60_000);

test('each announcement is in one live region, once', async () => {
  const { page } = standIn;
  await standIn.resize({ name: '', width: 1180, height: 800 });
  for (const state of standIn.states) {
    await standIn.show({ state });
    const heard = await announcements(page);
    expect(heard.repeated, state).toEqual([]);
    expect(heard.restless, state).toEqual([]);
  }
});
