import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { SOURCE_NAMES } from '../../contract/camera.ts';
import type { CameraRegistry, CameraSource } from '../../engine/camera/camera-source.ts';
import { probeOf } from '../../engine/camera/kinect-v1/freenect-source.ts';
import { blocked, type Probe } from '../../engine/camera/probe.ts';
import { deviceList, describeSources, lookAtSources } from './devices.ts';
import { runDepthlock } from '../depthlock.ts';

function source(title: string, probe: Probe): CameraSource {
  return {
    title,
    probe: () => Promise.resolve(probe),
    create: () => {
      throw new Error('was started');
    },
  };
}

const FORBIDDEN = probeOf({ state: 'available', devices: [{ index: 0, serial: 'A00364' }] }, [
  { productId: '02bf', isAllowed: false },
]);

const REGISTRY: CameraRegistry = {
  freenect: source('Kinect for Xbox 360', FORBIDDEN),
  kinect2: source('Kinect for Xbox One', blocked('no-driver', 'Only for Windows.')),
  libfreenect2: source('libfreenect2', { kind: 'ready', serials: ['4711'], certain: true }),
  virtual: source('Virtual Kinect', { kind: 'ready', serials: [], certain: true }),
};

describe('depthlock devices', () => {
  it('has a stable shape for machines', async () => {
    const list = deviceList(await lookAtSources(REGISTRY));
    expect(list.version).toBe(1);
    expect(list.sources.map(({ source }) => source)).toEqual([...SOURCE_NAMES]);
    expect(list.sources[1]).toEqual({
      source: 'kinect2',
      title: 'Kinect for Xbox One',
      state: 'unavailable',
      obstacle: 'no-driver',
      reason: 'Only for Windows.',
      serials: [],
      remedy: null,
    });
    expect(list.sources[2]).toEqual({
      source: 'libfreenect2',
      title: 'libfreenect2',
      state: 'available',
      obstacle: null,
      reason: null,
      serials: ['4711'],
      remedy: null,
    });
    expect(list.sources[0]).toMatchObject({ obstacle: 'no-permission', serials: ['A00364'] });
  });

  it('prints the udev rule where permission is missing, the first Kinect for Windows in it', async () => {
    const text = describeSources(await lookAtSources(REGISTRY));
    expect(text).toContain('A00364');
    expect(text).toContain('/etc/udev/rules.d/51-kinect.rules');
    expect(text).toMatch(/045e.*02bf.*uaccess/);
  });

  it('refuses options that it does not know', async () => {
    expect(await runDepthlock(['devices', '--jason'])).toBe(2);
  });

  it('prints nothing but JSON as a command', () => {
    const tsx = pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href;
    const command = path.join(import.meta.dirname, '../main.ts');
    const result = spawnSync(process.execPath, ['--import', tsx, command, 'devices', '--json'], {
      encoding: 'utf8',
    });
    expect(result.status).toBe(0);
    const printed: unknown = JSON.parse(result.stdout);
    expect(printed).toMatchObject({
      version: 1,
      sources: SOURCE_NAMES.map((source) => ({ source })),
    });
  });
});
