import { basename, join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { Reading } from '../../../contract/reading.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';
import { NOTHING_LEFT_OUT } from '../left-out.ts';
import { timesOfNames } from '../openni/name-times.ts';
import { assumedIntrinsics } from '../reading/assumed-intrinsics.ts';
import { SCALES, toMillimetres } from '../reading/depth-millimetres.ts';
import { fitIntrinsics } from '../reading/fit-intrinsics.ts';
import { refuseContradiction, refuseTopics } from '../reading/import-arguments.ts';
import { invalidValues, scaleGiven } from '../shots/picture-shots.ts';
import { firstReadable, nothingToRead, sourceOfShots, type Shot } from '../shots/shot-source.ts';
import { readPcd, type OrganisedCloud } from './pcd.ts';

export const isPcd = (name: string): boolean => /\.pcd$/i.test(name);

/**
 * Opens a folder of organised PCD clouds as depth and colour: z in metres, not finite or negative = no reading. The
 * intrinsics are fitted from the points of the first cloud, which tell them exactly; where they do not (no x and y, too
 * few points), they are assumed to fit the size. Times are those of the names that OpenNI grabbers give
 * (`frame_20121214T142255.814212.pcd`), else from the numbers in the names.
 */
export async function openClouds(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const names = await listFolder(folder, (name, isFolder) => !isFolder && isPcd(name));
  if (!names.ok) return names;
  const refused =
    refuseContradiction(given) ?? refuseTopics(given, folder) ?? refuseRotated(folder, given);
  if (refused !== null) return refused;
  const { times, time } = timesOfNames(names.value);
  const shots = times.map(({ name, timeMs, sequence }): Shot => ({
    depth: join(folder, name),
    color: null,
    timeMs,
    sequence,
  }));
  if (shots.length === 0) return nothingToRead(folder, NOTHING_LEFT_OUT);
  const first = await firstReadable(shots, ({ depth }) => readPcd(depth ?? ''));
  if (!first.ok) return first;
  const cloud = first.value;
  const reading: Reading = {
    intrinsics: intrinsicsOf(cloud, given),
    scale: scaleGiven(given) ?? { value: SCALES.metres, from: 'format' },
    invalid: invalidValues(given),
    time,
    registration: { value: 'registered', from: 'format' },
  };
  const sensor: SensorModel = {
    name: 'Organised point clouds',
    serial: '',
    trust: 'recording',
    depthIntrinsics: reading.intrinsics.value,
    colorIntrinsics: reading.intrinsics.value,
    registration: { kind: 'registered' },
    reading,
  };
  const notices = cloud.hasColor
    ? []
    : [
        `There is no colour in ${basename(shots[0]?.depth ?? folder)}: its frames have depth alone.`,
      ];
  const read = (shot: Shot) => readCloud(shot, sensor, reading, cloud);
  return succeed(sourceOfShots({ sensor, shots, leftOut: NOTHING_LEFT_OUT, notices, read }));
}

function intrinsicsOf(cloud: OrganisedCloud, given: ImportArguments): Reading['intrinsics'] {
  const { width, height } = cloud;
  if (given.intrinsics !== undefined) return { value: given.intrinsics, from: 'argument' };
  const fitted = fitIntrinsics(cloud, width);
  return fitted === null
    ? { value: assumedIntrinsics(width, height), from: 'assumed' }
    : { value: fitted, from: 'fitted' };
}

function refuseRotated(folder: string, { encoding }: ImportArguments): Result<never> | null {
  if (encoding !== 'sun') return null;
  return fail(
    'files-unreadable',
    `--depth sun would have no effect: ${folder} holds point clouds, whose coordinates have no bits to turn. Leave it out.`,
  );
}

async function readCloud(
  { depth: file, timeMs, sequence }: Shot,
  sensor: SensorModel,
  { scale, invalid }: Reading,
  { width, height }: OrganisedCloud,
): Promise<Result<LabelledFrame>> {
  const cloud = await readPcd(file ?? '');
  if (!cloud.ok) return cloud;
  const { color, z } = cloud.value;
  if (cloud.value.width !== width || cloud.value.height !== height) {
    return unreadable(
      file ?? '',
      `it is ${cloud.value.width}×${cloud.value.height}, the other clouds are ${width}×${height}`,
    );
  }
  const data = toMillimetres(z, scale.value, invalid.value);
  return succeed({ sequence, timeMs, depth: { width, height, data }, color, sensor });
}
