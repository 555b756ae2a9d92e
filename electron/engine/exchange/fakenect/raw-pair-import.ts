import { basename } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import {
  KINECT_V1_HEIGHT as HEIGHT,
  KINECT_V1_WIDTH as WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../camera/registration/kinect-v1-model.ts';
import { NO_RAW_READING } from '../../camera/registration/raw-depth.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { unreadable } from '../files/files.ts';
import type { LeftOut, Reading } from '../../../contract/reading.ts';
import type { FrameSource } from '../frame-source.ts';
import { NOTHING_LEFT_OUT } from '../left-out.ts';
import { pairOf, pairsIn } from '../pairs/pairs-import.ts';
import { littleEndian16, readPgm } from '../pictures/netpbm.ts';
import { readColorFile } from '../pictures/picture-files.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { scaleGiven } from '../shots/picture-shots.ts';
import { sourceOfShots, type Shot } from '../shots/shot-source.ts';
import { readRawDepth } from './fakenect-import.ts';

/**
 * Whether a PGM holds the raw readings of a Kinect v1, as libfreenect's `record` writes them (the NYU set too): its size,
 * and nothing above 11 bits in the order of bytes that libfreenect writes.
 */
export async function isRawDepth(file: string): Promise<boolean> {
  const picture = await readPgm(file);
  if (!picture.ok || picture.value.width !== WIDTH || picture.value.height !== HEIGHT) return false;
  return littleEndian16(picture.value).data.every((value) => value <= NO_RAW_READING);
}

/** Opens one PGM of raw readings with its colour beside it (`NYU_depth.pgm`, `NYU_color.ppm`). */
export async function openRawPair(
  file: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    file,
    'raw depth of a Kinect v1',
    'which says its unit itself',
  );
  if (idle !== null) return idle;
  const pair = await pairOf(file);
  if (!pair.ok) return pair;
  const time = { value: 'stills', from: 'assumed' } as const;
  return succeed(
    sourceOfPairs(basename(file), {
      ...{ shots: [pair.value.shot], time },
      ...{ leftOut: NOTHING_LEFT_OUT, notices: [] },
    }),
  );
}

/**
 * Opens a folder of such pairs.
 * @returns null where its depth is something else, or where somebody says what it means
 */
export async function openRawPairs(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource> | null> {
  if (scaleGiven(given) !== null) return null;
  const found = await pairsIn(folder);
  if (!found.ok || found.value === null) return null;
  const file = found.value.shots[0]?.depth ?? '';
  if (!/\.pgm$/i.test(file) || !(await isRawDepth(file))) return null;
  const idle = refuseIdleArguments(
    given,
    folder,
    'raw depth of a Kinect v1',
    'which says its unit itself',
  );
  return idle ?? succeed(sourceOfPairs(basename(folder), found.value));
}

function sourceOfPairs(
  serial: string,
  {
    shots,
    time,
    leftOut,
    notices,
  }: {
    readonly shots: readonly Shot[];
    readonly time: Reading['time'];
    readonly leftOut: LeftOut;
    readonly notices: readonly string[];
  },
): FrameSource {
  const model = kinectV1Sensor(USUAL_KINECT_V1, serial, 'recording');
  const sensor: SensorModel = {
    ...model,
    reading: {
      intrinsics: { value: model.colorIntrinsics, from: 'assumed' },
      scale: { value: { kind: 'disparity' }, from: 'format' },
      invalid: { value: [NO_RAW_READING], from: 'format' },
      time,
      registration: { value: 'calibration', from: 'assumed' },
    },
  };
  const read = async ({ depth, color, timeMs, sequence }: Shot) => {
    const readings = await readRawDepth(depth ?? '');
    if (!readings.ok) return readings;
    const picture = await readColorFile(color ?? '');
    if (!picture.ok) return picture;
    const { width, height } = picture.value;
    if (width !== WIDTH || height !== HEIGHT) {
      return unreadable(
        color ?? '',
        `it is ${width}×${height}, ${depth ?? ''} is ${WIDTH}×${HEIGHT}`,
      );
    }
    return succeed({ sequence, timeMs, depth: readings.value, color: picture.value, sensor });
  };
  return sourceOfShots({ sensor, shots, leftOut, notices, read });
}
