/**
 * For tests: one camera on the stand-in, in its own process, because its scenario is in the environment and leaks are
 * counted per process. Sends the camera's events to its parent, frames as fingerprints.
 */
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import type { CameraModel } from '../../electron/contract/frame.ts';
import type { Problem } from '../../electron/contract/problem.ts';
import {
  Freenect2Camera,
  type Freenect2Statistics,
} from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-camera.ts';
import { probeFreenect2 } from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-source.ts';
import { loadFrom } from '../../electron/engine/camera/kinect-v2/libfreenect2/native-module.ts';
import type { Probe } from '../../electron/engine/camera/probe.ts';
import { frameNumberOf, patternFingerprint } from './pattern.ts';

export type ChildReport =
  | { readonly kind: 'probe'; readonly probe: Probe }
  | { readonly kind: 'model'; readonly model: CameraModel }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | {
      readonly kind: 'frame';
      readonly sequence: number;
      readonly timeMs: number;
      /** Number of the pattern's frame. */
      readonly number: number;
      readonly fingerprint: string;
      /** Pixels of the registered frame that have a colour. */
      readonly colored: number;
    }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  /** Threads and open files after some cycles of opening and closing, and after some more. */
  | { readonly kind: 'remains'; readonly threads: number; readonly files: number }
  /** The camera was stopped; the process ends by itself if nothing was left open. */
  | { readonly kind: 'done'; readonly statistics: Freenect2Statistics };

const [mode, file = '', amount, unwanted = 0] = process.argv.slice(2);
const report = (message: ChildReport): void => {
  process.send?.(message);
};

/**
 * @param most frames after which it stops by itself
 * @param unwanted number of leading sensor frames that are not kept
 */
async function capture(most: number, unwanted: number): Promise<void> {
  const camera = new Freenect2Camera({ file });
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  let frames = 0;
  let told: Omit<Extract<ChildReport, { kind: 'frame' }>, 'colored'> | null = null;
  const started = await camera.start({
    wantsSensorFrames: () => frames >= unwanted,
    onSensorFrame: ({ sequence, timeMs, depth, infrared, color }) => {
      const fingerprint = patternFingerprint(
        depth.data,
        infrared?.data ?? new Uint16Array(),
        color.data,
      );
      told = { kind: 'frame', sequence, timeMs, number: frameNumberOf(depth.data), fingerprint };
    },
    onFrame: ({ color }) => {
      const words = new Uint32Array(color.buffer);
      const colored = words.reduce((count, word) => count + (word === 0 ? 0 : 1), 0);
      if (told !== null) report({ ...told, colored });
      if (++frames >= most) end();
    },
    onStopped: (problem) => {
      report({ kind: 'stopped', problem });
      end();
    },
  });
  if (started.ok) {
    report({ kind: 'model', model: started.value });
    await over;
  } else {
    report({ kind: 'refused', problem: started.problem });
  }
  await camera.stop();
  report({ kind: 'done', statistics: camera.statistics() });
}

/** Opens, waits for one frame and closes, repeatedly. */
async function cycle(times: number): Promise<void> {
  for (let i = 0; i < 2 * times; i++) {
    const camera = new Freenect2Camera({ file });
    await new Promise<void>((resolve) => {
      void camera.start({ onFrame: () => resolve(), onStopped: () => resolve() });
    });
    await camera.stop();
    if ((i + 1) % times === 0) report({ kind: 'remains', ...(await remains()) });
  }
}

/** Starts and stops before the device can have opened. */
async function hurry(): Promise<void> {
  const camera = new Freenect2Camera({ file });
  const starting = camera.start({ onFrame: () => undefined, onStopped: () => undefined });
  await new Promise(setImmediate);
  await camera.stop();
  const started = await starting;
  if (started.ok) report({ kind: 'model', model: started.value });
  else report({ kind: 'refused', problem: started.problem });
}

/** The minimum within half a second: a joined thread is listed until the system has removed it. */
async function remains(): Promise<{ threads: number; files: number }> {
  let [threads, files] = [Infinity, Infinity];
  for (let look = 0; look < 10; look++) {
    threads = Math.min(threads, (await readdir('/proc/self/task')).length);
    files = Math.min(files, (await readdir('/proc/self/fd')).length);
    await setTimeout(50);
  }
  return { threads, files };
}

if (mode === 'probe') report({ kind: 'probe', probe: await probeFreenect2(loadFrom(file), null) });
if (mode === 'capture') await capture(Number(amount), Number(unwanted));
if (mode === 'cycle') await cycle(Number(amount));
if (mode === 'hurry') await hurry();
process.disconnect();
