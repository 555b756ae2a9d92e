/** Writes a dump folder that `fakenect` replays as if it were a Kinect v1; its files are described in fakenect-format.ts. */
import { mkdir, open, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import {
  FAKENECT_COLOR_HEADER,
  FAKENECT_DEPTH_HEADER,
  FAKENECT_HEIGHT,
  FAKENECT_INDEX,
  FAKENECT_WIDTH,
  TICKS_PER_MS,
} from '../../camera/kinect-v1/fakenect/fakenect-format.ts';
import { asDelivered } from '../../camera/mirrored/turn-sensor.ts';
import type { SensorFrame } from '../../camera/sensor-frame.ts';
import { reasonOf } from '../../../base/error-words.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from '../files/private-files.ts';

const PIXELS = FAKENECT_WIDTH * FAKENECT_HEIGHT;

export interface FakenectDumpWriter {
  /** Appends one frame of raw 11-bit readings and colour; does not keep the frame. */
  write(frame: SensorFrame): Promise<Result<void>>;
  /** Frames written so far. */
  readonly frames: number;
  close(): Promise<Result<void>>;
}

/**
 * Creates `folder` and starts a dump in it. Fails if it already holds a dump.
 * @param startedAt unix time of the first frame, in milliseconds; used only in file names
 */
export async function startFakenectDump(
  folder: string,
  startedAt = Date.now(),
): Promise<Result<FakenectDumpWriter>> {
  try {
    await mkdir(folder, { recursive: true, ...PRIVATE_FOLDER });
    // Never over another dump: its files would mix with ours.
    const index = await open(join(folder, FAKENECT_INDEX), 'wx', PRIVATE_FILE.mode);
    return succeed(writerInto(folder, index, startedAt));
  } catch (error) {
    return fail(
      'files-unwritable',
      `No dump could be started in ${folder} (${reasonOf(error)}). Choose an empty folder that can be written to.`,
    );
  }
}

function writerInto(
  folder: string,
  index: Awaited<ReturnType<typeof open>>,
  startedAt: number,
): FakenectDumpWriter {
  let frames = 0;
  let firstMs: number | null = null;
  return {
    get frames() {
      return frames;
    },
    async write(turned) {
      const misfit = misfitOf(turned);
      if (misfit !== null) return fail('files-unwritable', misfit);
      // A dump says nothing of the setting with which the camera was used.
      const frame = asDelivered(turned);
      firstMs ??= frame.timeMs;
      const seconds = ((startedAt + frame.timeMs - firstMs) / 1000).toFixed(6);
      const ticks = Math.round(frame.timeMs * TICKS_PER_MS) % 2 ** 32;
      const depth = `d-${seconds}-${ticks}.pgm`;
      const color = `r-${seconds}-${ticks}.ppm`;
      try {
        await writeFile(join(folder, depth), depthFile(frame.depth.data), PRIVATE_FILE);
        await writeFile(join(folder, color), colorFile(frame.color.data), PRIVATE_FILE);
        // Last, so that every file the index names is there.
        await index.writeFile(`${depth}\n${color}\n`);
      } catch (error) {
        return fail(
          'files-unwritable',
          `A frame could not be written to ${folder} (${reasonOf(error)}). What was written before it can be played.`,
        );
      }
      frames++;
      return succeed(undefined);
    },
    async close() {
      try {
        await index.close();
        return succeed(undefined);
      } catch (error) {
        return fail('files-unwritable', `${folder} could not be finished (${reasonOf(error)}).`);
      }
    },
  };
}

/** Why a frame does not fit a dump, as a sentence; null if it does. */
function misfitOf({ depth, color, sensor }: SensorFrame): string | null {
  if (sensor.registration.kind !== 'kinect-v1') {
    return `A fakenect dump holds the raw readings of a Kinect v1; ${sensor.name} delivers others.`;
  }
  for (const { width, height } of [depth, color]) {
    if (width === FAKENECT_WIDTH && height === FAKENECT_HEIGHT) continue;
    return `A fakenect dump holds pictures of 640×480; this one is ${width}×${height}.`;
  }
  if (depth.data.length === PIXELS && color.data.length === 4 * PIXELS) return null;
  return 'A picture does not have as many pixels as its size says.';
}

function depthFile(readings: Uint16Array): Buffer {
  const body = Buffer.from(readings.buffer, readings.byteOffset, readings.byteLength);
  return Buffer.concat([Buffer.from(FAKENECT_DEPTH_HEADER), body]);
}

function colorFile(rgba: Uint8Array): Buffer {
  const file = Buffer.allocUnsafe(FAKENECT_COLOR_HEADER.length + 3 * PIXELS);
  let at = file.write(FAKENECT_COLOR_HEADER);
  for (let i = 0; i < rgba.length; i += 4) {
    file[at++] = rgba[i] ?? 0;
    file[at++] = rgba[i + 1] ?? 0;
    file[at++] = rgba[i + 2] ?? 0;
  }
  return file;
}
