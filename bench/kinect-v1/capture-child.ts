/**
 * One capture of `bench/kinect-v1/capture.ts`: `exact` takes fingerprints, `capture` only takes frames, `register` also
 * registers them.
 */
import { FreenectCamera } from '../../electron/engine/camera/kinect-v1/freenect-camera.ts';
import { fingerprintOf } from '../../electron/engine/camera/kinect-v1/fakenect/frame-fingerprint.ts';
import { startFreenect } from '../../electron/engine/camera/kinect-v1/freenect-stream.ts';
import { loadNativeModule } from '../../electron/engine/camera/kinect-v1/native-module.ts';
import { spread } from '../assets.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';

/** In the order of arrival. */
type Fingerprints = readonly (readonly [sequence: number, fingerprint: string])[];

export interface CaptureMeasurement {
  readonly frames: number;
  readonly fingerprints: Fingerprints;
  readonly dropped: number;
  readonly unpaired: number;
  readonly cpuPercent: number;
  readonly fps: number;
  readonly latency: string;
  readonly rssEarlyMb: number;
  readonly rssLateMb: number;
}

/** Excludes starting Node and compiling. */
const SETTLED_MS = 5000;

interface Run {
  readonly frames: number;
  readonly fingerprints: Fingerprints;
  readonly latencies: readonly number[];
  readonly dropped: number;
  readonly unpaired: number;
  /** From the first frame to the last. */
  readonly streamedMs: number;
}

/** The native code and its ring, each frame read once, as a pipeline behind it would. */
function captureOnly(): Promise<Run> {
  const loaded = loadNativeModule();
  if (!loaded.ok) throw new Error(loaded.reason);
  const library = process.env['DEPTHLOCK_FREENECT_LIBRARY'] ?? '';
  const latencies: number[] = [];
  let frames = 0;
  let firstMs = NaN;
  return new Promise((resolve) => {
    const stream = startFreenect(loaded.native, library, 0, {
      onOpened: () => undefined,
      onFrame: (frame) => {
        if (Number.isNaN(firstMs)) firstMs = performance.now();
        if (frame.stream === 'depth') frames++;
        latencies.push(Number(process.hrtime.bigint()) / 1e6 - frame.hostMs);
        stream.giveBack(frame);
      },
      onFailed: () => {
        const dropped = stream.dropped('depth') + stream.dropped('video');
        const streamedMs = performance.now() - firstMs;
        void stream.stop().then(() => {
          resolve({ frames, fingerprints: [], latencies, dropped, unpaired: 0, streamedMs });
        });
      },
    });
  });
}

async function captureFrames(exact: boolean): Promise<Run> {
  const camera = new FreenectCamera();
  const fingerprints: [number, string][] = [];
  let frames = 0;
  let firstMs = NaN;
  await new Promise<void>((resolve, reject) => {
    const observer = {
      onFrame: () => {
        if (Number.isNaN(firstMs)) firstMs = performance.now();
        frames++;
      },
      onStopped: () => {
        resolve();
      },
    };
    const onSensorFrame: NonNullable<Parameters<FreenectCamera['start']>[0]['onSensorFrame']> = ({
      sequence,
      depth,
      color,
    }) => {
      fingerprints.push([sequence, fingerprintOf(depth.data, color.data)]);
    };
    camera
      .start(exact ? { ...observer, onSensorFrame } : observer)
      .then(orThrow)
      .catch(reject);
  });
  const streamedMs = performance.now() - firstMs;
  await camera.stop();
  return { frames, fingerprints, latencies: [], streamedMs, ...camera.statistics() };
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
    fps: (1000 * run.frames) / run.streamedMs,
    latency: run.latencies.length === 0 ? '' : spread(run.latencies),
    rssEarlyMb: rssEarly / 2 ** 20,
    rssLateMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

const measurement = await measure(process.argv[2]);
process.send?.(measurement, () => {
  process.disconnect();
});
