import { mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import type { SensorModel } from '../../electron/engine/camera/sensor-frame.ts';
import { TEST_KINECT_V2 } from '../../electron/engine/camera/registration/kinect-v2-fixture.ts';
import { kinectV2Sensor } from '../../electron/engine/camera/registration/kinect-v2-model.ts';
import { SeededRandom } from '../../electron/base/seeded-random.ts';
import { openRecording } from '../../electron/engine/recording/mcap/read/open-recording.ts';
import { openThreadedRecordingWriter } from '../../electron/engine/recording/mcap/write/open-recording-writer.ts';
import { BufferPool } from '../../electron/engine/recording/mcap/write/buffer-pool.ts';
import { ColorPacker } from '../../electron/engine/recording/mcap/colour-codec.ts';
import {
  encodeCompressedImage,
  encodeRawImage,
} from '../../electron/engine/recording/mcap/foxglove.ts';
import { holdFrame } from '../../electron/engine/recording/mcap/held-frame.ts';
import { RecordingFile } from '../../electron/engine/recording/mcap/write/recording-file.ts';
import { quantile } from '../../electron/base/quantile.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { compareDepthCodecs } from './depth-codecs.ts';
import { realFrames } from './real-frames.ts';
import { makePictures, type Format } from './recording-pictures.ts';

/** Set `DEPTHLOCK_BENCH_SECONDS` to 600 for the promised ten minutes. */
const SECONDS = Number(process.env['DEPTHLOCK_BENCH_SECONDS'] ?? 20);
const FPS = 30;
const HOUR_FRAMES = 3600 * FPS;
const SEEKS = 200;
const INTRINSICS = { fx: 525, fy: 525, cx: 319.5, cy: 239.5 };
const REGISTERED: SensorModel = {
  name: 'bench',
  serial: '0',
  trust: 'virtual',
  depthIntrinsics: INTRINSICS,
  colorIntrinsics: INTRINSICS,
  registration: { kind: 'registered' },
};

const FORMATS: readonly Format[] = [
  { name: '640×480 colour and depth', sensor: REGISTERED, depth: [640, 480], color: [640, 480] },
  {
    name: '1920×1080 colour, 512×424 depth',
    sensor: kinectV2Sensor(TEST_KINECT_V2, '0', 'virtual'),
    depth: [512, 424],
    color: [1920, 1080],
  },
];

/** Depth codecs; recording in real time; an hour-long file: losses, cost, and speed of seeking. */
export async function benchRecording(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-bench-'));
  try {
    const lines: string[] = [];
    const real = await realFrames();
    if (typeof real === 'string')
      lines.push(`depth codecs, frames of a Kinect v1: left out, ${real}`);
    else {
      lines.push('depth codecs, frames of a Kinect v1, 640×480:');
      lines.push(...(await compareDepthCodecs(real)));
    }
    for (const format of FORMATS) {
      lines.push(
        `depth codecs, a wall with more noise than a sensor has, ${format.depth.join('×')}:`,
      );
      lines.push(
        ...(await compareDepthCodecs([1, 2, 3].map((seed) => makePictures(format, seed)))),
      );
    }
    for (const format of FORMATS) lines.push(...(await record(folder, format)));
    return [...lines, ...(await seek(folder))];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function record(folder: string, format: Format): Promise<readonly string[]> {
  const file = join(folder, `${format.depth[0]}.mcap`);
  const { sensor } = format;
  const samples = [1, 2, 3, 4, 5, 6].map((seed) => makePictures(format, seed));
  const made = { sensor, app: 'bench', encoder: '', color: 'jpeg' } as const;
  const writer = orThrow(await openThreadedRecordingWriter(file, made));
  const startMs = performance.now();
  let cpu = process.cpuUsage();
  let threadMs = await mainThreadCpuMs();
  let memory = process.memoryUsage.rss();
  const settled = Math.min(5 * FPS, Math.floor((SECONDS * FPS) / 2));
  let settledMs = startMs;
  let settledFrames = 0;
  let largest = 0;
  for (let sequence = 0; sequence < SECONDS * FPS; sequence++) {
    const dueMs = startMs + (1000 * sequence) / FPS;
    await wait(Math.max(0, dueMs - performance.now()));
    if (sequence === settled) {
      [cpu, memory, settledMs] = [process.cpuUsage(), process.memoryUsage.rss(), performance.now()];
      threadMs = await mainThreadCpuMs();
      settledFrames = writer.statistics().frames;
    }
    if (sequence >= settled) largest = Math.max(largest, process.memoryUsage.rss());
    const sample = samples[sequence % samples.length];
    if (sample !== undefined) writer.offer({ ...sample, sequence, timeMs: dueMs, sensor });
  }
  const used = process.cpuUsage(cpu);
  const threadEndMs = await mainThreadCpuMs();
  const elapsedMs = performance.now() - settledMs;
  const written = writer.statistics().frames - settledFrames;
  orThrow(await writer.close());
  const { frames, droppedByDisk, bytes, durationMs } = writer.statistics();
  const perMinute = (total: number) => ((60_000 * total) / durationMs / 1e6).toFixed(0);
  const share = (ms: number) => `${((100 * ms) / elapsedMs).toFixed(0)} %`;
  const perFrame = ((used.user + used.system) / 1000 / Math.max(1, written)).toFixed(1);
  const thread =
    threadMs === null || threadEndMs === null ? 'unknown' : share(threadEndMs - threadMs);
  const raw =
    frames * (2 * format.depth[0] * format.depth[1] + 3 * format.color[0] * format.color[1]);
  return [
    `${format.name}, ${SECONDS} s at ${FPS} fps: ${frames} frames, ${droppedByDisk} dropped  (budget 0)`,
    `  of a core: the caller's thread ${thread}, the whole process ${share((used.user + used.system) / 1000)}  (budget 40 %), ${perFrame} ms for a frame that is written`,
    `  memory up by at most ${((largest - memory) / 2 ** 20).toFixed(0)} MiB once settled  (budget 30)`,
    `  ${perMinute(bytes)} MB/min; raw ${perMinute(raw)}; load of the machine ${loadavg()
      .map((load) => load.toFixed(1))
      .join(' ')}`,
    ...(await openAndSeek(file, durationMs)),
  ];
}

async function seek(folder: string): Promise<readonly string[]> {
  const file = join(folder, 'hour.mcap');
  const sensor = REGISTERED;
  // One small picture: an hour of large ones does not fit every disk, and the index is the same.
  const pictures = makePictures({ depth: [64, 48], color: [64, 48] }, 1);
  const frame = holdFrame({ ...pictures, sequence: 0, timeMs: 0, sensor }, new BufferPool());
  const { width, height, bytes } = frame.depth;
  const depth = encodeRawImage({ width, height, encoding: '16UC1', data: bytes }, 0, 'depth');
  const color = encodeCompressedImage(
    await new ColorPacker().pack(frame.color, 'jpeg'),
    0,
    'color',
  );
  const made = { sensor, app: 'bench', encoder: '', color: 'jpeg' } as const;
  const hour = orThrow(await RecordingFile.create(file, made));
  for (let sequence = 0; sequence < HOUR_FRAMES; sequence++) {
    const copied = await hour.copy({ sequence, timeMs: (1000 * sequence) / FPS }, [
      { stream: 'depth', parts: depth },
      { stream: 'color', parts: color },
    ]);
    orThrow(copied);
  }
  orThrow(await hour.end({ droppedByDisk: 0, missedByCamera: 0 }));
  const size = ((await stat(file)).size / 1e6).toFixed(0);
  return [
    `an hour, ${HOUR_FRAMES} frames of 64×48, ${size} MB:`,
    ...(await openAndSeek(file, 3_600_000)),
  ];
}

/** Opens the file, and seeks to random moments in it. */
async function openAndSeek(file: string, durationMs: number): Promise<readonly string[]> {
  const before = process.memoryUsage.rss();
  const cpu = process.cpuUsage();
  const start = performance.now();
  const recording = orThrow(await openRecording(file));
  const openMs = performance.now() - start;
  const { user, system } = process.cpuUsage(cpu);
  const openCpuMs = ((user + system) / 1000).toFixed(0);
  const firstMs = recording.times[0] ?? 0;
  const random = new SeededRandom(5);
  const times: number[] = [];
  const opened = process.memoryUsage.rss();
  for (let k = 0; k < SEEKS; k++) {
    const from = performance.now();
    orThrow(await recording.frameAt(recording.indexAt(firstMs + durationMs * random.next())));
    times.push(performance.now() - from);
  }
  const mebibytes = (from: number, to: number) => ((to - from) / 2 ** 20).toFixed(0);
  const opening = mebibytes(before, opened);
  const scrubbing = mebibytes(opened, process.memoryUsage.rss());
  await recording.close();
  return [
    `  opened in ${openMs.toFixed(0)} ms  (budget 200), ${openCpuMs} ms of processor time, memory up by ${opening} MiB`,
    `  ${SEEKS} seeks, to the decoded frame: p50 ${quantile(times, 0.5).toFixed(1)} ms, p95 ${quantile(times, 0.95).toFixed(1)} ms  (budget 50), memory up by ${scrubbing} MiB`,
  ];
}

/** CPU time of the main thread, milliseconds; null if the system does not report it (Linux does). */
async function mainThreadCpuMs(): Promise<number | null> {
  try {
    const text = await readFile(`/proc/self/task/${process.pid}/schedstat`, 'utf8');
    return Number(text.split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
