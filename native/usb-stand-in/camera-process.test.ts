import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { loadNativeModule } from '../../electron/engine/camera/freenect/native-module.ts';
import { buildUsbStandIn } from './build.ts';
import { recoverFrom, startCamera } from './camera-process.ts';
import { whyNoLibfreenect } from './probe.ts';
import type { Built } from './probe.ts';

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
    const start = (words: string) => startCamera(built(), path.join(folder, 'control'), words);

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
      const camera = await start('loss=0.003');
      await camera.next((report) => report.kind === 'frames' && report.sinceStart > 20);
      const { statistics } = await camera.stop();
      expect(statistics.corrupt).toBeGreaterThan(0);
    }, 60_000);
  },
);

function built(): Built {
  if (standIn.kind === 'built') return standIn;
  throw new Error(standIn.reason);
}
