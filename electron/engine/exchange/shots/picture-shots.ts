/** Sessions of pairs of pictures on one grid: what is common to TUM folders, 7-Scenes, SUN RGB-D and pairs of files. */
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { Intrinsics } from '../../../contract/frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { DepthScale, LeftOut, Reading, Stated, TimeUnit } from '../../../contract/reading.ts';
import type { SensorImage, SensorModel } from '../../camera/sensor-frame.ts';
import { unreadable } from '../files/files.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';
import { readColorFile, readDepthFile, type DepthFile } from '../pictures/picture-files.ts';
import { assumedIntrinsics } from '../reading/assumed-intrinsics.ts';
import { NO_READING_16, SCALES, toMillimetres } from '../reading/depth-millimetres.ts';
import {
  refuseContradiction,
  refuseIdleArguments,
  refuseTopics,
} from '../reading/import-arguments.ts';
import { namedIntrinsics } from '../reading/named-camera.ts';
import { firstReadable, nothingToRead, sourceOfShots, type Shot } from './shot-source.ts';

export interface PictureSession {
  /** What it is, as its frames name their sensor. */
  readonly name: string;
  /** The folder that it lies in. */
  readonly folder: string;
  readonly shots: readonly Shot[];
  readonly leftOut: LeftOut;
  readonly notices?: readonly string[];
  readonly time: Stated<TimeUnit>;
  /** Of whole numbers; fractions are metres unless somebody says otherwise. */
  readonly scale: Stated<DepthScale>;
  /** What its files or its format say; null: nothing does. */
  readonly intrinsics: Stated<Intrinsics> | null;
  readonly registration: Reading['registration'];
}

/**
 * Opens a session of pictures. The intrinsics are those that a person says, else the session's own, else those that the
 * data set's name stands for, else assumed to fit the pictures' size.
 */
export async function openPictureShots(
  session: PictureSession,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const { name, folder, leftOut, time, registration } = session;
  const { shots, notices: timeNotices } = fromZero(session.shots);
  const refused =
    refuseContradiction(given) ?? refuseTopics(given, folder) ?? refuseWithoutDepth(session, given);
  if (refused !== null) return refused;
  if (shots.length === 0) return nothingToRead(folder, leftOut);
  const first = await firstReadable(shots, readSize);
  if (!first.ok) return first;
  const { width, height, isFraction, isSwapped } = first.value;
  if (isFraction && given.encoding === 'sun') return refuseTurned(folder);
  const reading: Reading = {
    intrinsics: stated(given.intrinsics, 'argument') ??
      session.intrinsics ??
      stated(namedIntrinsics(folder, width, height) ?? undefined, 'camera') ?? {
        value: assumedIntrinsics(width, height),
        from: 'assumed',
      },
    scale: scaleGiven(given) ?? (isFraction ? METRES : session.scale),
    invalid: invalidValues(given),
    time,
    registration,
  };
  const sensor: SensorModel = {
    name,
    serial: '',
    trust: 'recording',
    depthIntrinsics: reading.intrinsics.value,
    colorIntrinsics: reading.intrinsics.value,
    registration: { kind: 'registered' },
    reading,
  };
  const notices = [
    ...(session.notices ?? []),
    ...timeNotices,
    ...noticesOf(shots),
    ...strangeCentre(reading.intrinsics, { width, height }),
    ...(isSwapped ? [SWAPPED] : []),
  ];
  const read = (shot: Shot) => readPictures(shot, sensor, reading, { width, height });
  return succeed(sourceOfShots({ sensor, shots, leftOut, notices, read }));
}

/** A recording cannot hold times before zero. */
function fromZero(shots: readonly Shot[]): {
  readonly shots: readonly Shot[];
  readonly notices: readonly string[];
} {
  const earliest = shots.reduce((least, { timeMs }) => Math.min(least, timeMs), 0);
  if (earliest === 0) return { shots, notices: [] };
  const moved = shots.map((shot) => ({
    ...shot,
    timeMs: Math.round((shot.timeMs - earliest) * 1000) / 1000,
  }));
  return {
    shots: moved,
    notices: ['Its times begin before zero: they are counted from its first frame.'],
  };
}

function refuseWithoutDepth(
  { folder, shots }: PictureSession,
  given: ImportArguments,
): Result<never> | null {
  if (shots.length === 0 || shots.some(({ depth }) => depth !== null)) return null;
  const [kind, why] = ['a session of colour alone', 'which has no depth'];
  return refuseIdleArguments(given, folder, kind, why, ['intrinsics']);
}

