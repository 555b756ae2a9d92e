import { describe, expect, it } from 'vitest';
import { DEFAULT_SCENE } from '../../contract/camera.ts';
import type { AppState } from '../../contract/window/app-state.ts';
import { INITIAL_STATE } from '../ipc/app-state-fixture.ts';
import { diagnosticsText } from './diagnostics.ts';

/** Whatever is somebody's carries it. */
const SECRET = 'SECRET';
const HOME = '/home/SECRET/.config/Depthlock';
const ABOUT = {
  app: '0.1.0',
  electron: '45.4.1',
  chrome: '140',
  node: '22',
  encoders: ['fused 4'],
  releases: null,
};
const MACHINE = { platform: 'linux', arch: 'x64', release: '6.1', cores: 2, memoryGb: 7.9 };

const FULL: AppState = {
  ...INITIAL_STATE,
  engine: {
    ...{ phase: 'running', encoder: 'fused 4', sinceMs: 5 },
    runtime: { engine: 'onnxruntime', onnxruntime: '1.30.0', tfjsObstacle: 'no-library' },
    thresholds: { people: 0.98765, renderedPeople: 0.76543 },
  },
  encoderEngine: 'tfjs-node',
  sources: [
    { source: 'kinect2', title: SECRET, state: 'streaming', serials: [SECRET], chosen: true },
    { source: 'freenect', title: 'v1', state: 'unavailable', reason: HOME, remedy: HOME },
  ],
  scene: { ...DEFAULT_SCENE, person: SECRET },
  virtualPeople: [{ id: SECRET, name: SECRET, description: SECRET }],
  lock: { phase: 'unlocked', personId: SECRET, name: SECRET, by: 'face', distance: 0.43219 },
  greeting: SECRET,
  people: [
    {
      ...{ id: SECRET, name: SECRET, references: 3, enrolledAt: SECRET, trust: 'sensor' },
      ...{ encoder: SECRET, hasPin: true },
      appearances: [{ id: SECRET, label: SECRET, enrolledAt: SECRET, references: 3 }],
    },
  ],
  lockActions: {
    lock: { kind: 'program', program: HOME, arguments: [SECRET] },
    unlock: null,
  } as never,
  recordings: [{ id: SECRET, name: SECRET } as never],
  exchange: [{ id: SECRET, direction: 'import', name: SECRET, progress: { phase: 'waiting' } }],
  problems: [
    { code: 'camera-stopped', message: `${HOME} is gone.` },
    { code: 'enrolment-of-older-version', message: `${SECRET} enrolled earlier.` },
  ],
};
const STATISTICS = {
  sensorFps: 30,
  visionFps: 29.5,
  skipped: 3,
  replacedPerSecond: 0,
  missedPerSecond: 0,
  cpuPercent: 41,
  memoryMb: 278,
};

describe('diagnostics', () => {
  const text = diagnosticsText(FULL, ABOUT, MACHINE, STATISTICS);

  it('tell what is needed', () => {
    for (const told of [
      ...['Depthlock 0.1.0', 'Electron 45.4.1', 'linux x64', 'fused 4', 'onnxruntime 1.30.0'],
      ...['tfjs-node was chosen', 'tfjs-node: no-library', 'Camera kinect2: streaming, chosen'],
      ...['Camera freenect: unavailable', 'Lock: unlocked', '1 people, 1 recordings'],
      ...['camera-stopped, enrolment-of-older-version', '3 skipped', '41 % of a core'],
    ]) {
      expect(text).toContain(told);
    }
  });

  it('hold nothing of the people in the vault, no serial number, no path and no measurement', () => {
    expect(text).not.toContain(SECRET);
    expect(text).not.toContain('/home');
    for (const measured of ['0.98765', '0.76543', '0.43219']) expect(text).not.toContain(measured);
  });

  it('tell of an engine that is not there', () => {
    const problem = { code: 'model-corrupt', message: HOME } as const;
    const failed = { ...FULL, engine: { phase: 'failed', problem } } as const;
    const told = diagnosticsText(failed, ABOUT, MACHINE, null);
    expect(told).toContain('Engine: failed, model-corrupt');
    expect(told).not.toContain('/home');
  });
});
