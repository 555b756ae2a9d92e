import { join, resolve } from 'node:path';
import type { Intrinsics } from '../../../contract/frame.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { associate, sourceOfPairs, type Association, type IndexEntry } from './association.ts';
import { isThere, readWholeFile, unreadable } from '../files/files.ts';
import { readColorPicture, readDepthPicture } from '../pictures/pictures.ts';
import type { LabelledFrame, FrameSource } from '../frame-source.ts';
import { readLines } from '../files/text-lines.ts';

/** Depth of the TUM format: 5000 a metre. */
export const TUM_UNITS_PER_MILLIMETRE = 5;
/** Tolerance of the dataset's own association tool. */
const TOLERANCE_MS = 20;
/** The dataset's "ROS default" intrinsics, for folders without a `calibration.txt`. */
const DEFAULT_INTRINSICS: Intrinsics = { fx: 525, fy: 525, cx: 319.5, cy: 239.5 };
const LINE = /^(\d{1,10}(?:\.\d{1,12})?)\s+(\S(?:.{0,500}\S)?)\s*$/;

/**
 * Opens a folder in the format of the TUM RGB-D benchmark: `depth.txt` and `rgb.txt` list time stamps in seconds and
 * files, `#` begins a remark; depth is 16-bit PNG, 5000 a metre, 0 = no reading, registered to colour. Depth is
 * rounded to millimetres. A depth picture takes the colour nearest in time within 20 ms; without one it is left out
 * and shows as a gap in `sequence`. Intrinsics come from a `calibration.txt` (`fx fy cx cy`, as ETH3D writes it).
 * Format: vision.in.tum.de/data/datasets/rgbd-dataset/file_formats.
 */
export async function openTumFolder(folder: string): Promise<Result<FrameSource>> {
  const intrinsics = await readCalibration(join(folder, 'calibration.txt'));
  if (!intrinsics.ok) return intrinsics;
  const pairs = () =>
    associate(entries(folder, 'depth.txt'), entries(folder, 'rgb.txt'), TOLERANCE_MS);
  const sensor: SensorModel = {
    name: 'TUM RGB-D folder',
    serial: '',
    trust: 'recording',
    depthIntrinsics: intrinsics.value,
    colorIntrinsics: intrinsics.value,
    registration: { kind: 'registered' },
  };
  return sourceOfPairs(sensor, pairs, (pair) => readFrame(pair, sensor));
}

async function* entries(folder: string, list: string): AsyncGenerator<Result<IndexEntry>> {
  const file = join(folder, list);
  let previous = -Infinity;
  for await (const line of readLines(file)) {
    if (!line.ok) {
      yield line;
      return;
    }
    const { text, number } = line.value;
    if (text.trim() === '' || text.startsWith('#')) continue;
    const match = LINE.exec(text);
    if (match === null) {
      yield unreadable(file, `line ${number} is not a time stamp in seconds and a file name`);
      return;
    }
    // To the microsecond, like the benchmark's files.
    const timeMs = Math.round(Number(match[1]) * 1e6) / 1000;
    if (timeMs <= previous) {
      yield unreadable(file, `time runs backwards at line ${number}`);
      return;
    }
    previous = timeMs;
    const picture = inside(folder, match[2] ?? '');
    if (picture === null) {
      yield unreadable(file, `line ${number} names a file outside of the folder`);
      return;
    }
    yield succeed({ timeMs, file: picture });
  }
}

/** The path of a named file, or null if the name escapes from the folder. */
function inside(folder: string, name: string): string | null {
  const root = resolve(folder);
  const path = resolve(root, name);
  return path.startsWith(join(root, '/')) && !name.includes('\0') ? path : null;
}

async function readFrame(
  { depth, color, sequence }: Association,
  sensor: SensorModel,
): Promise<Result<LabelledFrame>> {
  const readings = await readDepthPicture(depth.file);
  if (!readings.ok) return readings;
  const picture = await readColorPicture(color.file);
  if (!picture.ok) return picture;
  const { width, height, data } = readings.value;
  if (picture.value.width !== width || picture.value.height !== height) {
    return unreadable(
      depth.file,
      `it is ${width}×${height}, its colour ${color.file} is ${picture.value.width}×${picture.value.height}`,
    );
  }
  return succeed({
    sequence,
    timeMs: depth.timeMs,
    depth: {
      width,
      height,
      data: data.map((value) => Math.round(value / TUM_UNITS_PER_MILLIMETRE)),
    },
    color: picture.value,
    sensor,
  });
}

async function readCalibration(file: string): Promise<Result<Intrinsics>> {
  const read = await readWholeFile(file, 4096);
  // Optional.
  if (!read.ok) return (await isThere(file)) ? read : succeed(DEFAULT_INTRINSICS);
  const numbers = read.value.toString('utf8').trim().split(/\s+/).map(Number);
  const [fx = NaN, fy = NaN, cx = NaN, cy = NaN] = numbers;
  if (numbers.length < 4 || !(fx > 0 && fy > 0) || !numbers.every(Number.isFinite)) {
    return unreadable(file, 'it does not hold fx fy cx cy in pixels');
  }
  return succeed({ fx, fy, cx, cy });
}
