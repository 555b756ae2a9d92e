/**
 * The window without Electron, for development:
 * fake.html?state=…&theme=…&panel=closed&page=settings|recordings|explorer|training|activity|pad&direction=rtl&frames=16.
 * The same after a # in place of the ? shows another state without loading the page again; an event `speak` with “de” as its detail
 * says what is shown in German.
 * Never part of the built app, whose only entry is index.html.
 */
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { App } from '../app/app.tsx';
import { remember } from '../app/remembered.ts';
import { createWindowStore, type WindowStore } from '../app/store.ts';
import { applyTheme, THEMES } from '../app/theme.ts';
import { LANGUAGES } from '../../electron/contract/language.ts';
import { createFrameHub } from '../frames/port/frame-hub.ts';
import { createFakeBridge, type FakeBridge } from './fake-bridge.ts';
import { FAKE_STATES, type FakeStateName } from './fake-states.ts';

function isStateName(name: string): name is FakeStateName {
  return Object.hasOwn(FAKE_STATES, name);
}

function bridgeFor(options: URLSearchParams): FakeBridge {
  const wanted = options.get('state') ?? 'play';
  const name = isStateName(wanted) ? wanted : 'play';
  const frames = Number(options.get('frames') ?? Infinity);
  return createFakeBridge(FAKE_STATES[name], name === 'play', frames);
}

const PAGES = ['settings', 'recordings', 'explorer', 'training', 'activity', 'pad'] as const;

function openPage(store: WindowStore, page: string | null): void {
  const known = PAGES.find((candidate) => candidate === page);
  if (known !== undefined) store.openPage(known);
}

const element = document.getElementById('root');
if (element === null) throw new Error('fake.html has no #root.');
const root = createRoot(element);
let shown: FakeBridge | null = null;
let count = 0;

function show(): void {
  const options = new URLSearchParams(
    location.hash === '' ? location.search : location.hash.slice(1),
  );
  const theme = THEMES.find((candidate) => candidate === options.get('theme')) ?? 'dark';
  remember('theme', theme);
  applyTheme(theme);
  remember('virtual-panel', options.get('panel') ?? 'open');
  document.documentElement.dir = options.get('direction') ?? 'ltr';
  shown?.stop();
  shown = bridgeFor(options);
  const store = createWindowStore(shown.bridge);
  openPage(store, options.get('page'));
  count += 1;
  const frames = createFrameHub(shown.onFrame);
  flushSync(() => root.render(<App key={count} store={store} frames={frames} />));
  // For what drives the stand-in from outside: what it asked for last is shown.
  document.documentElement.dataset['turn'] = options.get('turn') ?? '';
}

/** Of what is shown, as Settings do it: it stays as it stands, in other words. */
function speak(event: Event): void {
  const wanted: unknown = event instanceof CustomEvent ? event.detail : undefined;
  const language = LANGUAGES.find((known) => known === wanted);
  if (language !== undefined) void shown?.bridge.request('language.set', { choice: language });
}

show();
window.addEventListener('hashchange', show);
window.addEventListener('speak', speak);
document.documentElement.dataset['states'] = Object.keys(FAKE_STATES).join(' ');
