/** No screen of ours breaks the policy that every page of ours is served with. */
import { expect, test } from 'playwright/test';
import { enrol, engineRuns, launch, type RunningApp } from './app.ts';

let app: RunningApp;

test.afterEach(() => app.close());

/** Everything the policy has refused on this page so far. */
const refused = () => app.page.evaluate(() => (window as unknown as { refused: string[] }).refused);

/** Listens from before the first line of the page on. */
async function listenFromTheStart(): Promise<void> {
  await app.page.addInitScript(() => {
    const refused: string[] = [];
    Object.assign(window, { refused });
    document.addEventListener('securitypolicyviolation', (event) => {
      refused.push(`${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}`);
    });
  });
  await app.page.reload();
  await app.page.getByTestId('lock-phase').waitFor({ state: 'attached' });
}

test('a tour of the screens breaks nothing', async () => {
  app = await launch();
  await listenFromTheStart();
  const { page } = app;
  await engineRuns(app);
  await page.getByTestId('screen-welcome').waitFor();
  await page.getByTestId('enrol-start').first().click();
  await page.getByTestId('screen-enrol').waitFor();
  await page.keyboard.press('Escape');
  await page.getByTestId('screen-welcome').waitFor();
  await enrol(app, 'ada', 'Ada');
  await page.getByRole('button', { name: 'Later' }).click();
  await page.getByTestId('screen-live').waitFor();
  await page.keyboard.press('d');
  for (const name of ['recordings', 'settings', 'pad'] as const) {
    await page.getByTestId(`open-${name}`).click();
    await page.getByTestId(`screen-${name}`).waitFor();
  }
  expect(await refused()).toEqual([]);
});

test('an inline script is refused, and told', async () => {
  app = await launch({ breaksPolicy: true });
  await listenFromTheStart();
  const ran = await app.page.evaluate(async () => {
    const told = new Promise((resolve) => {
      document.addEventListener('securitypolicyviolation', resolve, { once: true });
    });
    const script = document.createElement('script');
    script.textContent = 'window.injected = true';
    document.body.append(script);
    // A limit that only a policy which lets it run meets.
    await Promise.race([told, new Promise((resolve) => setTimeout(resolve, 10_000))]);
    return 'injected' in window;
  });
  expect(ran).toBe(false);
  expect(await refused()).toEqual([expect.stringContaining('script-src-elem inline')]);
  expect(app.violations()).toEqual([expect.stringContaining('Refused to execute inline script')]);
});
