import { basename, dirname, join } from 'node:path';
import { DEPTH_ENCODINGS, type ImportArguments } from '../../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import type { DepthScale, LeftOut, Stated, TimeUnit } from '../../../contract/reading.ts';
import { unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource } from '../frame-source.ts';
import { LeftOutCount, NOTHING_LEFT_OUT } from '../left-out.ts';
import { COLOR_ENDINGS, DEPTH_ENDINGS } from '../pictures/picture-files.ts';
import { readCalibrationIn } from '../reading/calibration-file.ts';
import { SCALES } from '../reading/depth-millimetres.ts';
import { openPictureShots, scaleGiven } from '../shots/picture-shots.ts';
import type { Shot } from '../shots/shot-source.ts';
import { associate } from '../tum/association.ts';
import { stampMs, unitOfStamps } from '../tum/stamps.ts';
import {
  pairOfFolders,
  pairsInFolder,
  pairsOfFolders,
  picturesByRole,
  type NamePair,
} from './name-pairs.ts';

/** Of pictures whose names are times, as in the TUM benchmark. */
const TOLERANCE_MS = 20;
const TIME_NAME = /^(\d{1,10}\.\d{1,9})\.[a-z]+$/i;
const NUMBER = /^\d{1,19}$/;

interface FoundPairs {
  readonly shots: readonly Shot[];
  readonly time: Stated<TimeUnit>;
  /** What whole numbers usually mean in such a session; nothing says it. */
  readonly scale: Stated<DepthScale>;
  /** Where the pictures lie. */
  readonly folders: readonly string[];
  /** Depth pictures without colour. */
  readonly leftOut: LeftOut;
  readonly notices: readonly string[];
}

/**
 * Opens a folder of pictures in pairs, by their names: side by side (`a_depth.png`, `a_color.png`) or in two folders
 * (`depth/7.png`, `color/7.jpg`). Whole numbers are taken for millimetres unless somebody says otherwise.
 * @returns null where the folder holds no pair
 */
