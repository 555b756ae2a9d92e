/**
 * For tests: one capture in its own process, because fakenect ends the process on any fault. Sends the camera's events
 * to its parent, frames as fingerprints.
 */
import { readdir, readlink } from 'node:fs/promises';
import {
  captureAgainAndAgain,
  captureOnce,
  type CameraReport,
  type Remains,
} from '../capture/camera-child-fixture.ts';
import { FAKENECT_INDEX } from './fakenect/fakenect-format.ts';
import { fingerprintOf } from './fakenect/frame-fingerprint.ts';
import { FreenectCamera, type FreenectStatistics } from './freenect-camera.ts';
import { DEFAULT_SCENE } from '../../../contract/camera.ts';
import { createCameraRegistry } from '../camera-registry.ts';
import { createRegistration } from '../registration/register.ts';
import type { SensorFrame, SensorModel } from '../sensor-frame.ts';

export type ChildReport =
  | CameraReport<FreenectStatistics>
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      readonly fingerprint: string;
    }
  /** A frame of the camera as the registry makes it, with the setting “mirrored”. */
  | {
      readonly kind: 'turned';
      readonly sequence: number;
      readonly fingerprint: string;
      /** Of its depth and colour once registered, live and from what was kept. */
      readonly live: string;
      readonly again: string;
      readonly cx: number;
      readonly sensor: SensorModel;
    };

/**
 * @param busyMs how long each frame blocks the event loop
 * @param unwanted number of leading sensor frames that are not kept
 */
async function capture(
  send: (report: ChildReport) => void,
  busyMs: number,
  unwanted: number,
): Promise<void> {
  let frames = 0;
  await captureOnce(new FreenectCamera(), send, () => ({
    wantsSensorFrames: () => frames >= unwanted,
    onSensorFrame: ({ sequence, timeMs, depth, color }) => {
      const fingerprint = fingerprintOf(depth.data, color.data);
      send({ kind: 'frame', sequence, timeMs, fingerprint });
    },
    onFrame: () => {
      frames++;
      const until = performance.now() + busyMs;
      while (performance.now() < until);
    },
  }));
  if (process.connected) process.disconnect();
}

async function captureTurned(send: (report: ChildReport) => void): Promise<void> {
  const registry = createCameraRegistry({ assets: '', virtualProblem: null });
  const camera = registry.freenect.create({ scene: DEFAULT_SCENE, mirrored: ['freenect'] });
  let kept: SensorFrame | null = null;
  const controlled = Object.assign(camera, {
    statistics: () => ({ dropped: 0, unpaired: 0, corrupt: 0, corruptColor: 0 }),
  });
  await captureOnce(controlled, send, () => ({
    onSensorFrame: (frame) => {
      kept = frame;
    },
    onFrame: ({ sequence, depth, color, camera: model }) => {
      if (kept === null) return;
      const again = createRegistration(kept.sensor)(kept);
      send({
        kind: 'turned',
        sequence,
        fingerprint: fingerprintOf(kept.depth.data, kept.color.data),
        live: fingerprintOf(depth, color),
        again: fingerprintOf(again.depth, again.color),
        cx: model.intrinsics.cx,
        sensor: kept.sensor,
      });
    },
  }));
  if (process.connected) process.disconnect();
}

/** Fakenect never closes its index: not counted. */
async function remains(): Promise<Remains> {
  const files = await Promise.all(
    (await readdir('/proc/self/fd')).map((name) =>
      readlink(`/proc/self/fd/${name}`).catch(() => ''),
    ),
  );
  return {
    threads: (await readdir('/proc/self/task')).length,
    files: files.filter((file) => !file.endsWith(FAKENECT_INDEX)).length,
  };
}

const [mode, amount, unwanted = 0] = process.argv.slice(2);
const report = (message: ChildReport): void => {
  process.send?.(message);
};
if (mode === 'capture') await capture(report, Number(amount), Number(unwanted));
if (mode === 'turned') await captureTurned(report);
if (mode === 'cycle') {
  await captureAgainAndAgain(() => new FreenectCamera(), Number(amount), remains, report);
  process.disconnect();
}
