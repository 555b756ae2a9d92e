import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFakeBridge } from '../fake/fake-bridge.ts';
import { FAKE_STATES, type FakeStateName } from '../fake/fake-states.ts';
import { createFrameHub } from '../frames/port/frame-hub.ts';
import { App } from './app.tsx';
import { createWindowStore } from './store.ts';
import { eventually } from '../../electron/contract/eventually-fixture.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

/** The window's initial markup in a state. */
async function draw(name: FakeStateName): Promise<string> {
  const fake = createFakeBridge(FAKE_STATES[name], false);
  const store = createWindowStore(fake.bridge);
  await eventually(() => expect(store.getState().app).not.toBeNull());
  return renderToStaticMarkup(createElement(App, { store, frames: createFrameHub(fake.onFrame) }));
}

const SCREENS: readonly (readonly [FakeStateName, string])[] = [
  ['welcome', 'welcome'],
  ['starting', 'welcome'],
  ['locked', 'lock'],
  ['looking', 'lock'],
  ['not-recognised', 'lock'],
  ['picture', 'lock'],
  ['too-many', 'lock'],
  ['pin-needed', 'lock'],
  ['greeting', 'lock'],
  ['no-camera', 'lock'],
  ['restarting', 'lock'],
  ['failed', 'lock'],
  ['enrol-first', 'enrol'],
  ['enrol-between', 'enrol'],
  ['enrol-naming', 'enrol'],
  ['enrol-done', 'enrol'],
  ['enrol-stopped', 'enrol'],
  ['pad-preparing', 'pad'],
  ['pad-lost', 'pad'],
  ['pad-starting', 'pad'],
  ['pad-looking', 'pad'],
  ['pad-refused', 'pad'],
  ['pad-opened', 'pad'],
  ['pad-done', 'pad'],
  ['live', 'live'],
  ['live-nobody', 'live'],
];

describe('the window', () => {
  it.each(SCREENS)('while %s shows the screen %s and no other', async (name, screen) => {
    const shown = [...(await draw(name)).matchAll(/data-testid="screen-(\w+)"/gu)];
    expect(shown.map((match) => match[1])).toEqual([screen]);
  });

  it('always tells the phases of lock, enrolment and engine', async () => {
    const markup = await draw('live');
    for (const name of ['lock-phase', 'enrol-phase', 'engine-state']) {
      expect(markup).toContain(`data-testid="${name}" data-phase=`);
    }
  });

  it('labels the virtual camera as a demo, and shows its panel only while it is in use', async () => {
    expect(await draw('locked')).toContain('Virtual Kinect – demo');
    expect(await draw('no-camera')).not.toContain('Virtual Kinect – demo');
  });

  it('shows each problem as a notice', async () => {
    const notices = (await draw('live-basic-text')).match(/data-testid="problem"/gu);
    expect(notices).toHaveLength(FAKE_STATES['live-basic-text'].problems.length);
  });

  it('offers to start a failed engine again, with the reason', async () => {
    const markup = await draw('failed');
    expect(markup).toContain('The model &quot;fused&quot; is missing');
    expect(markup).toContain('Try again');
  });
});

describe('the store', () => {
  it('turns a refused action into a notice', async () => {
    const store = createWindowStore(createFakeBridge(FAKE_STATES.locked, false).bridge);
    await eventually(() => expect(store.getState().app).not.toBeNull());
    const answer = await store.act('lock.pin', { pin: '0000' });
    expect(answer.ok).toBe(false);
    expect(store.getState().notices).toHaveLength(1);
  });

  it('draws the lock open for a moment, then goes on', async () => {
    const fake = createFakeBridge(FAKE_STATES.locked, false);
    const store = createWindowStore(fake.bridge);
    await eventually(() => expect(store.getState().app).not.toBeNull());
    fake.emit({ kind: 'lock', view: FAKE_STATES.recognised.lock });
    expect(store.getState().opening).toBe(true);
    await vi.advanceTimersByTimeAsync(1000);
    expect(store.getState().opening).toBe(false);
  });

  it('says so when the app does not answer at all', async () => {
    const store = createWindowStore({
      request: () => Promise.reject(new Error('gone')),
      pathOfFile: () => '',
      onEvent: () => () => undefined,
    });
    await eventually(() => expect(store.getState().notices).toHaveLength(1));
  });
});
