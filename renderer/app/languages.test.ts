import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { eventually } from '../../electron/contract/eventually-fixture.ts';
import type { Language } from '../../electron/contract/language.ts';
import { CATALOGUES } from '../../electron/words/catalogues.ts';
import { createFakeBridge } from '../fake/fake-bridge.ts';
import { FAKE_STATES, type FakeStateName } from '../fake/fake-states.ts';
import { createFrameHub } from '../frames/port/frame-hub.ts';
import { App } from './app.tsx';
import type { Page } from './screen.ts';
import { createWindowStore } from './store.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const STATES = Object.keys(FAKE_STATES) as FakeStateName[];
/** Pages that a state does not open by itself. */
const PAGES: readonly (readonly [FakeStateName, Page])[] = [
  ['live', 'settings'],
  ['live-basic-text', 'settings'],
  ['welcome', 'settings'],
  ['live', 'activity'],
  ['live', 'pad'],
  ['library', 'recordings'],
  ['exchange', 'recordings'],
  ['player', 'recordings'],
  ['recording', 'live'],
];

/** All that is read on a screen, or read out. */
async function textsOf(name: FakeStateName, language: Language, page: Page): Promise<string[]> {
  const state = { ...FAKE_STATES[name], language: { choice: language, used: language } };
  const fake = createFakeBridge(state, false);
  const store = createWindowStore(fake.bridge);
  await eventually(() => expect(store.getState().app).not.toBeNull());
  store.openPage(page);
  const frames = createFrameHub(fake.onFrame);
  const markup = renderToStaticMarkup(createElement(App, { store, frames }));
  const texts = [...markup.matchAll(/>([^<]+)</gu)].map(([, text = '']) => text);
  const attributes = markup.matchAll(
    /(?:aria-label|aria-valuetext|title|placeholder|alt)="([^"]*)"/gu,
  );
  return [...texts, ...[...attributes].map(([, text = '']) => text)].map(decoded);
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&amp;': '&', '&lt;': '<', '&gt;': '>', '&quot;': '"', '&#x27;': "'" },
};
const decoded = (text: string): string =>
  text.replaceAll(/&[#\w]+;/gu, (entity) => ENTITIES[entity] ?? entity).trim();

function messagesOf(part: object): string[] {
  return Object.values(part).flatMap((value: unknown) =>
    typeof value === 'string' ? [value] : messagesOf(value as object),
  );
}

/** English words that the language does not use itself. */
function englishOnly(language: Language): ReadonlySet<string> {
  const own = new Set(messagesOf(CATALOGUES[language]));
  return new Set(messagesOf(CATALOGUES.en).filter((message) => !own.has(message)));
}

/** A run of three words in Latin letters, the last two in small ones: no name of a product, but a sentence. */
const SENTENCE = /[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}/u;

/** Commands to be typed are the same in every language. */
const withoutCommands = (text: string): string => text.replaceAll(/“[^”]*”|`[^`]*`/gu, '');

/** English that is left of a text: the whole of it, or a sentence in it. */
function leftOf(text: string, english: ReadonlySet<string>, language: Language): string | null {
  if (english.has(text)) return text;
  return language === 'zh' ? (SENTENCE.exec(withoutCommands(text))?.[0] ?? null) : null;
}

/** What the engine and main say in a state. */
function sentencesOf(value: unknown): string[] {
  if (typeof value === 'string') return SENTENCE.test(value) ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(sentencesOf);
}

describe.each(['de', 'zh'] as const)('in %s', (language) => {
  const english = englishOnly(language);

  it.each([...STATES.map((name) => [name, 'live'] as const), ...PAGES])(
    'no English word is left: %s, %s',
    async (name, page) => {
      const texts = await textsOf(name, language, page);
      expect(texts.length).toBeGreaterThan(2);
      const said = sentencesOf(FAKE_STATES[name]);
      const left = texts.flatMap(
        (text) =>
          leftOf(text, english, language) ?? said.filter((sentence) => text.includes(sentence)),
      );
      expect(left).toEqual([]);
    },
  );
});

it('notices English words where the language is another', async () => {
  const texts = await textsOf('locked', 'en', 'live');
  expect(texts.filter((text) => englishOnly('zh').has(text))).toContain('Use your PIN');
});
