/** The window in each language: that of the system at first, then whichever is chosen in Settings, at once. */
import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'playwright/test';
import { HANG_MS, launch, PROJECT, type RunningApp } from './app.ts';
import { PIN } from './prepared.ts';

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

test('a first run in the system’s German, then English and Chinese by choice', async () => {
  mkdirSync(PICTURES, { recursive: true });
  app = await launch({ variables: { LANG: 'de_DE.UTF-8', LANGUAGE: 'de' } });
  const { page } = app;
  const click = (name: string): Promise<void> =>
    page.getByRole('button', { name, exact: true }).click({ timeout: HANG_MS });
  const picture = (name: string) =>
    page.screenshot({ path: path.join(PICTURES, `language-${name}.png`) });
  const choose = (name: string): Promise<void> => page.getByText(name, { exact: true }).click();

  await expect(page.locator('html')).toHaveAttribute('lang', 'de');
  await expect(
    page.getByRole('heading', { name: 'Dein Gesicht öffnet dieses Schloss.' }),
  ).toBeVisible();
  await expect(page.getByRole('button', { name: 'Gesicht registrieren' })).toBeEnabled();
  await picture('de-welcome');
  await click('Gesicht registrieren');
  await expect(page.getByRole('progressbar', { name: 'Erfasste Richtungen' })).toBeVisible();
  await expect(page.getByText(/Erster Kreis · [3-9]\d %/)).toBeVisible({ timeout: HANG_MS });
  await picture('de-circle');
  await click('Weiter');
  await page.getByRole('textbox', { name: 'Dein Name' }).fill('Ada', { timeout: HANG_MS });
  await page.getByLabel('PIN', { exact: true }).fill('123456');
  await expect(page.getByTestId('pin-help')).not.toContainText('Choose');
  await picture('de-name');
  await page.getByLabel('PIN', { exact: true }).fill(PIN);
  await click('Sichern');
  await picture('de-code');
  await click('Ich habe ihn aufgeschrieben');
  await click('Später');
  await expect(page.getByTestId('screen-live')).toBeVisible();
  await picture('de-live');
  expect(await menuLabels(app)).toContain('Jetzt sperren');

  await click('Einstellungen');
  await expect(
    page.getByRole('radio', { name: 'Wie das System', exact: true }).first(),
  ).toBeChecked();
  await picture('de-settings');
  await choose('English');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Lock now' })).toBeVisible();

  await choose('简体中文');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  expect((await app.state()).language).toEqual({ choice: 'zh', used: 'zh' });
  expect(await menuLabels(app)).toContain('立即锁定');
  await picture('zh-settings');
  await click('立即锁定');
  await expect(page.getByRole('heading', { name: '已锁定' })).toBeVisible();
  await picture('zh-lock');
  const refused = await page.evaluate(() =>
    window.depthlock.request('language.set', { choice: 'en' }),
  );
  expect(refused).toMatchObject({ ok: false, problem: { code: 'locked' } });

  const { home, quit } = app;
  await quit();
  app = await launch({ home });
  await expect(app.page.getByRole('heading', { name: '请先输入 PIN' })).toBeVisible();
});
