import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadNativeModule } from '../../electron/engine/camera/kinect-v1/native-module.ts';
import { SeededRandom } from '../../electron/base/seeded-random.ts';
import { buildUsbStandIn } from './build.ts';
import { recoverFrom, startCamera } from './camera-process.ts';
import { whyNoLibfreenect } from './probe.ts';
import type { Built } from './probe.ts';
import { writeScene, type SceneFrame } from './scene-file.ts';

const standIn = await buildUsbStandIn();
const loaded = loadNativeModule();
const missing = loaded.ok ? await whyNoLibfreenect(standIn) : loaded.reason;
if (missing !== null)
  console.warn(`FreenectCamera over the USB stand-in is not tested: ${missing}`);

const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-usb-camera-'));
afterAll(() => rm(folder, { recursive: true, force: true }));

describe.skipIf(missing !== null)(
  'FreenectCamera and the real libfreenect over the USB stand-in',
  () => {
    const start = (words: string, scene = '') =>
      startCamera(built(), path.join(folder, 'control'), words, scene);

    it.each([
      ['absent', 'unplugged', 'The Kinect was unplugged.'],
      ['stall', 'stalled', 'The Kinect has sent no picture for a second.'],
    ])(
      'says what happened when the camera is %s, and carries on',
      async (word, cause, message) => {
        const camera = await start('stream');
        await camera.next(({ kind }) => kind === 'frames');
        const { problem } = await recoverFrom(camera, word);
        expect(problem).toMatchObject({ code: 'camera-stopped', cause });
        expect(problem.message).toContain(message);
        expect((await camera.stop()).frames).toBeGreaterThan(1);
      },
      60_000,
    );

    it.each([
      ['absent', 'no-device', 'No Kinect for Xbox 360 was found.'],
      ['no-permission', 'no-permission', 'you may not use it'],
      ['busy', 'busy', 'Another program is using the Kinect.'],
    ])(
      'says why it cannot start when the camera is %s, and starts when it can',
      async (...row) => {
        const [word, cause, message] = row;
        const camera = await start(word);
        const report = await camera.next(({ kind }) => kind === 'problem');
        expect(report).toMatchObject({ problem: { code: 'no-camera', cause } });
        expect(JSON.stringify(report)).toContain(message);
        const back = camera.next(({ kind }) => kind === 'frames');
        await camera.scenario('stream');
        await back;
        await camera.stop();
      },
      60_000,
    );

    it('drops the frames that lost packets, and counts them', async () => {
      const scene = path.join(folder, 'blinking');
      await writeScene(scene, [blink(60), blink(180)]);
      const camera = await start('loss=0.003', scene);
      await camera.next((report) => report.kind === 'frames' && report.sinceStart > 20);
      const { statistics, frames, mixed } = await camera.stop();
      expect(statistics.corrupt).toBeGreaterThan(0);
      expect(statistics.corruptColor).toBeGreaterThan(0);
      // Where a packet is missing, the previous frame's colour would show.
      expect(frames).toBeGreaterThan(20);
      expect(mixed).toBe(0);
    }, 60_000);

    it('counts no colour frame that came whole', async () => {
      const camera = await start('stream');
      await camera.next((report) => report.kind === 'frames' && report.sinceStart > 20);
      const { statistics, mixed } = await camera.stop();
      expect(statistics).toMatchObject({ corrupt: 0, corruptColor: 0 });
      expect(mixed).toBeGreaterThan(20);
    }, 60_000);
  },
);

/** A uniform colour, and readings that never repeat. */
function blink(brightness: number): SceneFrame {
  const random = new SeededRandom(brightness);
  return {
    depth: Uint16Array.from({ length: 640 * 480 }, () => 600 + (random.nextInteger() % 200)),
    color: new Uint8Array(3 * 640 * 480).fill(brightness),
  };
}

function built(): Built {
  if (standIn.kind === 'built') return standIn;
  throw new Error(standIn.reason);
}
