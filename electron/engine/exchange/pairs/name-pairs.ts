/** Which pictures belong together, by their names alone: `a_depth.png` and `a_color.jpg`, `depth/7.png` and `rgb/7.png`. */
import { extname } from 'node:path';
import { COLOR_ENDINGS, DEPTH_ENDINGS } from '../pictures/picture-files.ts';

export interface NamePair {
  readonly depth: string;
  readonly color: string;
  /** What both names have in common. */
  readonly key: string;
}

type Role = 'depth' | 'color' | 'other';

/** Words for each role, the plainer first; a single letter counts only where it stands alone. */
const WORDS: Readonly<Record<'depth' | 'color', readonly RegExp[]>> = {
  depth: [
    /depths?/i,
    /disparity/i,
    /(?<![a-z])dep(?![a-z])/i,
    /(?<![a-z\d])d(?![a-z\d])/i,
    /^d(?=\d)/i,
  ],
  color: [/colou?rs?/i, /rgb/i, /images?|img/i, /(?<![a-z\d])[cr](?![a-z\d])/i, /^[cr](?=\d)/i],
};
/** Of a kind of camera, not of one of its pictures. */
const BOTH = /rgb-?d(?![a-z])/i;
/** Depth that was laid over the colour is depth. */
const LAID_OVER = /(?<=depths?_?)(?:to|2|_in|_on)_?(?:colou?r|rgb)/i;
/** Pictures for the eye, masks and other streams. */
const NEITHER =
  /mask|label|normal|infrared|preview|colou?rmap|colou?rized|(?<![a-z])(?:ir|vis)(?![a-z])/i;
/** Words that say how a picture came about, and that only one of the two may have. */
const MANNER = /(?<![a-z])(?:aligned|registered|raw|map|image|img|abs|mm|crop)(?![a-z])/gi;

interface Named {
  readonly role: Role | null;
  /** The name without the word for its role. */
  readonly key: string;
}

function named(name: string): Named {
  const stem = stemOf(name).replace(BOTH, '_').replace(LAID_OVER, '');
  if (NEITHER.test(stem)) return { role: 'other', key: stem };
  const plain = (role: 'depth' | 'color', words: number) =>
    WORDS[role].slice(0, words).find((word) => word.test(stem));
  const depth = plain('depth', 2);
  const color = plain('color', 2);
  // Depth drawn in colours.
  if (depth !== undefined && color !== undefined) return { role: 'other', key: stem };
  const word =
    depth ??
    color ??
    WORDS.depth.find((some) => some.test(stem)) ??
    WORDS.color.find((some) => some.test(stem));
  if (word === undefined) return { role: null, key: keyOf(stem) };
  return {
    role: WORDS.depth.includes(word) ? 'depth' : 'color',
    key: keyOf(stem.replace(word, '_')),
  };
}

const keyOf = (stem: string): string =>
  stem
    .replace(MANNER, '_')
    .replace(/[\s_.-]+/g, '_')
    .replace(/^_|_$/g, '')
    .toLowerCase();

const endingOf = (name: string): string => extname(name).slice(1).toLowerCase();
const stemOf = (name: string): string => name.slice(0, name.length - extname(name).length);
const isOf = (endings: readonly string[], name: string): boolean =>
  endings.includes(endingOf(name));

/**
 * The pairs among the names of one folder: a depth picture speaks of depth; its colour has “color”, “rgb” or “image” in
 * that place, or nothing.
 */
export function pairsInFolder(names: readonly string[]): readonly NamePair[] {
  const depths: { readonly name: string; readonly key: string }[] = [];
  const colors = new Map<string, string>();
  const unnamed = new Map<string, string>();
  for (const name of names) {
    const { role, key } = named(name);
    if (role === 'depth' && isOf(DEPTH_ENDINGS, name)) depths.push({ name, key });
    else if (role === 'color' && isOf(COLOR_ENDINGS, name)) keep(colors, key, name);
    else if (role === null && isOf(COLOR_ENDINGS, name)) keep(unnamed, key, name);
  }
  return depths.flatMap(({ name, key }) => {
    const color = colors.get(key) ?? unnamed.get(key);
    return color === undefined ? [] : [{ depth: name, color, key }];
  });
}

/**
 * The pairs of two folders, one of depth and one of colour: names that are alike but for the word of their role, or
 * else that have the same last number; where each folder has one picture, the two.
 */
export function pairsOfFolders(
  depths: readonly string[],
  colors: readonly string[],
): readonly NamePair[] {
  const depthNames = depths.filter((name) => isOf(DEPTH_ENDINGS, name) && !NEITHER.test(name));
  const colorNames = colors.filter((name) => isOf(COLOR_ENDINGS, name) && !NEITHER.test(name));
  const [depth] = depthNames;
  const [color] = colorNames;
  if (
    depthNames.length === 1 &&
    colorNames.length === 1 &&
    depth !== undefined &&
    color !== undefined
  ) {
    return [{ depth, color, key: named(depth).key }];
  }
  const byKey = match(depthNames, colorNames, (name) => named(name).key);
  return byKey.length > 0 ? byKey : match(depthNames, colorNames, lastNumber);
}

function match(
  depths: readonly string[],
  colors: readonly string[],
  key: (name: string) => string | null,
): readonly NamePair[] {
  const byKey = new Map<string, string>();
  for (const name of colors) {
    const found = key(name);
    if (found !== null) keep(byKey, found, name);
  }
  return depths.flatMap((depth) => {
    const found = key(depth);
    const color = found === null ? undefined : byKey.get(found);
    return found === null || color === undefined ? [] : [{ depth, color, key: found }];
  });
}

function lastNumber(name: string): string | null {
  const number = /(\d+)\D*$/.exec(stemOf(name))?.[1];
  return number === undefined ? null : number.replace(/^0+(?=\d)/, '');
}

/** The first of several names stays: lists are sorted. */
function keep(map: Map<string, string>, key: string, name: string): void {
  if (!map.has(key)) map.set(key, name);
}

const DEPTH_FOLDER =
  /^(?:(?:aligned|registered|raw)[_-]?)?depths?(?:[_-]?(?:image|img|raw|map|aligned|registered|png)s?)?(?:_?to_?(?:colou?r|rgb))?$/i;
const COLOR_FOLDER =
  /^(?:(?:aligned|registered|raw)[_-]?)?(?:colou?rs?|rgbs?|images?|imgs?)(?:[_-]?(?:image|img|raw|aligned|png|jpg)s?)?$/i;

/** The folders of depth and of colour among the names of folders; null where there are not both, or several. */
export function pairOfFolders(
  names: readonly string[],
): { readonly depth: string; readonly color: string } | null {
  const depth = names.find((name) => DEPTH_FOLDER.test(name)) ?? onlyOne(names, 'depth');
  const color = names.find((name) => COLOR_FOLDER.test(name)) ?? onlyOne(names, 'color');
  return depth === undefined || color === undefined ? null : { depth, color };
}

/** The one name that speaks of depth, or of colour. */
function onlyOne(names: readonly string[], role: 'depth' | 'color'): string | undefined {
  const speaking = names.filter((name) => named(name).role === role);
  return speaking.length === 1 ? speaking[0] : undefined;
}

/** Pictures whose names speak of depth, and of colour, of any kind that there is. */
export function picturesByRole(
  names: readonly string[],
): Readonly<Record<'depth' | 'color', readonly string[]>> {
  const pictures = names.filter((name) => isOf([...COLOR_ENDINGS, ...DEPTH_ENDINGS], name));
  const of = (role: Role) => pictures.filter((name) => named(name).role === role);
  return { depth: of('depth'), color: of('color') };
}
