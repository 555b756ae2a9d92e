import { dirname, join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import type { Stated, TimeUnit } from '../../../contract/reading.ts';
import { listFolder } from '../files/folder-listing.ts';
import { LeftOutCount } from '../left-out.ts';
import type { FrameSource } from '../frame-source.ts';
import { readCalibrationIn } from '../reading/calibration-file.ts';
import { SCALES } from '../reading/depth-millimetres.ts';
import { openPictureShots } from '../shots/picture-shots.ts';
import { nothingToRead, type Shot } from '../shots/shot-source.ts';
import { associate } from './association.ts';
import {
  inOrderOfTime,
  pairsOf,
  picturesOf,
  readList,
  unitOf,
  withoutStrayStamps,
  type ListedPicture,
} from './picture-list.ts';
import { stampMs, unitOfStamps } from './stamps.ts';

/** Depth of the TUM format: 5000 a metre. */
export const TUM_UNITS_PER_MILLIMETRE = 5;
/** Tolerance of the dataset's own association tool. */
const TOLERANCE_MS = 20;

export const TUM_LISTS = { depth: 'depth.txt', color: 'rgb.txt' } as const;
/** How programs other than the benchmark call the list of colour. */
const COLOR_LISTS: readonly string[] = [TUM_LISTS.color, 'color.txt', 'colour.txt'];
export const ASSOCIATION_LISTS: readonly string[] = [
  'associations.txt',
  'association.txt',
  'associate.txt',
  'associated.txt',
  'assoc.txt',
];

/** The first of the wanted lists among names, in capitals or not. */
export const listIn = (names: readonly string[], wanted: readonly string[]): string | undefined =>
  wanted
    .map((list) => names.find((name) => name.toLowerCase() === list))
    .find((name) => name !== undefined);

/**
 * Opens a folder in the format of the TUM RGB-D benchmark: `depth.txt` and `rgb.txt` list time stamps and files, `#`
 * begins a remark; depth is 16-bit PNG, 5000 a metre, 0 = no reading, registered to colour. Depth is rounded to
 * millimetres. Lists need no order. A depth picture takes the colour nearest in time within 20 ms; without one it is
 * left out and shows as a gap in `sequence`. Where one list is missing, the session has the other stream alone.
 * Intrinsics come from a `calibration.txt` (`fx fy cx cy`, as ETH3D writes it).
 * Format: vision.in.tum.de/data/datasets/rgbd-dataset/file_formats.
 */
export async function openTumFolder(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const leftOut = new LeftOutCount();
  const names = await listFolder(folder, (name, isFolder) => !isFolder && /\.txt$/i.test(name));
  if (!names.ok) return names;
  const depths = await listed(folder, listIn(names.value, [TUM_LISTS.depth]), leftOut);
  if (!depths.ok) return depths;
  const colors = await listed(folder, listIn(names.value, COLOR_LISTS), leftOut);
  if (!colors.ok) return colors;
  const unit = unitOf(depths.value ?? [], colors.value ?? []);
  const inOrder = (pictures: readonly ListedPicture[] | null) =>
    pictures === null
      ? null
      : inOrderOfTime(withoutStrayStamps(pictures, unit, leftOut), unit.value);
  const { shots, notices } = shotsOf(inOrder(depths.value), inOrder(colors.value));
  if (shots.length === 0) {
    const nothing = nothingToRead(folder, leftOut.value);
    if (nothing.ok || notices.length === 0) return nothing;
    const message = `${nothing.problem.message} ${notices.join(' ')}`;
    return { ok: false, problem: { ...nothing.problem, message } };
  }
  return open(folder, shots, { leftOut, notices, time: unit }, given);
}

/**
 * Opens a session of which a list of associations names the pairs (`associations.txt`, as ICL-NUIM has it and as the
 * TUM benchmark's tool writes it): depth as in the TUM format.
 */
export async function openAssociations(
  list: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const leftOut = new LeftOutCount();
  const lines = await readList(list);
  if (!lines.ok) return lines;
  const listedPairs = pairsOf(list, lines.value, leftOut);
  const isTimed = listedPairs.every(({ stamp }) => stamp !== null);
  const time = isTimed
    ? unitOfStamps(listedPairs.map(({ stamp }) => stamp ?? ''))
    : ({ value: 'frames', from: 'assumed' } as const);
  const pairs = listedPairs.filter(
    ({ stamp, depth }) =>
      withoutStrayStamps([{ stamp: stamp ?? '', file: depth }], time, leftOut).length > 0,
  );
  if (pairs.length === 0) return nothingToRead(list, leftOut.value);
  const timed = pairs.map(({ stamp, depth, color }, index) => ({
    depth,
    color,
    timeMs: stampMs(isTimed ? (stamp ?? '') : String(index), time.value),
  }));
  timed.sort((a, b) => a.timeMs - b.timeMs);
  const shots: Shot[] = [];
  for (const pair of timed) {
    const previous = shots.at(-1);
    const isLate = previous !== undefined && pair.timeMs <= previous.timeMs;
    if (isLate && previous.depth === pair.depth) continue;
    const timeMs = isLate ? Math.round(previous.timeMs * 1000 + 1) / 1000 : pair.timeMs;
    shots.push({ ...pair, timeMs, sequence: shots.length });
  }
  return open(dirname(list), shots, { leftOut, notices: [], time }, given);
}

interface Listed {
  readonly leftOut: LeftOutCount;
  readonly notices: readonly string[];
  readonly time: Stated<TimeUnit>;
}

async function open(
  folder: string,
  shots: readonly Shot[],
  { leftOut, notices, time }: Listed,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const calibration = given.intrinsics === undefined ? await readCalibrationIn(folder) : null;
  if (calibration?.ok === false) return calibration;
  const intrinsics = calibration?.value?.intrinsics;
  return openPictureShots(
    {
      name: 'TUM RGB-D folder',
      folder,
      shots,
      leftOut: leftOut.value,
      notices,
      time,
      scale: { value: SCALES.tum, from: 'format' },
      intrinsics: intrinsics === undefined ? null : { value: intrinsics, from: 'file' },
      registration: { value: 'registered', from: 'format' },
    },
    given,
  );
}

/** The pictures of a list; null where there is none. */
async function listed(
  folder: string,
  name: string | undefined,
  leftOut: LeftOutCount,
): Promise<Result<readonly ListedPicture[] | null>> {
  if (name === undefined) return succeed(null);
  const list = join(folder, name);
  const lines = await readList(list);
  return lines.ok ? succeed(picturesOf(list, lines.value, leftOut)) : lines;
}

type Pictures = readonly { readonly timeMs: number; readonly file: string }[] | null;

function shotsOf(
  depths: Pictures,
  colors: Pictures,
): { readonly shots: readonly Shot[]; readonly notices: readonly string[] } {
  if (depths === null || colors === null) {
    const shots = (depths ?? colors ?? []).map(({ timeMs, file }, sequence): Shot => ({
      depth: depths === null ? null : file,
      color: depths === null ? file : null,
      timeMs,
      sequence,
    }));
    return { shots, notices: [] };
  }
  if (depths.length === 0 || colors.length === 0) {
    const list = depths.length === 0 ? TUM_LISTS.depth : TUM_LISTS.color;
    return { shots: [], notices: [`Its ${list} lists no picture.`] };
  }
  const pairs = associate(depths, colors, TOLERANCE_MS);
  const alone = depths.length - pairs.length;
  const notices =
    alone === 0
      ? []
      : [
          `${alone} of its ${depths.length} depth pictures have no colour within ${TOLERANCE_MS} ms.`,
        ];
  const shots = pairs.map(({ depth, color, sequence }): Shot => ({
    depth: depth.file,
    color: color.file,
    timeMs: depth.timeMs,
    sequence,
  }));
  return { shots, notices };
}
