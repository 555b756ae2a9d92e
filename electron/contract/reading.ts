/** How the numbers of an imported session are read, and who says so: the files, a person, or nobody. */
import type { Intrinsics } from './frame.ts';

/**
 * Who says a number: the session's own files, the definition of its format, the person who imports it, the name of a
 * camera or data set, the points of a cloud, or nobody.
 */
export const ORIGINS = ['file', 'format', 'argument', 'camera', 'fitted', 'assumed'] as const;
export type Origin = (typeof ORIGINS)[number];

export interface Stated<T> {
  readonly value: T;
  readonly from: Origin;
}

/** The meaning of a depth picture's numbers. */
export type DepthScale =
  /** In proportion: so many millimetres a unit. */
  | { readonly kind: 'linear'; readonly millimetres: number }
  /** SUN RGB-D: millimetres whose 16 bits are rotated left by three. */
  | { readonly kind: 'rotated' }
  /** Kinect v1: raw 11-bit disparity, turned into millimetres by its calibration. */
  | { readonly kind: 'disparity' };

export const TIME_UNITS = [
  'seconds',
  'milliseconds',
  'microseconds',
  'nanoseconds',
  /** Numbers of frames, 30 of which are a second. */
  'frames',
  /** No times at all: one picture a second, slow enough to look at. */
  'stills',
  /** The device's own clock. */
  'device',
  /** When the frames arrived at the computer. */
  'arrival',
  /** The date and time in the names of the files. */
  'date',
] as const;
export type TimeUnit = (typeof TIME_UNITS)[number];

export const REGISTRATIONS = ['registered', 'calibration'] as const;

/** Everything about an import that its pictures alone do not say. */
export interface Reading {
  /** Of the registered picture, pixels. */
  readonly intrinsics: Stated<Intrinsics>;
  readonly scale: Stated<DepthScale>;
  /** Values that mean "no reading", as the file holds them; NaN and negative ones always do. */
  readonly invalid: Stated<readonly number[]>;
  readonly time: Stated<TimeUnit>;
  /** `registered`: colour and depth lie on one grid; `calibration`: a calibration lays one over the other. */
  readonly registration: Stated<(typeof REGISTRATIONS)[number]>;
}

/** Parts of a session that could not be read, each of which costs its own frame. */
export interface LeftOut {
  readonly count: number;
  /** The first of them, each in a sentence. */
  readonly reasons: readonly string[];
}

const FROM: Readonly<Record<Origin, string>> = {
  file: 'from its files',
  format: 'as the format says',
  argument: 'as you said',
  camera: 'by the name of the camera or data set',
  fitted: 'fitted from the points',
  assumed: 'assumed',
};

const TIME: Readonly<Record<TimeUnit, string>> = {
  seconds: 'in seconds',
  milliseconds: 'in milliseconds',
  microseconds: 'in microseconds',
  nanoseconds: 'in nanoseconds',
  frames: 'by frame number, 30 a second',
  stills: 'none, so one picture a second',
  device: 'by the device’s clock',
  arrival: 'by arrival',
  date: 'in the names of the files',
};

const REGISTRATION: Readonly<Record<Reading['registration']['value'], string>> = {
  registered: 'colour and depth on one grid',
  calibration: 'depth moved onto the colour by a calibration',
};

/** What each number is said with on the command line; the others cannot be said. */
const OPTION: Readonly<Record<string, string>> = {
  intrinsics: '--intrinsics',
  scale: '--depth or --depth-scale',
};

/** The whole reading, a line for each number: what it is and who says so. */
export function readingInWords(reading: Reading): readonly string[] {
  return Object.entries(valuesInWords(reading)).map(
    ([name, { words, from }]) => `${name}: ${words} (${FROM[from]})`,
  );
}

/** One sentence that warns of every number that nobody says; null where none is assumed. */
export function assumptionsInWords(reading: Reading): string | null {
  const { time, ...others } = valuesInWords(reading);
  // Pictures without times have none to be wrong about.
  const numbers = reading.time.value === 'stills' ? others : { ...others, time };
  const assumed = Object.entries(numbers).filter(([, { from }]) => from === 'assumed');
  if (assumed.length === 0) return null;
  const list = assumed.map(([name, { words }]) => `${name} ${words}`).join('; ');
  const options = assumed.flatMap(([name]) => OPTION[name] ?? []);
  const warning = `Assumed, since nothing says it: ${list}.`;
  const hint = `What you know better can be said with ${options.join(' and ')}.`;
  return options.length === 0 ? warning : `${warning} ${hint}`;
}

/** What was left out, as a sentence with the first reasons; null where nothing was. */
export function leftOutInWords({ count, reasons }: LeftOut): string | null {
  if (count === 0) return null;
  const more = count > reasons.length ? [`And ${count - reasons.length} more.`] : [];
  const all = [...reasons, ...more].join(' ');
  return count === 1 ? `1 frame was left out: ${all}` : `${count} frames were left out: ${all}`;
}

interface Words {
  readonly words: string;
  readonly from: Origin;
}

function valuesInWords(
  reading: Reading,
): Readonly<Record<string, Words>> & { readonly time: Words } {
  const { intrinsics, scale, invalid, time, registration } = reading;
  const { fx, fy, cx, cy } = intrinsics.value;
  return {
    intrinsics: {
      words: `fx ${short(fx)} fy ${short(fy)} cx ${short(cx)} cy ${short(cy)}`,
      from: intrinsics.from,
    },
    scale: { words: scaleInWords(scale.value), from: scale.from },
    invalid: { words: invalidInWords(invalid.value), from: invalid.from },
    time: { words: TIME[time.value], from: time.from },
    registration: { words: REGISTRATION[registration.value], from: registration.from },
  };
}

/** Thousandths of a pixel are below what any calibration knows. */
const short = (pixels: number): number => Math.round(pixels * 1000) / 1000;

function invalidInWords(values: readonly number[]): string {
  const list = values.join(', ');
  return values.length === 1 ? `${list} means no reading` : `${list} mean no reading`;
}

function scaleInWords(scale: DepthScale): string {
  switch (scale.kind) {
    case 'linear':
      return `${scale.millimetres} mm a unit`;
    case 'rotated':
      return 'millimetres with their bits rotated by three';
    case 'disparity':
      return 'raw disparity of a Kinect v1';
  }
}
