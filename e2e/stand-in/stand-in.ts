/** The window's stand-in (`renderer/fake`) in the project's Electron: every state of every screen, without an engine. */
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { _electron, type CDPSession, type Page } from 'playwright';
import { build, preview } from 'vite';
import type { Language } from '../../electron/contract/language.ts';
import { LANGUAGE_TAGS } from '../../electron/words/catalogues.ts';
import { HANG_MS, PROJECT, temporaryFolder } from '../app.ts';

/** Size of the page in CSS pixels. A zoom of 200 % is half the size at a density of 2. */
export interface WindowSize {
  readonly name: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of the screen in a CSS pixel; default: 1. */
  readonly density?: number;
}

/** What a person has set in their system; each may be left out. */
export interface Preferences {
  readonly 'prefers-reduced-motion'?: 'reduce';
  readonly 'prefers-contrast'?: 'more';
  readonly 'forced-colors'?: 'active';
}

const PREFERENCES = ['prefers-reduced-motion', 'prefers-contrast', 'forced-colors'] as const;

export interface StandIn {
  readonly page: Page;
  /** Names of all states (`renderer/fake/fake-states.ts`). */
  readonly states: readonly string[];
  /** Loads a state; `query` as `renderer/fake/main.tsx` reads it. */
  show(query: Readonly<Record<string, string>>): Promise<void>;
  /** Says what is shown in another language; the next state is English again. */
  speak(language: Language): Promise<void>;
  resize(size: WindowSize): Promise<void>;
  prefer(preferences: Preferences): Promise<void>;
  close(): Promise<void>;
}

export async function openStandIn(): Promise<StandIn> {
  const folder = await temporaryFolder('stand-in');
  const configFile = path.join(PROJECT, 'vite.config.ts');
  await build({
    configFile,
    logLevel: 'warn',
    build: {
      outDir: folder,
      sourcemap: false,
      rolldownOptions: { input: path.join(PROJECT, 'renderer/fake.html') },
    },
  });
  const server = await preview({
    configFile,
    logLevel: 'warn',
    build: { outDir: folder },
    preview: { host: '127.0.0.1', port: 0 },
  });
  const origin = server.resolvedUrls?.local[0];
  if (origin === undefined) throw new Error('The server of the stand-in has no address.');
  const electron = await _electron.launch({
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      path.join(import.meta.dirname, 'blank-window.mjs'),
    ],
    timeout: HANG_MS,
  });
  const page = await electron.firstWindow({ timeout: HANG_MS });
  page.setDefaultTimeout(HANG_MS);
  const session = await page.context().newCDPSession(page);

  let turn = 0;
  const show = async (query: Readonly<Record<string, string>>): Promise<void> => {
    turn += 1;
    const asked = new URLSearchParams({ ...query, turn: String(turn) });
    // After the first time only what follows the # changes: the page stays and draws itself anew.
    await page.goto(`${origin}fake.html#${asked.toString()}`);
    await page.locator(`html[data-turn="${turn}"]`).waitFor({ state: 'attached' });
    await page.getByTestId('lock-phase').waitFor({ state: 'attached' });
  };
  await show({});
  const states = await page.evaluate(() => document.documentElement.dataset['states'] ?? '');
  return {
    page,
    states: states.split(' '),
    show,
    async speak(language) {
      await page.evaluate(
        (detail) => window.dispatchEvent(new CustomEvent('speak', { detail })),
        language,
      );
      const tag = LANGUAGE_TAGS[language];
      await page.locator(`html[lang="${tag}"]`).waitFor({ state: 'attached' });
    },
    resize: (size) => resize(session, size),
    prefer: (preferences) => prefer(session, preferences),
    async close() {
      await electron.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function resize(session: CDPSession, { width, height, density = 1 }: WindowSize) {
  await session.send('Emulation.setDeviceMetricsOverride', {
    ...{ width, height, deviceScaleFactor: density, mobile: false },
  });
}

async function prefer(session: CDPSession, preferences: Preferences): Promise<void> {
  await session.send('Emulation.setEmulatedMedia', {
    features: PREFERENCES.flatMap((name) => {
      const value = preferences[name];
      return value === undefined ? [] : [{ name, value }];
    }),
  });
}
