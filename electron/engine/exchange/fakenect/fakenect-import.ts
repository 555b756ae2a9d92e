import { basename, join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import {
  KINECT_V1_HEIGHT as HEIGHT,
  KINECT_V1_WIDTH as WIDTH,
  kinectV1Sensor,
} from '../../camera/registration/kinect-v1-model.ts';
import { NO_RAW_READING } from '../../camera/registration/raw-depth.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { FAKENECT_INDEX } from '../../camera/kinect-v1/fakenect/fakenect-format.ts';
import { isThere } from '../../../base/is-there.ts';
import { unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import { readLines } from '../files/text-lines.ts';
import type { LabelledFrame, FrameSource } from '../frame-source.ts';
import { LeftOutCount } from '../left-out.ts';
import { readLittleEndianPgm, readPpm } from '../pictures/netpbm.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { nothingToRead, sourceOfShots, type Shot } from '../shots/shot-source.ts';
import { associate, type IndexEntry } from '../tum/association.ts';
import { clockOf, type Clock, type DumpFile } from './dump-clock.ts';
import { readDumpCalibration } from './dump-calibration.ts';

/** More than half a frame of the colour camera in dim light, when it slows down to 10 frames a second. */
const TOLERANCE_MS = 50;
const NAME = /^([dra])-(\d{1,10}(?:[.,]\d{1,9})?)-(\d{1,10})\.(pgm|ppm|dump)$/;
const ENDING: Readonly<Record<string, string>> = { d: 'pgm', r: 'ppm', a: 'dump' };

/**
 * Opens a dump of libfreenect's `fakenect-record`: `INDEX.txt` names the files in the order of arrival, raw 11-bit
 * depth (`d-…pgm`), colour (`r-…ppm`), tilt (`a-…dump`, not read). Times are those of the device's clock, counted from
 * the arrival of the first frame; where the clock is unusable, those of arrival. A depth frame takes the colour nearest
 * in time within 50 ms; without one it is left out and shows as a gap in `sequence`. Where one stream was not recorded,
 * the session has the other alone. The calibration is that of `device.json`, which libfreenect writes since 0.6; else
 * that of a published unit. A dump whose `INDEX.txt` is missing has the pictures that its folder holds; where it ends before
 * them, as after an interruption, those that follow too.
 */
export async function openFakenectDump(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    folder,
    'a fakenect dump',
    'whose raw readings and registration are those of a Kinect v1',
  );
  if (idle !== null) return idle;
  const leftOut = new LeftOutCount();
  const files = await readIndex(folder, leftOut);
  if (!files.ok) return files;
  const clock = clockOf(files.value);
  const depths = entries(folder, files.value, 'd', clock);
  const colors = entries(folder, files.value, 'r', clock);
  const calibration = await readDumpCalibration(folder);
  const shots = shotsOf(depths, colors);
  if (shots.length === 0) return nothingToRead(folder, leftOut.value);
  const model = kinectV1Sensor(calibration.value, '', 'recording');
  const { from } = calibration;
  const sensor: SensorModel = {
    ...model,
    reading: {
      intrinsics: { value: model.colorIntrinsics, from },
      scale: { value: { kind: 'disparity' }, from: 'format' },
      invalid: { value: [NO_RAW_READING], from: 'format' },
      time: { value: clock.kind, from: 'file' },
      registration: { value: 'calibration', from },
    },
  };
  const notices = [
    ...calibration.notices,
    ...clock.notices,
    ...streamNotices(depths, colors, shots),
  ];
  const read = (shot: Shot) => readFrame(shot, sensor);
  return succeed(sourceOfShots({ sensor, shots, leftOut: leftOut.value, notices, read }));
}

/** Whether a name is that of a dump's picture. */
export function isDumpPicture(name: string): boolean {
  const [, kind = '', , , ending] = NAME.exec(name) ?? [];
  return kind !== '' && kind !== 'a' && ENDING[kind] === ending;
}

/** The files of depth and colour in the order of the index; without one, all that the folder holds. */
async function readIndex(
  folder: string,
  leftOut: LeftOutCount,
): Promise<Result<readonly DumpFile[]>> {
  const index = join(folder, FAKENECT_INDEX);
  if (!(await isThere(index))) {
    const names = await listFolder(folder, (name, isFolder) => !isFolder && isDumpPicture(name));
    return names.ok ? succeed(names.value.flatMap(dumpFile).sort(byArrival)) : names;
  }
  const lines = await readLines(index);
  if (!lines.ok) return lines;
  const files: DumpFile[] = [];
  const seen = new Set<string>();
  for (const { text, number } of lines.value) {
    // Whatever folder it was recorded in.
    const name = basename(text.trim().replaceAll('\\', '/'));
    const isOfDump = isDumpPicture(name) || /^a-[\d.,-]+\.dump$/.test(name);
    if (!isOfDump || /(^|[\\/])\.\.[\\/]/.test(text)) {
      leftOut.add(`${index} cannot be used: line ${number} is not the name of a file of a dump.`);
    } else if (!seen.has(name)) {
      seen.add(name);
      files.push(...dumpFile(name));
    }
  }
  const there = await listFolder(folder, (name, isFolder) => !isFolder && isDumpPicture(name));
  if (!there.ok) return there;
  // The index is written late: of a recording that was interrupted, it lacks the last pictures, or is empty.
  const lastMs = files.reduce((latest, { arrivalMs }) => Math.max(latest, arrivalMs), -Infinity);
  const unlisted = there.value
    .filter((name) => !seen.has(name))
    .flatMap(dumpFile)
    .filter(({ arrivalMs }) => arrivalMs > lastMs);
  return succeed([...files, ...unlisted.sort(byArrival)]);
}

const byArrival = (a: DumpFile, b: DumpFile): number => a.arrivalMs - b.arrivalMs;

/** None for tilt, which is not read. */
function dumpFile(name: string): DumpFile[] {
  const [, kind = '', time = '', ticks] = NAME.exec(name) ?? [];
  if (kind !== 'd' && kind !== 'r') return [];
  const arrivalMs = Number(time.replace(',', '.')) * 1000;
  return [{ name, kind, arrivalMs, ticks: Number(ticks) }];
}

/** The files of one stream, in the order of their times; two at one time a microsecond apart. */
function entries(
  folder: string,
  files: readonly DumpFile[],
  stream: 'd' | 'r',
  clock: Clock,
): readonly IndexEntry[] {
  const sorted = files
    .map((file, index) => ({ ...file, timeMs: clock.times[index] ?? NaN }))
    .filter(({ kind, timeMs }) => kind === stream && Number.isFinite(timeMs))
    .sort((a, b) => a.timeMs - b.timeMs);
  const kept: IndexEntry[] = [];
  for (const { name, timeMs } of sorted) {
    const earliest = (kept.at(-1)?.timeMs ?? -Infinity) + 0.001;
    kept.push({
      timeMs: Math.round(Math.max(timeMs, earliest) * 1000) / 1000,
      file: join(folder, name),
    });
  }
  return kept;
}

function shotsOf(depths: readonly IndexEntry[], colors: readonly IndexEntry[]): readonly Shot[] {
  if (depths.length === 0 || colors.length === 0) {
    return [...depths, ...colors].map(({ timeMs, file }, sequence) => ({
      depth: depths.length === 0 ? null : file,
      color: depths.length === 0 ? file : null,
      timeMs,
      sequence,
    }));
  }
  return associate(depths, colors, TOLERANCE_MS).map(({ depth, color, sequence }) => ({
    depth: depth.file,
    color: color.file,
    timeMs: depth.timeMs,
    sequence,
  }));
}

function streamNotices(
  depths: readonly IndexEntry[],
  colors: readonly IndexEntry[],
  shots: readonly Shot[],
): string[] {
  if (colors.length === 0) {
    return ['No colour was recorded in this dump: its frames have depth alone.'];
  }
  if (depths.length === 0) {
    return ['No depth was recorded in this dump: its frames have colour alone, and no reading.'];
  }
  const alone = depths.length - shots.length;
  if (alone === 0) return [];
  return [
    `${alone} of its ${depths.length} depth pictures have no colour within ${TOLERANCE_MS} ms.`,
  ];
}

async function readFrame(
  { depth, color, timeMs, sequence }: Shot,
  sensor: SensorModel,
): Promise<Result<LabelledFrame>> {
  const size = { width: WIDTH, height: HEIGHT };
  const readings =
    depth === null
      ? succeed({ ...size, data: new Uint16Array(WIDTH * HEIGHT).fill(NO_RAW_READING) })
      : await readRawDepth(depth);
  if (!readings.ok) return readings;
  const picture =
    color === null
      ? succeed({ ...size, data: new Uint8Array(WIDTH * HEIGHT * 4) })
      : await readPpm(color);
  if (!picture.ok) return picture;
  if (picture.value.width !== WIDTH || picture.value.height !== HEIGHT) {
    return unreadable(color ?? '', `colour of a Kinect v1 is ${WIDTH}×${HEIGHT}`);
  }
  return succeed({ sequence, timeMs, depth: readings.value, color: picture.value, sensor });
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