export async function openPairs(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource> | null> {
  const found = await pairsIn(folder);
  if (!found.ok) return found;
  return found.value === null ? null : open(folder, found.value, given);
}

/** Whether a folder holds pictures in pairs. */
export async function holdsPairs(folder: string): Promise<boolean> {
  const found = await pairsIn(folder);
  return found.ok && found.value !== null;
}

/**
 * Opens one picture with its partner, found by its name beside it or in the folder beside its own. A depth picture of
 * whole numbers alone does not say what they mean: somebody has to.
 * @param file depth or colour
 */
export async function openOnePair(
  file: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const pair = await pairOf(file);
  if (!pair.ok) return pair;
  const { shot, folders } = pair.value;
  const time = { value: 'stills', from: 'assumed' } as const;
  const isFraction = /\.(pfm|tiff?)$/i.test(shot.depth ?? '');
  if (scaleGiven(given) === null && !isFraction) {
    return fail(
      'files-unreadable',
      `${shot.depth ?? file} does not say what its depth means. Tell it with --depth (${DEPTH_ENCODINGS.join(', ')}), or with --depth-scale.`,
    );
  }
  const alone = { leftOut: NOTHING_LEFT_OUT, notices: [] };
  return open(dirname(file), { shots: [shot], time, scale: MILLIMETRES, folders, ...alone }, given);
}

interface OnePair {
  readonly shot: Shot;
  readonly folders: readonly string[];
}

/** The pair that a picture belongs to. */
export async function pairOf(file: string): Promise<Result<OnePair>> {
  const folder = dirname(file);
  const name = basename(file);
  const names = await listFolder(folder, (_name, isFolder) => !isFolder);
  if (!names.ok) return names;
  const beside = pairsInFolder(names.value).find(
    ({ depth, color }) => depth === name || color === name,
  );
  if (beside !== undefined) {
    const shot = { depth: join(folder, beside.depth), color: join(folder, beside.color) };
    return succeed({ shot: { ...shot, timeMs: 0, sequence: 0 }, folders: [folder] });
  }
  const around = await pairsIn(dirname(folder));
  const shot = around.ok
    ? around.value?.shots.find(({ depth, color }) => depth === file || color === file)
    : undefined;
  if (shot !== undefined) {
    return succeed({
      shot: { ...shot, timeMs: 0, sequence: 0 },
      folders: [dirname(folder), folder],
    });
  }
  const isDepth = DEPTH_ENDINGS.some((ending) => name.toLowerCase().endsWith(ending));
  return unreadable(
    file,
    isDepth
      ? 'its colour picture is not beside it. Name the two alike, with “depth” and “color” (name_depth.png, name_color.png)'
      : 'its depth picture is not beside it. Name the two alike, with “depth” and “color” (name_depth.png, name_color.png)',
  );
}

const MILLIMETRES: Stated<DepthScale> = { value: SCALES.millimetres, from: 'assumed' };
const TUM: Stated<DepthScale> = { value: SCALES.tum, from: 'assumed' };

async function open(
  folder: string,
  { shots, time, scale, folders, leftOut, notices }: FoundPairs,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  let intrinsics = null;
  for (const place of given.intrinsics === undefined ? folders : []) {
    const calibration = await readCalibrationIn(place);
    if (!calibration.ok) return calibration;
    intrinsics ??= calibration.value?.intrinsics ?? null;
  }
  return openPictureShots(
    {
      name: 'Depth and colour pictures',
      folder,
      shots,
      leftOut,
      notices,
      time,
      scale,
      intrinsics: intrinsics === null ? null : { value: intrinsics, from: 'file' },
      registration: { value: 'registered', from: 'assumed' },
    },
    given,
  );
}

/** The pairs of a folder, side by side or in two folders; null where it holds none. */
export async function pairsIn(folder: string): Promise<Result<FoundPairs | null>> {
  const folders = await listFolder(folder, (_name, isFolder) => isFolder);
  if (!folders.ok) return folders;
  const two = pairOfFolders(folders.value);
  if (two !== null) {
    const found = await pairsOfTwo(join(folder, two.depth), join(folder, two.color));
    if (!found.ok || found.value !== null) return found;
  }
  const names = await listFolder(folder, (_name, isFolder) => !isFolder);
  if (!names.ok) return names;
  const pairs = pairsInFolder(names.value);
  if (pairs.length === 0) return succeed(null);
  const { depth, color } = picturesByRole(names.value);
  const depths = depth.map((name) => join(folder, name));
  const colors = color.map((name) => join(folder, name));
  const found = timed(pairs, folder, folder);
  const alone = withoutPartner(found.shots, depths, colors);
  return succeed({ ...found, ...alone, scale: MILLIMETRES, folders: [folder] });
}

/** Depth that has no colour is left out; colour that has no depth is told. */
function withoutPartner(
  shots: readonly Shot[],
  depths: readonly string[],
  colors: readonly string[],
): Pick<FoundPairs, 'leftOut' | 'notices'> {
  const paired = new Set(shots.flatMap(({ depth, color }) => [depth, color]));
  const leftOut = new LeftOutCount();
  for (const file of depths) {
    if (!paired.has(file)) leftOut.add(`${file} cannot be used: it has no colour picture.`);
  }
  const alone = colors.filter((file) => !paired.has(file)).length;
  const notices =
    alone === 0 ? [] : [`${alone} of its ${colors.length} colour pictures have no depth.`];
  return { leftOut: leftOut.value, notices };
}

async function pairsOfTwo(
  depthFolder: string,
  colorFolder: string,
): Promise<Result<FoundPairs | null>> {
  const depths = await listFolder(depthFolder, (_name, isFolder) => !isFolder);
  if (!depths.ok) return depths;
  const colors = await listFolder(colorFolder, (_name, isFolder) => !isFolder);
  if (!colors.ok) return colors;
  const folders = [dirname(depthFolder), depthFolder, colorFolder];
  const stamped = (names: readonly string[], folder: string) =>
    names.flatMap((name) => {
      const stamp = TIME_NAME.exec(name)?.[1];
      return stamp === undefined
        ? []
        : [{ timeMs: stampMs(stamp, 'seconds'), file: join(folder, name) }];
    });
  const [timedDepths, timedColors] = [
    stamped(depths.value, depthFolder),
    stamped(colors.value, colorFolder),
  ];
  if (
    timedDepths.length > 0 &&
    timedDepths.length === depths.value.length &&
    timedColors.length > 0
  ) {
    const rising = (a: { timeMs: number }, b: { timeMs: number }) => a.timeMs - b.timeMs;
    const found = associate(timedDepths.sort(rising), timedColors.sort(rising), TOLERANCE_MS);
    const shots = found.map(({ depth, color, sequence }): Shot => ({
      depth: depth.file,
      color: color.file,
      timeMs: depth.timeMs,
      sequence,
    }));
    const time = { value: 'seconds', from: 'file' } as const;
    if (shots.length === 0) return succeed(null);
    const alone = withoutPartner(
      shots,
      timedDepths.map(({ file }) => file),
      [],
    );
    return succeed({ shots, time, scale: TUM, folders, ...alone });
  }
  const pairs = pairsOfFolders(depths.value, colors.value);
  if (pairs.length === 0) return succeed(null);
  const found = timed(pairs, depthFolder, colorFolder);
  const pictures = (names: readonly string[], endings: readonly string[], place: string) =>
    names
      .filter((name) => endings.some((ending) => name.toLowerCase().endsWith(`.${ending}`)))
      .map((name) => join(place, name));
  const alone = withoutPartner(
    found.shots,
    pictures(depths.value, DEPTH_ENDINGS, depthFolder),
    pictures(colors.value, COLOR_ENDINGS, colorFolder),
  );
  return succeed({ ...found, ...alone, scale: MILLIMETRES, folders });
}

/**
 * Why a folder of pictures holds no pair: depth in a form that holds none, or one of the two alone. Null where its names
 * speak of neither.
 * @param files and `folders`: names in the folder
 */
export function whyNoPair(
  folder: string,
  files: readonly string[],
  folders: readonly string[],
): string | null {
  const { depth, color } = picturesByRole(files);
  const lossy = depth.find((name) => /\.jpe?g$/i.test(name));
  if (lossy !== undefined) {
    return `${join(folder, lossy)} cannot be used: JPEG holds 8 bits and loses some of them, too little for depth. Save depth as 16-bit PNG pictures.`;
  }
  const [firstDepth] = depth;
  const [firstColor] = color;
  if (firstDepth !== undefined && firstColor === undefined) {
    return `There is depth in ${folder}, such as ${firstDepth}, and no colour that belongs to it. ${ALIKE}`;
  }
  if (firstColor !== undefined && firstDepth === undefined) {
    return `There is colour in ${folder}, such as ${firstColor}, and no depth that belongs to it. ${ALIKE}`;
  }
  if (firstColor !== undefined && firstDepth !== undefined) {
    return `Depth and colour in ${folder} do not belong together by their names, such as ${firstDepth} and ${firstColor}. ${ALIKE}`;
  }
  const place = folders.find((name) => /^depths?$/i.test(name));
  return place === undefined
    ? null
    : `There is depth in ${join(folder, place)}, and no colour that belongs to it. ${ALIKE}`;
}

const ALIKE =
  'Name the two alike, with “depth” and “color” (name_depth.png, name_color.png), or put them into folders of these names.';

/** Pairs with the times that their names may say: a stamp, or the number of a frame. */
function timed(
  pairs: readonly NamePair[],
  depthFolder: string,
  colorFolder: string,
): Pick<FoundPairs, 'shots' | 'time'> {
  const files = pairs.map(({ depth, color }) => ({
    depth: join(depthFolder, depth),
    color: join(colorFolder, color),
  }));
  const numbers = pairs.map(({ key }) => /(\d+)$/.exec(key)?.[1] ?? '');
  const isNumbered =
    pairs.length > 1 &&
    numbers.every((number) => NUMBER.test(number)) &&
    new Set(numbers.map(BigInt)).size === numbers.length;
  if (!isNumbered) {
    const time = { value: 'stills', from: 'assumed' } as const;
    return { time, shots: files.map((pair, i) => ({ ...pair, timeMs: 1000 * i, sequence: i })) };
  }
  const sizes = numbers.map(Number);
  const unit = unitOfStamps(numbers);
  const time: typeof unit = unit.from === 'file' ? unit : { value: 'frames', from: 'assumed' };
  const least = Math.min(...sizes);
  const shots = files.map((pair, i): Shot => {
    const number = sizes[i] ?? 0;
    return time.value === 'frames'
      ? { ...pair, timeMs: stampMs(String(number - least), 'frames'), sequence: number - least }
      : { ...pair, timeMs: stampMs(numbers[i] ?? '', time.value), sequence: i };
  });
  return { time, shots: shots.sort((a, b) => a.timeMs - b.timeMs) };
}
