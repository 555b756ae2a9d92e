import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { DEFAULT_SCENE } from '../contract/camera.ts';
import { DEFAULT_LOCK_SETTINGS, DEFAULT_SECURITY } from '../contract/security.ts';
import { ChoiceStore } from './choices.ts';
import { eventually } from '../contract/eventually-fixture.ts';

const NOTHING = {
  ...{ source: null, scene: null, mirrored: [], security: DEFAULT_SECURITY },
  lockSettings: DEFAULT_LOCK_SETTINGS,
  language: 'system',
  encoderEngine: 'onnxruntime',
  recordingsLimit: null,
  window: null,
};
const ADA = { ...DEFAULT_SCENE, person: 'ada' };

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-choices-'));
  file = path.join(folder, 'choices.json');
});
afterEach(async () => {
  vi.restoreAllMocks();
  await rm(folder, { recursive: true, force: true });
});

const reopened = async () => (await ChoiceStore.open(folder)).choices;

describe('choices', () => {
  it('are found again', async () => {
    const store = await ChoiceStore.open(folder);
    expect(store.choices).toEqual(NOTHING);
    store.change({ source: 'freenect' });
    for (let yaw = 0; yaw < 30; yaw += 1) {
      store.change({ scene: { ...ADA, motion: { kind: 'held', yaw, pitch: 0 } } });
    }
    store.change({ scene: ADA });
    await store.flush();
    expect(await reopened()).toEqual({ ...NOTHING, source: 'freenect', scene: ADA });
    const security = { level: 'strict', asksEyes: false } as const;
    const settings = { idleMinutes: 2, awaySeconds: 30, greets: true } as const;
    const window = { x: -20, y: 30, width: 900, height: 700, maximised: true };
    store.change({ source: 'virtual', mirrored: ['kinect2'], security, lockSettings: settings });
    store.change({ window, encoderEngine: 'tfjs-node', language: 'zh', recordingsLimit: 5e9 });
    await store.flush();
    expect(await reopened()).toEqual({
      source: 'virtual',
      scene: ADA,
      mirrored: ['kinect2'],
      security,
      lockSettings: settings,
      language: 'zh',
      encoderEngine: 'tfjs-node',
      recordingsLimit: 5e9,
      window,
    });
  });

  it('are written by themselves after a moment', async () => {
    const store = await ChoiceStore.open(folder);
    store.change({ source: 'kinect2' });
    await eventually(async () => {
      expect(await reopened()).toEqual({ ...NOTHING, source: 'kinect2' });
    });
  });

  it.each(['', '{', 'null', '[]', '{"source":'])(
    'start afresh from a damaged file: %j',
    async (text) => {
      await writeFile(file, text);
      expect(await reopened()).toEqual(NOTHING);
    },
  );

  it('keep the part that this version understands', async () => {
    await writeFile(
      file,
      JSON.stringify({
        source: 'kinect9',
        scene: ADA,
        security: { level: 'none' },
        lockSettings: { idleMinutes: 7 },
        window: { x: 0, y: 0, width: 0, height: 1e9, maximised: true },
        more: 1,
      }),
    );
    expect(await reopened()).toEqual({ ...NOTHING, scene: ADA });
    const { light, ...older } = ADA;
    await writeFile(file, JSON.stringify({ source: 'virtual', scene: older }));
    expect(await reopened()).toEqual({
      ...NOTHING,
      source: 'virtual',
      scene: { ...older, light },
    });
    // When there was one kind of print it was called a photo.
    const photo = { ...ADA, presentation: 'photo' };
    await writeFile(file, JSON.stringify({ source: 'virtual', scene: photo }));
    expect(await reopened()).toEqual({
      ...NOTHING,
      source: 'virtual',
      scene: { ...ADA, presentation: 'print-flat' },
    });
    await writeFile(file, JSON.stringify({ source: 'freenect', scene: { person: '../x' } }));
    expect(await reopened()).toEqual({ ...NOTHING, source: 'freenect' });
    await writeFile(file, JSON.stringify({ source: 'freenect', mirrored: ['virtual'] }));
    expect(await reopened()).toEqual({ ...NOTHING, source: 'freenect' });
  });

  it('survive a folder that cannot be written', async () => {
    const logged = vi.spyOn(console, 'error').mockImplementation(() => undefined);
    await writeFile(file, '');
    const store = await ChoiceStore.open(path.join(file, 'below-a-file'));
    store.change({ source: 'virtual' });
    await store.flush();
    expect(logged).toHaveBeenCalledOnce();
    expect(store.choices.source).toBe('virtual');
    expect(await readFile(file, 'utf8')).toBe('');
  });
});
