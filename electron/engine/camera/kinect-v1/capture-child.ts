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

export type ChildReport =
  | CameraReport<FreenectStatistics>
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      readonly fingerprint: string;
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
if (mode === 'cycle') {
  await captureAgainAndAgain(() => new FreenectCamera(), Number(amount), remains, report);
  process.disconnect();
}
