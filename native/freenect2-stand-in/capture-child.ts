/**
 * For tests: one camera on the stand-in, in its own process, because its scenario is in the environment and leaks are
 * counted per process. Sends the camera's events to its parent, frames as fingerprints.
 */
import { readdir } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import {
  captureAgainAndAgain,
  captureOnce,
  type CameraReport,
  type Remains,
} from '../../electron/engine/camera/capture/camera-child-fixture.ts';
import {
  Freenect2Camera,
  type Freenect2Statistics,
} from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-camera.ts';
import { probeFreenect2 } from '../../electron/engine/camera/kinect-v2/libfreenect2/freenect2-source.ts';
import { loadFrom } from '../../electron/engine/camera/kinect-v2/libfreenect2/native-module.ts';
import { turnedCamera } from '../../electron/engine/camera/mirrored/turned-camera.ts';
import { turnPixels } from '../../electron/engine/camera/mirrored/turn-pictures.ts';
import type { CameraPicture } from '../../electron/engine/camera/picture/camera-picture.ts';
import type { Probe } from '../../electron/engine/camera/probe.ts';
import { createRegistration } from '../../electron/engine/camera/registration/register.ts';
import type { SensorFrame } from '../../electron/engine/camera/sensor-frame.ts';
import { frameNumberOf, patternFingerprint } from './pattern.ts';

export type ChildReport =
  | { readonly kind: 'probe'; readonly probe: Probe }
  | CameraReport<Freenect2Statistics>
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
  /** A frame of the camera with the setting “mirrored”. */
  | {
      readonly kind: 'turned';
      readonly fingerprint: string;
      /** Of what was registered, live and from what was kept. */
      readonly live: string;
      readonly again: string;
      /** Does the picture for people show, as it says it lies, the colour that was kept? */
      readonly pictureFits: boolean;
    };

const [mode, file = '', amount, unwanted = 0] = process.argv.slice(2);
const report = (message: ChildReport): void => {
  process.send?.(message);
};

/**
 * @param most frames after which it stops by itself
 * @param unwanted number of leading sensor frames that are not kept
 */
async function capture(most: number, unwanted: number): Promise<void> {
  let frames = 0;
  let told: Omit<Extract<ChildReport, { kind: 'frame' }>, 'colored'> | null = null;
  await captureOnce(new Freenect2Camera({ file }), report, (end) => ({
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
  }));
}

/** @param most frames after which it stops by itself */
async function captureTurned(most: number): Promise<void> {
  let frames = 0;
  let kept: SensorFrame | null = null;
  const nothing = new Uint16Array();
  const device = new Freenect2Camera({ file });
  const camera = Object.assign(turnedCamera(device, 512), {
    statistics: () => device.statistics(),
  });
  await captureOnce(camera, report, (end) => ({
    onSensorFrame: (frame) => {
      kept = frame;
    },
    onFrame: ({ depth, infrared = nothing, color }, picture = null) => {
      if (kept === null) return;
      const again = createRegistration(kept.sensor)(kept);
      report({
        kind: 'turned',
        fingerprint: patternFingerprint(
          kept.depth.data,
          kept.infrared?.data ?? nothing,
          kept.color.data,
        ),
        live: patternFingerprint(depth, infrared, color),
        again: patternFingerprint(again.depth, again.infrared ?? nothing, again.color),
        pictureFits: picture !== null && Buffer.compare(asSeen(picture), kept.color.data) === 0,
      });
      if (++frames >= most) end();
    },
  }));
}

function asSeen({ image, isTurned }: CameraPicture): Uint8Array {
  const seen = image.data.slice();
  if (isTurned) turnPixels(seen, image.width);
  return seen;
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
async function remains(): Promise<Remains> {
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
if (mode === 'turned') await captureTurned(Number(amount));
if (mode === 'cycle') {
  await captureAgainAndAgain(() => new Freenect2Camera({ file }), Number(amount), remains, report);
}
if (mode === 'hurry') await hurry();
process.disconnect();
