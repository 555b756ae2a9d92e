import { join } from 'node:path';
import {
  KINECT_V1_HEIGHT as HEIGHT,
  KINECT_V1_WIDTH as WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../camera/registration/kinect-v1-model.ts';
import { NO_RAW_READING } from '../../camera/registration/raw-depth.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { associate, type Association, sourceOfPairs, type IndexEntry } from '../tum/association.ts';
import { FAKENECT_INDEX, TICKS_PER_MS } from '../../camera/kinect-v1/fakenect/fakenect-format.ts';
import { unreadable } from '../files/files.ts';
import { readLittleEndianPgm, readPpm } from '../pictures/netpbm.ts';
import type { LabelledFrame, FrameSource } from '../frame-source.ts';
import { readLines } from '../files/text-lines.ts';

/** More than half a frame of the colour camera in dim light, when it slows down to 10 frames a second. */
const TOLERANCE_MS = 50;
/** Longest delay of a frame on a busy computer. */
const LATEST_MS = 2000;
const NAME = /^([dra])-(\d{1,10}\.\d{1,9})-(\d{1,10})\.(pgm|ppm|dump)$/;
const ENDING: Readonly<Record<string, string>> = { d: 'pgm', r: 'ppm', a: 'dump' };

/**
 * Opens a dump of libfreenect's `fakenect-record`: `INDEX.txt` names the files in the order of arrival, raw 11-bit
 * depth (`d-…pgm`), colour (`r-…ppm`), tilt (`a-…dump`, not read). Times are those of the device's clock, counted from
 * the arrival of the first frame; where the clock is unusable, those of arrival. A depth frame takes the colour nearest
 * in time within 50 ms; without one it is left out and shows as a gap in `sequence`. A dump holds no calibration: that
 * of a published unit is used.
 */
export async function openFakenectDump(folder: string): Promise<Result<FrameSource>> {
  const chosen = await chooseClock(folder);
  if (!chosen.ok) return chosen;
  const clock = chosen.value;
  const pairs = () =>
    associate(entries(folder, 'd', clock), entries(folder, 'r', clock), TOLERANCE_MS);
  const sensor = kinectV1Sensor(USUAL_KINECT_V1, '', 'recording');
  return sourceOfPairs(sensor, pairs, (pair) => readFrame(pair, sensor));
}

interface DumpFile {
  readonly name: string;
  readonly kind: string;
  /** Unix time of arrival. */
  readonly arrivalMs: number;
  /** The device's 60 MHz clock, low 32 bits. */
  readonly ticks: number;
  readonly line: number;
}

/** When a file's frame was taken, in milliseconds. */
type Clock = (file: DumpFile) => number;

const byArrival: Clock = ({ arrivalMs }) => arrivalMs;

/** The files of depth and colour in the order of the index. */
async function* readIndex(folder: string): AsyncGenerator<Result<DumpFile>> {
  const index = join(folder, FAKENECT_INDEX);
  for await (const line of readLines(index)) {
    if (!line.ok) {
      yield line;
      return;
    }
    const { text, number } = line.value;
    if (text === '') continue;
    const [, kind = '', time, ticks, ending] = NAME.exec(text) ?? [];
    if (kind === '' || ENDING[kind] !== ending) {
      yield unreadable(index, `line ${number} is not the name of a file of a dump`);
      return;
    }
    if (kind === 'a') continue;
    const arrivalMs = Number(time) * 1000;
    yield succeed({ name: text, kind, arrivalMs, ticks: Number(ticks), line: number });
  }
}

/**
 * The device's clock if it runs and keeps in step with the arrivals, else the arrivals. A busy computer takes frames
 * late, and arrivals would pair them wrongly.
 */
async function chooseClock(folder: string): Promise<Result<Clock>> {
  let byTicks: Clock | null = null;
  const previous = new Map<string, number>();
  for await (const file of readIndex(folder)) {
    if (!file.ok) return file;
    const { kind, arrivalMs } = file.value;
    byTicks ??= deviceClock(file.value);
    const timeMs = byTicks(file.value);
    const stands = timeMs <= (previous.get(kind) ?? -Infinity);
    if (stands || Math.abs(timeMs - arrivalMs) > LATEST_MS) return succeed(byArrival);
    previous.set(kind, timeMs);
  }
  return succeed(byTicks ?? byArrival);
}

/** The clock wraps every 71.6 s; the arrival shows how often it has. */
function deviceClock(first: DumpFile): Clock {
  return ({ arrivalMs, ticks }) => {
    const passed = (arrivalMs - first.arrivalMs) * TICKS_PER_MS;
    const counted = ticks - first.ticks;
    const wraps = Math.round((passed - counted) / 2 ** 32);
    return first.arrivalMs + (counted + wraps * 2 ** 32) / TICKS_PER_MS;
  };
}

/** The files of one stream. */
async function* entries(
  folder: string,
  stream: 'd' | 'r',
  clock: Clock,
): AsyncGenerator<Result<IndexEntry>> {
  let previous = -Infinity;
  for await (const file of readIndex(folder)) {
    if (!file.ok) {
      yield file;
      return;
    }
    const { name, kind, line } = file.value;
    if (kind !== stream) continue;
    const timeMs = Math.round(clock(file.value) * 1000) / 1000;
    if (timeMs <= previous) {
      yield unreadable(join(folder, FAKENECT_INDEX), `time runs backwards at line ${line}`);
      return;
    }
    previous = timeMs;
    yield succeed({ timeMs, file: join(folder, name) });
  }
}

async function readFrame(
  { depth, color, sequence }: Association,
  sensor: SensorModel,
): Promise<Result<LabelledFrame>> {
  const readings = await readRawDepth(depth.file);
  if (!readings.ok) return readings;
  const picture = await readPpm(color.file);
  if (!picture.ok) return picture;
  if (picture.value.width !== WIDTH || picture.value.height !== HEIGHT) {
    return unreadable(color.file, `colour of a Kinect v1 is ${WIDTH}×${HEIGHT}`);
  }
  return succeed({
    sequence,
    timeMs: depth.timeMs,
    depth: readings.value,
    color: picture.value,
    sensor,
  });
}

/** Raw depth as libfreenect writes it: 640×480 values of 11 bits, 2047 = no reading. */
export async function readRawDepth(file: string): Promise<Result<LabelledFrame['depth']>> {
  const readings = await readLittleEndianPgm(file);
  if (!readings.ok) return readings;
  const { width, height, data } = readings.value;
  if (width !== WIDTH || height !== HEIGHT) {
    return unreadable(
      file,
      `raw depth of a Kinect v1 is ${WIDTH}×${HEIGHT}, this is ${width}×${height}`,
    );
  }
  const wrong = data.findIndex((value) => value > NO_RAW_READING);
  if (wrong !== -1) {
    return unreadable(
      file,
      `pixel ${wrong} is ${data[wrong] ?? 0}, more than the 11 bits of raw depth`,
    );
  }
  return readings;
}
