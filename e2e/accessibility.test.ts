/** Every state of every screen for those who do not see it, or not well, or use no mouse. */
import { expect, test } from 'playwright/test';
import {
  accessibilityFaults,
  announcements,
  focusDisorder,
} from './stand-in/accessibility-faults.ts';
import { openStandIn, type StandIn, type WindowSize } from './stand-in/stand-in.ts';
import { allViews } from './stand-in/views.ts';

const COMMON: WindowSize = { name: '', width: 1180, height: 800 };

let standIn: StandIn;

test.beforeAll(async () => {
  standIn = await openStandIn();
});
test.afterAll(() => standIn.close());
test.setTimeout(10 * 60_000);

for (const theme of ['dark', 'light'] as const) {
  test(`axe finds nothing in any view, ${theme}`, async () => {
    const faults: string[] = [];
    for (const { name, query, size = COMMON, open } of allViews(standIn.states)) {
      await standIn.resize(size);
      await standIn.show({ ...query, theme, frames: '16' });
      await open?.(standIn.page);
      for (const fault of await accessibilityFaults(standIn.page)) faults.push(`${name}: ${fault}`);
    }
    expect(faults).toEqual([]);
  });
}

test('the Tab key goes as one reads', async () => {
  for (const { name, query, size = COMMON, open } of allViews(standIn.states)) {
    await standIn.resize(size);
    await standIn.show({ ...query, frames: '16' });
    await open?.(standIn.page);
    // The order of the document is that of the Tab key then; what is drawn in another order is what is left to find.
    expect(await focusDisorder(standIn.page), name).toEqual([]);
  }
});

test('each announcement is in one live region, once', async () => {
  const { page } = standIn;
  await standIn.resize(COMMON);
  for (const state of standIn.states) {
    await standIn.show({ state });
    const heard = await announcements(page);
    expect(heard.repeated, state).toEqual([]);
    expect(heard.restless, state).toEqual([]);
  }
});
