/** Sessions for tests: built in memory, and read whole. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SensorModel } from '../camera/sensor-frame.ts';
import { SeededRandom } from '../../base/seeded-random.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { LabelledFrame, FrameSource } from './frame-source.ts';

const INTRINSICS = { fx: 30, fy: 31, cx: 15.5, cy: 11.5 };
export const TEST_SENSOR: SensorModel = {
  name: 'Test sensor',
  serial: '7',
  trust: 'recording',
  depthIntrinsics: INTRINSICS,
  colorIntrinsics: INTRINSICS,
  registration: { kind: 'registered' },
};

/** A registered frame of 32×24 with noise in every pixel; depth below `farthestMm`, a tenth without a reading. */
export function noiseFrame(sequence: number, farthestMm = 10_000): LabelledFrame {
  const random = new SeededRandom(sequence + 1);
  const [width, height] = [32, 24];
  const depth = Uint16Array.from({ length: width * height }, () =>
    random.next() < 0.1 ? 0 : Math.floor(random.next() * farthestMm),
  );
  const color = Uint8Array.from({ length: width * height * 4 }, (_, i) =>
    i % 4 === 3 ? 255 : Math.floor(random.next() * 256),
  );
  return {
    sequence,
    timeMs: 1000 + Math.round((sequence * 1e6) / 30) / 1000,
    depth: { width, height, data: depth },
    color: { width, height, data: color },
    sensor: TEST_SENSOR,
  };
}

/** Frames as a session. */
export function sourceOf(
  frames: readonly LabelledFrame[],
  sensor: SensorModel = TEST_SENSOR,
): FrameSource {
  return {
    sensor,
    frames: frames.length,
    // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
    async *read(_signal, first = 0) {
      for (const frame of frames.slice(first)) yield succeed(frame);
    },
    close: () => Promise.resolve(),
  };
}

/** All frames of a session; throws at its first problem. */
export async function readAll(opened: Result<FrameSource>): Promise<LabelledFrame[]> {
  const source = orThrow(opened);
  const frames: LabelledFrame[] = [];
  for await (const frame of source.read(new AbortController().signal)) {
    frames.push(orThrow(frame));
  }
  await source.close();
  return frames;
}

export const neverAborted = (): AbortSignal => new AbortController().signal;

/** Runs a test in a temporary folder, removed afterwards. */
export async function inFolder(test: (folder: string) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-formats-'));
  try {
    await test(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
