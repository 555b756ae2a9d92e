import { join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { Intrinsics } from '../../../contract/frame.ts';
import type { Reading } from '../../../contract/reading.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { isThere } from '../../../base/is-there.ts';
import { readWholeFile, unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';
import { LeftOutCount } from '../left-out.ts';
import { assumedIntrinsics } from '../reading/assumed-intrinsics.ts';
import { SCALES, toMillimetres } from '../reading/depth-millimetres.ts';
import { refuseContradiction, refuseTopics } from '../reading/import-arguments.ts';
import { invalidValues, openPictureShots, scaleGiven } from '../shots/picture-shots.ts';
import { firstReadable, nothingToRead, sourceOfShots, type Shot } from '../shots/shot-source.ts';
import { readPclzfColor, readPclzfDepth } from './pclzf.ts';
import { timesOfNames } from './name-times.ts';

/** `frame_20121214T142255.814212`, and how the depth of each form ends. */
const FRAME = /^(frame_\d{8}T\d{6}(?:\.\d{1,9})?)(_depth\.pclzf|_depth\.tiff?)$/i;
const LZF = /^(.+)(_depth\.pclzf)$/i;

/** The frame files of OpenNI grabbers, and LZF pictures of any name. */
export const isOpenniFrame = (name: string): boolean => FRAME.test(name) || LZF.test(name);

const stemOf = (name: string): string => (FRAME.exec(name) ?? LZF.exec(name))?.[1] ?? name;
const isLzf = (name: string): boolean => LZF.test(name);

/**
 * Opens a folder of frames as PCL's OpenNI grabbers write them, each named by its time: LZF pictures (`_depth.pclzf`,
 * `_rgb.pclzf`, `.xml` with the intrinsics) or TIFF (`_depth.tiff` in mm or in metres as fractions, `_rgb.tiff`). Depth is
 * registered to colour. All frames must have the same form. Clouds: `../clouds`.
 */
export async function openOpenniFrames(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const listed = await listFolder(folder, (_name, isFolder) => !isFolder);
  if (!listed.ok) return listed;
  const names = listed.value.filter(isOpenniFrame);
  const stranger = names.find((name) => isLzf(name) !== isLzf(names[0] ?? ''));
  if (stranger !== undefined) {
    return unreadable(
      join(folder, stranger),
      'other frames beside it have another form. Keep one form in a folder',
    );
  }
  const there = new Set(listed.value);
  const leftOut = new LeftOutCount();
  const { times, time } = timesOfNames(names);
  const shots = times.flatMap(({ name, timeMs, sequence }): Shot[] => {
    const stem = stemOf(name);
    const colors = isLzf(name) ? [`${stem}_rgb.pclzf`] : [`${stem}_rgb.tiff`, `${stem}_rgb.tif`];
    const color = colors.find((candidate) => there.has(candidate));
    if (color === undefined) {
      leftOut.add(`${join(folder, colors[0] ?? '')} cannot be used: it does not exist.`);
      return [];
    }
    const others = [join(folder, `${stem}.xml`)];
    return [{ depth: join(folder, name), color: join(folder, color), others, timeMs, sequence }];
  });
  if (shots.length === 0) return nothingToRead(folder, leftOut.value);
  if (isLzf(names[0] ?? '')) {
    return refuseTopics(given, folder) ?? openLzf(shots, { leftOut, time }, given);
  }
  return openPictureShots(
    {
      name: 'OpenNI sensor',
      folder,
      shots,
      leftOut: leftOut.value,
      time,
      scale: { value: SCALES.millimetres, from: 'format' },
      intrinsics: null,
      registration: { value: 'registered', from: 'format' },
    },
    given,
  );
}

async function openLzf(
  shots: readonly Shot[],
  { leftOut, time }: { readonly leftOut: LeftOutCount; readonly time: Reading['time'] },
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const contradiction = refuseContradiction(given);
  if (contradiction !== null) return contradiction;
  const calibration = await firstCalibration(shots);
  if (!calibration.ok) return calibration;
  const first = await firstReadable(shots, ({ depth }) => readPclzfDepth(depth ?? ''));
  if (!first.ok) return first;
  const { width, height } = first.value;
  const reading: Reading = {
    intrinsics:
      given.intrinsics !== undefined
        ? { value: given.intrinsics, from: 'argument' }
        : calibration.value !== null
          ? { value: calibration.value.intrinsics, from: 'file' }
          : { value: assumedIntrinsics(width, height), from: 'assumed' },
    scale:
      scaleGiven(given) ??
      (calibration.value === null
        ? { value: SCALES.millimetres, from: 'assumed' }
        : {
            value: { kind: 'linear', millimetres: calibration.value.millimetres },
            from: 'file',
          }),
    invalid: invalidValues(given),
    time,
    registration: { value: 'registered', from: 'format' },
  };
  const sensor: SensorModel = {
    name: 'OpenNI sensor',
    serial: '',
    trust: 'recording',
    depthIntrinsics: reading.intrinsics.value,
    colorIntrinsics: reading.intrinsics.value,
    registration: { kind: 'registered' },
    reading,
  };
  const read = (shot: Shot) => readLzf(shot, sensor, reading);
  return succeed(sourceOfShots({ sensor, shots, leftOut: leftOut.value, notices: [], read }));
}

async function readLzf(
  { depth: depthFile, color: colorFile, timeMs, sequence }: Shot,
  sensor: SensorModel,
  { scale, invalid }: Reading,
): Promise<Result<LabelledFrame>> {
  const depth = await readPclzfDepth(depthFile ?? '');
  if (!depth.ok) return depth;
  const color = await readPclzfColor(colorFile ?? '');
  if (!color.ok) return color;
  const { width, height, data } = depth.value;
  if (color.value.width !== width || color.value.height !== height) {
    return unreadable(
      colorFile ?? '',
      `it is ${color.value.width}×${color.value.height}, its depth is ${width}×${height}`,
    );
  }
  const millimetres = toMillimetres(data, scale.value, invalid.value);
  const pictures = { depth: { width, height, data: millimetres }, color: color.value };
  return succeed({ sequence, timeMs, ...pictures, sensor });
}

interface Calibration {
  readonly intrinsics: Intrinsics;
  /** One unit of depth in mm. */
  readonly millimetres: number;
}

/** The first calibration that can be read; null where no frame has one; a problem where all are damaged. */
async function firstCalibration(shots: readonly Shot[]): Promise<Result<Calibration | null>> {
  let problem: Result<never> | null = null;
  for (const file of shots.flatMap(({ others = [] }) => others)) {
    if (!(await isThere(file))) continue;
    const read = await readXml(file);
    if (read.ok) return read;
    problem ??= read;
  }
  return problem ?? succeed(null);
}

/** The intrinsics of the depth picture from PCL's file of parameters, which holds nothing but numbers in tags. */
async function readXml(file: string): Promise<Result<Calibration>> {
  const read = await readWholeFile(file, 16_384);
  if (!read.ok) return read;
  const depth = /<depth>(.*?)<\/depth>/s.exec(read.value.toString('utf8'))?.[1] ?? '';
  const number = (tag: string) =>
    Number(new RegExp(`<${tag}>\\s*([-+.\\deE]{1,30})\\s*</${tag}>`).exec(depth)?.[1] ?? NaN);
  const intrinsics: Intrinsics = {
    fx: number('focal_length_x'),
    fy: number('focal_length_y'),
    cx: number('principal_point_x'),
    cy: number('principal_point_y'),
  };
  const metres = number('z_multiplication_factor');
  const { fx, fy, cx, cy } = intrinsics;
  if (![fx, fy, cx, cy, metres].every(Number.isFinite) || Math.min(fx, fy, metres) <= 0) {
    return unreadable(file, 'the intrinsics of its depth picture are not all there');
  }
  // The usual factor is 0.001; a product of floats must not change whole millimetres.
  return succeed({ intrinsics, millimetres: Math.round(metres * 1e9) / 1e6 });
}
