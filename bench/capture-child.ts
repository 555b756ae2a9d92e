/** One capture of `bench/capture.ts`: `exact` fingerprints, `capture` only takes, `register` registers too. */
import { FreenectCamera } from '../electron/engine/camera/freenect/freenect-camera.ts';
import { fingerprintOf } from '../electron/engine/camera/freenect/frame-fingerprint.ts';
import {
  FreenectStream,
  type RawFrame,
} from '../electron/engine/camera/freenect/freenect-stream.ts';
import { loadNativeModule } from '../electron/engine/camera/freenect/native-module.ts';
import { orThrow, spread } from './assets.ts';

export interface CaptureMeasurement {
  readonly frames: number;
  readonly fingerprints: readonly string[];
  readonly dropped: number;
  readonly unpaired: number;
  readonly cpuPercent: number;
  readonly fps: number;
  readonly latency: string;
  readonly rssEarlyMb: number;
  readonly rssLateMb: number;
}

/** Starting Node and compiling is no part of capture. */
const SETTLED_MS = 5000;

interface Run {
  readonly frames: number;
  readonly fingerprints: readonly string[];
  readonly latencies: readonly number[];
  readonly dropped: number;
  readonly unpaired: number;
}

/** The native code and its ring, each frame read once, as a pipeline behind it would. */
function captureOnly(): Promise<Run> {
  const loaded = loadNativeModule();
  if (!loaded.ok) throw new Error(loaded.reason);
  const library = process.env['DEPTHLOCK_FREENECT_LIBRARY'] ?? '';
  const latencies: number[] = [];
  let frames = 0;
  return new Promise((resolve) => {
    const stream = new FreenectStream(loaded.native, library, 0, {
      onOpened: () => undefined,
      onFrame: (frame: RawFrame) => {
        if (frame.stream === 'depth') frames++;
        latencies.push(Number(process.hrtime.bigint()) / 1e6 - frame.hostMs);
        stream.giveBack(frame);
      },
      onFailed: () => {
        const dropped = stream.dropped('depth') + stream.dropped('video');
        void stream.stop().then(() => {
          resolve({ frames, fingerprints: [], latencies, dropped, unpaired: 0 });
        });
      },
    });
  });
}

async function captureFrames(exact: boolean): Promise<Run> {
  const camera = new FreenectCamera();
  const fingerprints: string[] = [];
  let frames = 0;
  await new Promise<void>((resolve, reject) => {
    const observer = {
      onFrame: () => {
        frames++;
      },
      onStopped: () => {
        resolve();
      },
    };
    const onSensorFrame: NonNullable<Parameters<FreenectCamera['start']>[0]['onSensorFrame']> = ({
      depth,
      color,
    }) => {
      fingerprints.push(fingerprintOf(depth.data, color.data));
    };
    camera
      .start(exact ? { ...observer, onSensorFrame } : observer)
      .then(orThrow)
      .catch(reject);
  });
  await camera.stop();
  return { frames, fingerprints, latencies: [], ...camera.statistics() };
}

async function measure(mode: string | undefined): Promise<CaptureMeasurement> {
  let rssEarly = process.memoryUsage.rss();
  let cpu = process.cpuUsage();
  let startMs = performance.now();
  const settled = setTimeout(() => {
    rssEarly = process.memoryUsage.rss();
    cpu = process.cpuUsage();
    startMs = performance.now();
  }, SETTLED_MS);
  const beginMs = performance.now();
  const run = mode === 'capture' ? await captureOnly() : await captureFrames(mode === 'exact');
  clearTimeout(settled);
  const used = process.cpuUsage(cpu);
  const endMs = performance.now();
  return {
    frames: run.frames,
    fingerprints: run.fingerprints,
    dropped: run.dropped,
    unpaired: run.unpaired,
    cpuPercent: (used.user + used.system) / 10 / (endMs - startMs),
    fps: (1000 * run.frames) / (endMs - beginMs),
    latency: run.latencies.length === 0 ? '' : spread(run.latencies),
    rssEarlyMb: rssEarly / 2 ** 20,
    rssLateMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

const measurement = await measure(process.argv[2]);
process.send?.(measurement, () => {
  process.disconnect();
});