const refuseTurned = (folder: string): Result<never> =>
  fail(
    'files-unreadable',
    `--depth sun would have no effect: ${folder} holds fractions, which have no bits to turn. Leave it out.`,
  );

/** Calibrations of pictures of another size put the centre elsewhere; no lens is so far off its sensor's middle. */
const FARTHEST_FROM_MIDDLE = 0.25;

function strangeCentre(
  { value: { cx, cy }, from }: Stated<Intrinsics>,
  { width, height }: Size,
): string[] {
  const isFar = (centre: number, side: number) =>
    Math.abs(centre - side / 2) > FARTHEST_FROM_MIDDLE * side;
  // What a format or a data set's name says is known to be right.
  if (from === 'format' || from === 'camera') return [];
  if (!isFar(cx, width) && !isFar(cy, height)) return [];
  return [
    `Its calibration seems to be of pictures of another size: the centre ${cx}, ${cy} lies far from the middle of ${width}×${height} pixels. What you know better can be said with --intrinsics.`,
  ];
}

const METRES: Stated<DepthScale> = { value: SCALES.metres, from: 'assumed' };
const SWAPPED =
  'The bytes of its PGM pictures are little-endian, although the format says big-endian: neighbouring pixels agree only so.';

/** What a person says of the scale; null: nothing. */
export function scaleGiven({
  encoding,
  millimetresPerUnit,
}: ImportArguments): Stated<DepthScale> | null {
  if (encoding !== undefined) return { value: SCALES[encoding], from: 'argument' };
  if (millimetresPerUnit === undefined) return null;
  return { value: { kind: 'linear', millimetres: millimetresPerUnit }, from: 'argument' };
}

/** 0 and 65535, and what a person says besides. */
export function invalidValues({ invalid }: ImportArguments): Stated<readonly number[]> {
  const usual = [0, NO_READING_16];
  if (invalid === undefined) return { value: usual, from: 'format' };
  return { value: [...new Set([...usual, ...invalid])], from: 'argument' };
}

const stated = <T>(value: T | undefined, from: Stated<T>['from']): Stated<T> | null =>
  value === undefined ? null : { value, from };

function noticesOf(shots: readonly Shot[]): string[] {
  if (shots.every(({ color }) => color === null)) {
    return ['There is no colour in it: its frames have depth alone.'];
  }
  if (shots.every(({ depth }) => depth === null)) {
    return ['There is no depth in it: its frames have colour alone, and no reading.'];
  }
  return [];
}

interface Size {
  readonly width: number;
  readonly height: number;
}

async function readSize({
  depth,
  color,
}: Shot): Promise<Result<Size & { readonly isFraction: boolean; readonly isSwapped: boolean }>> {
  if (depth === null) {
    const picture = await readColorFile(color ?? '');
    return picture.ok
      ? succeed({ ...picture.value, isFraction: false, isSwapped: false })
      : picture;
  }
  const picture = await readDepthFile(depth);
  if (!picture.ok) return picture;
  const { width, height, data, isSwapped } = picture.value;
  return succeed({ width, height, isFraction: data instanceof Float32Array, isSwapped });
}

async function readPictures(
  { depth: depthFile, color: colorFile, timeMs, sequence, label }: Shot,
  sensor: SensorModel,
  { scale, invalid }: Reading,
  size: Size,
): Promise<Result<LabelledFrame>> {
  const { width, height } = size;
  const pixels = width * height;
  const values: Result<DepthFile> =
    depthFile === null
      ? succeed({ width, height, data: new Uint16Array(pixels), isSwapped: false })
      : await readDepthFile(depthFile);
  if (!values.ok) return values;
  const color: Result<SensorImage<Uint8Array>> =
    colorFile === null
      ? succeed({ width, height, data: new Uint8Array(4 * pixels) })
      : await readColorFile(colorFile);
  if (!color.ok) return color;
  const other = [
    { file: depthFile ?? '', picture: values.value },
    { file: colorFile ?? '', picture: color.value },
  ].find(({ picture }) => picture.width !== width || picture.height !== height);
  if (other !== undefined) {
    return unreadable(
      other.file,
      `it is ${other.picture.width}×${other.picture.height}, its depth ${depthFile ?? ''} and the other frames are ${width}×${height}`,
    );
  }
  const data = toMillimetres(values.value.data, scale.value, invalid.value);
  return succeed({
    sequence,
    timeMs,
    depth: { width, height, data },
    color: color.value,
    sensor,
    ...(label === undefined ? {} : { label }),
  });
}
