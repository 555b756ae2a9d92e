/** The window in each language: that of the system at first, then whichever is chosen in Settings, at once. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { HANG_MS, launch, PROJECT, temporaryFolder, unlockByPin, type RunningApp } from './app.ts';
import { enrolAda, NOBODYS_LOOK, PIN } from './prepared.ts';

const PICTURES = path.join(PROJECT, 'out');

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

const menuLabels = ({ electron }: RunningApp): Promise<string[]> =>
  electron.evaluate(({ Menu }) => {
    const labels = (items: readonly Electron.MenuItem[]): string[] =>
      items.flatMap(({ label, submenu }) => [label, ...labels(submenu?.items ?? [])]);
    return labels(Menu.getApplicationMenu()?.items ?? []);
  });

const press = ({ page }: RunningApp, name: string): Promise<void> =>
  page.getByRole('button', { name, exact: true }).click({ timeout: HANG_MS });

function picture({ page }: RunningApp, name: string) {
  mkdirSync(PICTURES, { recursive: true });
  return page.screenshot({ path: path.join(PICTURES, `language-${name}.png`) });
}

test('a first run speaks the German of the system', async () => {
  app = await launch({ variables: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } });
  const { page } = app;
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(
    page.getByRole('heading', { name: 'Dein Gesicht öffnet dieses Schloss.' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gesicht registrieren' })).toBeEnabled();
  await picture(app, 'de-welcome');
  await press(app, 'Gesicht registrieren');
  await expect(page.getByRole('progressbar', { name: 'Erfasste Richtungen' })).toBeVisible();
  await expect(page.getByText(/Erster Kreis · [3-9]\d %/)).toBeVisible({ timeout: HANG_MS });
  await picture(app, 'de-circle');
  await press(app, 'Weiter');
  await page.getByRole('textbox', { name: 'Dein Name' }).fill('Ada', { timeout: HANG_MS });
  await page.getByLabel('PIN', { exact: true }).fill('123456');
  await expect(page.getByTestId('pin-help')).toContainText('werden zuerst geraten');
  await picture(app, 'de-name');
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await press(app, 'Sichern');
  await press(app, 'Ich habe ihn aufgeschrieben');
  await press(app, 'Später');
  await expect(page.getByTestId('screen-live')).toBeVisible();
  await picture(app, 'de-live');
});

test('a language is chosen in Settings, for window and menus at once, and outlives the app', async () => {
  const home = await temporaryFolder('language');
  await enrolAda(home, 'virtual', NOBODYS_LOOK);
  app = await launch({ home });
  const { page } = app;
  const choose = (name: string): Promise<void> => page.getByText(name, { exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await unlockByPin(app, PIN);
  await press(app, 'Settings');

  await choose('Deutsch');
  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(page.getByRole('button', { name: 'Jetzt sperren' })).toBeVisible();
  expect(await menuLabels(app)).toContain('Jetzt sperren');
  await picture(app, 'de-settings');

  await choose('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  expect((await app.state()).language).toEqual({ choice: 'zh', used: 'zh' });
  expect(await menuLabels(app)).toContain('立即锁定');
  await picture(app, 'zh-settings');

  await press(app, '立即锁定');
  await expect(page.getByRole('heading', { name: '已锁定' })).toBeVisible();
  await picture(app, 'zh-lock');
  const refused = await page.evaluate(() =>
    window.depthlock.request('language.set', { choice: 'en' }),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });

  await app.quit();
  app = await launch({ home });
  await expect(app.page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(app.page.getByRole('heading', { name: '请先输入 PIN' })).toBeVisible();
});
