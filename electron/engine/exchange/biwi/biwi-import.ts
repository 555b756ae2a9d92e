import { dirname, join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { Origin, Reading } from '../../../contract/reading.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { isThere } from '../../../base/is-there.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';
import { LeftOutCount } from '../left-out.ts';
import { readColorFile } from '../pictures/picture-files.ts';
import { SCALES, toMillimetres } from '../reading/depth-millimetres.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { invalidValues } from '../shots/picture-shots.ts';
import { nothingToRead, sourceOfShots, type Shot } from '../shots/shot-source.ts';
import { stampMs } from '../tum/stamps.ts';
import { readBiwiCalibration, USUAL_BIWI, type BiwiCamera } from './biwi-calibration.ts';
import { readBiwiDepth } from './biwi-depth.ts';
import { biwiRegistration } from './biwi-registration.ts';

const DEPTH = /^(frame_(\d{1,9}))_depth\.bin$/i;

export const isBiwiDepth = (name: string): boolean => DEPTH.test(name);

/** Files that stand for their folder. */
export const BIWI_CALIBRATIONS = { depth: 'depth.cal', color: 'rgb.cal' } as const;

/**
 * Opens a sequence of the Biwi Kinect Head Pose Database (G. Fanelli et al., 2013): `frame_NNNNN_depth.bin`, run-length
 * coded mm on the depth camera's grid, `frame_NNNNN_rgb.png`, and the calibrations `depth.cal` and `rgb.cal`, here or in
 * the folder around. Depth is moved onto the colour by them. Poses (`_pose.txt`) are not imported.
 */
export async function openBiwiSequence(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    folder,
    'a sequence of the Biwi Kinect Head Pose Database',
    'which is in millimetres and brings its calibration',
    ['invalid'],
  );
  if (idle !== null) return idle;
  const cameras = await readCameras(folder);
  if (!cameras.ok) return cameras;
  const { depth, color, from } = cameras.value;
  const leftOut = new LeftOutCount();
  const shots = await listShots(folder, leftOut);
  if (!shots.ok) return shots;
  if (shots.value.length === 0) return nothingToRead(folder, leftOut.value);
  const reading: Reading = {
    intrinsics: { value: color.intrinsics, from },
    scale: { value: SCALES.millimetres, from: 'format' },
    invalid: invalidValues(given),
    time: { value: 'frames', from: 'assumed' },
    registration: { value: 'calibration', from },
  };
  const sensor: SensorModel = {
    name: 'Biwi Kinect Head Pose Database',
    serial: '',
    trust: 'recording',
    depthIntrinsics: color.intrinsics,
    colorIntrinsics: color.intrinsics,
    registration: { kind: 'registered' },
    reading,
  };
  const read = (shot: Shot) => readFrame(shot, sensor, reading, { depth, color });
  return succeed(
    sourceOfShots({ sensor, shots: shots.value, leftOut: leftOut.value, notices: [], read }),
  );
}

async function readFrame(
  { depth: depthFile, color: colorFile, timeMs, sequence }: Shot,
  sensor: SensorModel,
  { scale, invalid }: Reading,
  cameras: Readonly<Record<'depth' | 'color', BiwiCamera>>,
): Promise<Result<LabelledFrame>> {
  const readings = await readBiwiDepth(depthFile ?? '');
  if (!readings.ok) return readings;
  const color = await readColorFile(colorFile ?? '');
  if (!color.ok) return color;
  const { width, height } = color.value;
  const data = toMillimetres(readings.value.data, scale.value, invalid.value);
  const registered = biwiRegistration(cameras, { width, height })({ ...readings.value, data });
  const depth = { width, height, data: registered };
  return succeed({ sequence, timeMs, depth, color: color.value, sensor });
}

async function listShots(folder: string, leftOut: LeftOutCount): Promise<Result<readonly Shot[]>> {
  const names = await listFolder(folder, (name, isFolder) => !isFolder && /^frame_\d/i.test(name));
  if (!names.ok) return names;
  const there = new Set(names.value);
  const found = names.value.flatMap((name) => {
    const [, stem, number] = DEPTH.exec(name) ?? [];
    if (stem === undefined || number === undefined) return [];
    const color = [`${stem}_rgb.png`, `${stem}_rgb.jpg`].find((candidate) => there.has(candidate));
    if (color === undefined) {
      leftOut.add(`${join(folder, `${stem}_rgb.png`)} cannot be used: it does not exist.`);
      return [];
    }
    return [{ stem, depth: name, color, number: Number(number) }];
  });
  const least = Math.min(...found.map(({ number }) => number));
  return succeed(
    found.map(({ stem, depth, color, number }): Shot => ({
      depth: join(folder, depth),
      color: join(folder, color),
      others: [join(folder, `${stem}_pose.txt`), join(folder, `${stem}_pose.bin`)],
      timeMs: stampMs(String(number - least), 'frames'),
      sequence: number - least,
    })),
  );
}

interface Cameras {
  readonly depth: BiwiCamera;
  readonly color: BiwiCamera;
  readonly from: Origin;
}

async function readCameras(folder: string): Promise<Result<Cameras>> {
  const depth = await readCamera(folder, BIWI_CALIBRATIONS.depth);
  if (!depth.ok) return depth;
  const color = await readCamera(folder, BIWI_CALIBRATIONS.color);
  if (!color.ok) return color;
  return succeed({
    depth: depth.value ?? USUAL_BIWI.depth,
    color: color.value ?? USUAL_BIWI.color,
    from: depth.value === null || color.value === null ? 'assumed' : 'file',
  });
}

/** Null where neither the sequence nor the folder around it has the file. */
async function readCamera(folder: string, name: string): Promise<Result<BiwiCamera | null>> {
  for (const place of [folder, dirname(folder)]) {
    const file = join(place, name);
    if (await isThere(file)) return readBiwiCalibration(file);
  }
  return succeed(null);
}
