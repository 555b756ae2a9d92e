/**
 * The window without Electron, for development: fake.html?state=…&theme=…&panel=closed&page=settings|recordings|explorer|pad.
 * Never part of the built app, whose only entry is index.html.
 */
import { createRoot } from 'react-dom/client';
import { App } from '../app/app.tsx';
import { remember } from '../app/remembered.ts';
import { createWindowStore } from '../app/store.ts';
import { applyTheme, THEMES } from '../app/theme.ts';
import { createFrameHub } from '../frames/port/frame-hub.ts';
import { createFakeBridge } from './fake-bridge.ts';
import { FAKE_STATES, type FakeStateName } from './fake-states.ts';

const options = new URLSearchParams(location.search);
const wanted = options.get('state') ?? 'play';

function isStateName(name: string): name is FakeStateName {
  return Object.hasOwn(FAKE_STATES, name);
}

const name: FakeStateName = isStateName(wanted) ? wanted : 'play';
const fake = createFakeBridge(FAKE_STATES[name], options.get('state') === null || name === 'play');
const theme = THEMES.find((candidate) => candidate === options.get('theme')) ?? 'dark';
remember('theme', theme);
applyTheme(theme);
remember('virtual-panel', options.get('panel') ?? 'open');

const store = createWindowStore(fake.bridge);
const page = options.get('page');
if (page === 'settings' || page === 'recordings' || page === 'explorer' || page === 'pad') {
  store.openPage(page);
}

const root = document.getElementById('root');
if (root === null) throw new Error('fake.html has no #root.');
createRoot(root).render(<App store={store} frames={createFrameHub(fake.onFrame)} />);
