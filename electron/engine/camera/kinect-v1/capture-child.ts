/**
 * For tests: one capture in a process of its own, because fakenect ends the process when it is unhappy. Reports to its
 * parent what the camera tells, frames as fingerprints.
 */
import { readdir, readlink } from 'node:fs/promises';
import {
  captureAgainAndAgain,
  captureOnce,
  type CameraReport,
  type Remains,
} from '../capture/camera-child-fixture.ts';
import { FAKENECT_INDEX } from '../../exchange/fakenect/fakenect-dump.ts';
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
 * @param busyMs for how long the event loop is blocked by each frame
 * @param unwanted sensor frames that nobody keeps, at the beginning
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
