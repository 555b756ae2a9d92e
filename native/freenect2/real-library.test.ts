/** Depthlock on the installed libfreenect2 and the connected Kinect v2; skips what is missing. */
import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { Freenect2Camera } from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-camera.ts';
import { freenect2Problem } from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-problem.ts';
import { probeFreenect2 } from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-source.ts';
import { loadNativeModule } from '../../electron/engine/camera/kinect-v2/libfreenect2/native-module.ts';

const ROOT = path.join(import.meta.dirname, '../..');
const LENGTH_MS = 5000;

await build();
const loaded = loadNativeModule();
const probe = await probeFreenect2(loaded, null);
const noLibrary = loaded.ok ? null : freenect2Problem(loaded.cause, loaded.detail).message;
const noDevice = probe.kind === 'blocked' ? probe.reason : null;
if (noLibrary !== null) console.warn(`skipped: the real libfreenect2 (${noLibrary})`);
else if (noDevice !== null) console.warn(`skipped: a real Kinect v2 (${noDevice})`);

/** Against the installed library; without one, the loader reports it. */
async function build(): Promise<void> {
  const script = path.join(ROOT, 'tools', 'build', 'build-native.ts');
  await promisify(execFile)(process.execPath, ['--import', 'tsx', script, 'freenect2'], {
    cwd: ROOT,
  }).catch(() => undefined);
}

describe.skipIf(noLibrary !== null)('the installed libfreenect2', () => {
  it('loads, and is asked for devices without harm', () => {
    expect(loaded.ok && loaded.native.version).toMatch(/^\d+\.\d+/);
    const states = ['no-driver', 'not-plugged-in', 'no-permission', 'in-use', 'not-answering'];
    expect(probe.kind === 'ready' || states.includes(probe.obstacle)).toBe(true);
  });
});

describe.skipIf(noDevice !== null)('the Kinect v2 that is plugged in', () => {
  it('streams registered frames in order', async () => {
    const frames: RgbdFrame[] = [];
    const camera = new Freenect2Camera();
    const started = await camera.start({
      onFrame: (frame) => frames.push(frame),
      onStopped: () => undefined,
    });
    expect(started).toMatchObject({ ok: true, value: { trust: 'sensor' } });
    await new Promise((resolve) => setTimeout(resolve, LENGTH_MS));
    await camera.stop();
    console.log(`${frames.length} frames in ${LENGTH_MS} ms`, camera.statistics());
    expect(frames.length).toBeGreaterThan(20);
    const times = frames.map(({ timeMs }) => timeMs);
    expect(times).toEqual([...times].sort((a, b) => a - b));
    const last = frames.at(-1);
    const readings = last?.depth.filter((mm) => mm > 0) ?? new Uint16Array();
    expect(readings.length).toBeGreaterThan(10_000);
    // The range of the sensor.
    const sorted = readings.sort();
    const middle = sorted[sorted.length >> 1] ?? 0;
    expect(middle).toBeGreaterThan(400);
    expect(middle).toBeLessThan(5000);
    const colored = new Uint32Array(last?.color.buffer ?? new ArrayBuffer()).filter(
      (word) => word !== 0,
    );
    expect(colored.length).toBeGreaterThan(readings.length / 2);
  }, 60_000);
});
