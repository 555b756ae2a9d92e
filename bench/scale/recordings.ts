import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { quantile } from '../../electron/base/quantile.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import { asSensorFrame } from '../../electron/engine/camera/sensor-frame.ts';
import { openRecording } from '../../electron/engine/recording/mcap/read/open-recording.ts';
import { openRecordingWriter } from '../../electron/engine/recording/mcap/write/open-recording-writer.ts';
import { extrapolate, processorMs, type Point, type ScaleCurve } from './curve.ts';

const MINUTES = [1, 3, 10];
const HOURS_MINUTES = [60, 600];
const FRAMES_PER_MINUTE = 30 * 60;
const SEEKS = 40;
/** Of pictures: opening and seeking depend on how many frames there are, and files of small ones are made quickly. */
const [WIDTH, HEIGHT] = [16, 12];
const BYTES_PER_KIB = 1024;

export interface RecordingCurves {
  readonly open: ScaleCurve;
  readonly seek: ScaleCurve;
  readonly kibPerFrame: number;
}

/** Opening a recording of so many minutes, and jumping in it. Ten hours are extrapolated. */
export async function scaleOfRecordings(): Promise<RecordingCurves> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-scale-'));
  const opened: Point[] = [];
  const sought: Point[] = [];
  let bytesPerFrame = 0;
  try {
    for (const minutes of MINUTES) {
      const file = join(folder, `${minutes}.mcap`);
      const frames = minutes * FRAMES_PER_MINUTE;
      await write(file, frames);
      bytesPerFrame = (await stat(file)).size / frames;
      const spent: number[] = [];
      for (let time = 0; time < 3; time++) {
        spent.push(await processorMs(async () => orThrow(await openRecording(file)).close()));
      }
      opened.push([minutes, quantile(spent, 0.5)]);
      const recording = orThrow(await openRecording(file));
      const jumps = await processorMs(async () => {
        for (let i = 0; i < SEEKS; i++) {
          // Back and forth, over the whole length.
          orThrow(await recording.frameAt((i * 7919 * frames) % frames));
          orThrow(await recording.frameAt(Math.floor(((i + 0.5) / SEEKS) * frames)));
        }
      });
      await recording.close();
      sought.push([minutes, jumps / (2 * SEEKS)]);
      await rm(file);
    }
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  const curve = (name: string, measured: readonly Point[]): ScaleCurve => ({
    ...{ name, xTitle: 'minutes at 30 frames a second', yTitle: 'ms', measured },
    extrapolated: extrapolate(measured, HOURS_MINUTES),
  });
  return {
    open: curve('A recording is opened', opened),
    seek: curve('A jump in it, and its frame', sought),
    kibPerFrame: bytesPerFrame / BYTES_PER_KIB,
  };
}

async function write(file: string, frames: number): Promise<void> {
  const camera = {
    name: 'bench',
    serial: 'bench',
    intrinsics: { fx: 20, fy: 20, cx: WIDTH / 2, cy: HEIGHT / 2 },
    trust: 'recording' as const,
  };
  const [color, depth] = [
    new Uint8Array(4 * WIDTH * HEIGHT).fill(128),
    new Uint16Array(WIDTH * HEIGHT).fill(700),
  ];
  const frameAt = (i: number) =>
    asSensorFrame({
      ...{ sequence: i, timeMs: (i * 1000) / 30, width: WIDTH, height: HEIGHT },
      ...{ color, depth, camera },
    });
  const writer = orThrow(
    await openRecordingWriter(file, {
      ...{ app: 'bench', encoder: '', sensor: frameAt(0).sensor, color: 'jpeg' },
    }),
  );
  for (let i = 0; i < frames; i++) {
    await writer.ready();
    writer.offer(frameAt(i));
  }
  orThrow(await writer.close());
}
