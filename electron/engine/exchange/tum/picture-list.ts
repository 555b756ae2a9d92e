/** The lists of a TUM-like session: which picture was taken when. */
import { join, resolve } from 'node:path';
import { succeed, type Result } from '../../../contract/problem.ts';
import { readLines, type TextLine } from '../files/text-lines.ts';
import type { LeftOutCount } from '../left-out.ts';
import type { IndexEntry } from './association.ts';
import { isNearOthers, isStamp, splitStamp, stampMs, unitOfStamps } from './stamps.ts';

export interface ListedPicture {
  readonly stamp: string;
  readonly file: string;
}

/** The lines of a list that are no remarks. */
export async function readList(file: string): Promise<Result<readonly TextLine[]>> {
  const lines = await readLines(file);
  if (!lines.ok) return lines;
  return succeed(lines.value.filter(({ text }) => !/^\s*(#|%|\/\/)/.test(text)));
}

/**
 * The pictures of a list, in its order: a time stamp and a file name in each line. A line that is something else is left
 * out and counted.
 */
export function picturesOf(
  list: string,
  lines: readonly TextLine[],
  leftOut: LeftOutCount,
): readonly ListedPicture[] {
  const pictures: ListedPicture[] = [];
  for (const [index, { text, number }] of lines.entries()) {
    const split = splitStamp(text);
    // The heading of a table.
    if (split === null && index === 0 && /^\W*(time|stamp|t\b)/i.test(text)) continue;
    const file = split === null ? null : inside(list, nameIn(split.rest));
    if (split === null) {
      leftOut.add(`${list} cannot be used: line ${number} is not a time stamp and a file name.`);
    } else if (file === null) {
      leftOut.add(`${list} cannot be used: line ${number} names a file outside of the folder.`);
    } else pictures.push({ stamp: split.stamp, file });
  }
  return pictures;
}

interface PicturePair {
  /** Null where the list has none. */
  readonly stamp: string | null;
  readonly depth: string;
  readonly color: string;
}

/**
 * The pairs of a list of associations, as `associate.py` of the TUM benchmark and ICL-NUIM write it: two names in each
 * line, each with its time before it or neither. The name that speaks of depth is the depth; where none does, the
 * second.
 */
export function pairsOf(
  list: string,
  lines: readonly TextLine[],
  leftOut: LeftOutCount,
): readonly PicturePair[] {
  const pairs: PicturePair[] = [];
  for (const { text, number } of lines) {
    const words = wordsOf(text);
    const names = words.filter((word) => !isStamp(word));
    const [first, second] = names.map((name) => inside(list, name));
    if (names.length !== 2) {
      leftOut.add(`${list} cannot be used: line ${number} does not name two pictures.`);
      continue;
    }
    if (typeof first !== 'string' || typeof second !== 'string') {
      leftOut.add(`${list} cannot be used: line ${number} names a file outside of the folder.`);
      continue;
    }
    const isDepthFirst = speaksOfDepth(names[0] ?? '') && !speaksOfDepth(names[1] ?? '');
    const [depth, color] = isDepthFirst ? [first, second] : [second, first];
    const place = words.indexOf(names[isDepthFirst ? 0 : 1] ?? '');
    const before = words[place - 1];
    pairs.push({ stamp: before !== undefined && isStamp(before) ? before : null, depth, color });
  }
  return pairs;
}

/** Of a line; what stands in quotes is one. */
const wordsOf = (text: string): readonly string[] => text.match(/"[^"]*"|'[^']*'|[^\s,;]+/g) ?? [];

/** A name of a picture without what may follow it: a remark, or further columns. */
const nameIn = (rest: string): string =>
  /^(.*?\.(?:png|jpe?g|pgm|ppm|tiff?|bmp|pfm)["']?)(?:[\s,;].*)?$/i.exec(rest)?.[1] ?? rest;

const speaksOfDepth = (name: string): boolean =>
  /depth|disp|(^|[^a-z])d(ep)?([^a-z]|$)/i.test(name);

/** Whether a text file is a list of pairs: its first line names two pictures. */
export async function isAssociationList(file: string): Promise<boolean> {
  const lines = await readList(file);
  const [first] = lines.ok ? lines.value : [];
  if (first === undefined) return false;
  const names = wordsOf(first.text).filter((word) => !isStamp(word));
  return (
    names.length === 2 &&
    names.every((name) => /\.(png|jpe?g|pgm|ppm|tiff?|bmp|pfm)["']?$/i.test(name))
  );
}

/** The pictures without those whose stamp is years away from the others: they are left out and counted. */
export function withoutStrayStamps(
  pictures: readonly ListedPicture[],
  unit: ReturnType<typeof unitOfStamps>,
  leftOut: LeftOutCount,
): readonly ListedPicture[] {
  return pictures.filter(({ stamp, file }) => {
    const isNear = isNearOthers(stamp, unit);
    if (!isNear) {
      leftOut.add(
        `${file} cannot be used: its time stamp ${stamp} is years away from those of the others.`,
      );
    }
    return isNear;
  });
}

/** The unit of the lists, since all are of one clock; by the first that has pictures: gaps within one stream tell it. */
export function unitOf(
  ...lists: readonly (readonly ListedPicture[])[]
): ReturnType<typeof unitOfStamps> {
  const list = lists.find((pictures) => pictures.length > 0) ?? [];
  return unitOfStamps(list.map(({ stamp }) => stamp));
}

/**
 * The pictures in the order of their times. Two at one time are both kept, a microsecond apart; a line that stands twice
 * counts once.
 */
export function inOrderOfTime(
  pictures: readonly ListedPicture[],
  unit: ReturnType<typeof unitOfStamps>['value'],
): readonly IndexEntry[] {
  const entries = pictures
    .map(({ stamp, file }) => ({ timeMs: stampMs(stamp, unit), file }))
    .sort((a, b) => a.timeMs - b.timeMs);
  const kept: IndexEntry[] = [];
  for (const entry of entries) {
    const previous = kept.at(-1);
    if (previous !== undefined && entry.timeMs <= previous.timeMs) {
      if (entry.file === previous.file) continue;
      kept.push({ ...entry, timeMs: Math.round(previous.timeMs * 1000 + 1) / 1000 });
    } else kept.push(entry);
  }
  return kept;
}

/**
 * The path of a file that a list names, relative to the list's folder; separators of Windows are understood. Of a whole
 * path, as of another computer, the last folder and the name count. Null if the name climbs out of the folder.
 */
function inside(list: string, name: string): string | null {
  const root = resolve(list, '..');
  const plain = name.replace(/^["']|["']$/g, '').replaceAll('\\', '/');
  if (plain === '' || plain.includes('\0')) return null;
  const isWhole = /^(\/|[a-z]:\/)/i.test(plain) && !plain.startsWith(join(root, '/'));
  const path = resolve(root, isWhole ? plain.split('/').slice(-2).join('/') : plain);
  return path.startsWith(join(root, '/')) ? path : null;
}
