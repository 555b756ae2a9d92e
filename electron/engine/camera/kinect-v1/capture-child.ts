/**
 * For tests: one capture in its own process, because fakenect ends the process on any fault. Sends the camera's events
 * to its parent, frames as fingerprints.
 */
import { readdir, readlink } from 'node:fs/promises';
import type { CameraModel } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import { FAKENECT_INDEX } from './fakenect/fakenect-format.ts';
import { fingerprintOf } from './fakenect/frame-fingerprint.ts';
import { FreenectCamera, type FreenectStatistics } from './freenect-camera.ts';

export type ChildReport =
  | { readonly kind: 'model'; readonly model: CameraModel }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      readonly fingerprint: string;
    }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  /** Threads and open files after some cycles of opening and closing, and after some more. */
  | { readonly kind: 'remains'; readonly threads: number; readonly files: number }
  /** The camera was stopped; the process ends by itself if nothing was left open. */
  | { readonly kind: 'done'; readonly statistics: FreenectStatistics };

/**
 * @param busyMs how long each frame blocks the event loop
 * @param unwanted number of leading sensor frames that are not kept
 */
async function capture(
  send: (report: ChildReport) => void,
  busyMs: number,
  unwanted: number,
): Promise<void> {
  const camera = new FreenectCamera();
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  let frames = 0;
  const started = await camera.start({
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
    onStopped: (problem) => {
      send({ kind: 'stopped', problem });
      end();
    },
  });
  if (started.ok) {
    send({ kind: 'model', model: started.value });
    await over;
  } else {
    send({ kind: 'refused', problem: started.problem });
  }
  await camera.stop();
  send({ kind: 'done', statistics: camera.statistics() });
  if (process.connected) process.disconnect();
}

/** Opens, waits for one frame and closes, repeatedly. */
async function cycle(send: (report: ChildReport) => void, times: number): Promise<void> {
  for (let i = 0; i < 2 * times; i++) {
    const camera = new FreenectCamera();
    await new Promise<void>((resolve) => {
      void camera.start({ onFrame: () => resolve(), onStopped: () => resolve() });
    });
    await camera.stop();
    if ((i + 1) % times === 0) send({ kind: 'remains', ...(await remains()) });
  }
  process.disconnect();
}

/** Fakenect never closes its index, so it is not counted. */
async function remains(): Promise<{ threads: number; files: number }> {
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
if (mode === 'cycle') await cycle(report, Number(amount));
