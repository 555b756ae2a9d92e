import { join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import {
  KINECT_V1_HEIGHT as HEIGHT,
  KINECT_V1_WIDTH as WIDTH,
  kinectV1Sensor,
  USUAL_KINECT_V1,
} from '../../camera/registration/kinect-v1-model.ts';
import type { SensorImage, SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readBmp } from './bmp.ts';
import { readWholeFile, unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { LabelledFrame, FrameSource } from '../frame-source.ts';
import { NOTHING_LEFT_OUT } from '../left-out.ts';
import { NO_READING_16, SCALES } from '../reading/depth-millimetres.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { sourceOfShots, type Shot } from '../shots/shot-source.ts';

const READINGS = /^(\d{1,4})_(\d{1,4})_d\.dat$/;
/** 640×480 readings of at most five figures and a tab each, plus line ends. */
const LARGEST_READINGS = WIDTH * HEIGHT * 6 + HEIGHT * 4;
const MOST_PEOPLE = 10_000;
/** Stills have no times of their own: one a second, slow enough to look at. */
const STILL_MS = 1000;

/**
 * Opens the VAP RGB-D Face Database (R. I. Høg et al., 2012; 31 people, 17 poses, 3 shots each), or the folder of one
 * person: `NNN_V_d.dat` is text, 480 lines of 640 readings in mm with tabs between, −1 = none, on the grid of the
 * depth camera; `NNN_V_c.bmp` is the colour, 1280×960, halved here to the 640×480 of the registration. The set names
 * no calibration: registration is the pinhole model of a usual Kinect v1. The lowest NNN of a person is the gallery,
 * the rest are probes.
 */
export async function openVapDatabase(
  folder: string,
  given: ImportArguments = {},
): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    folder,
    'the VAP RGB-D Face Database',
    'which is in millimetres of a Kinect v1',
  );
  if (idle !== null) return idle;
  const shots = await listShots(folder);
  if (!shots.ok) return shots;
  if (shots.value.length === 0) {
    return fail('files-unreadable', `There is no NNN_V_d.dat in ${folder} or a folder in it.`);
  }
  const model = kinectV1Sensor(USUAL_KINECT_V1, 'VAP RGB-D Face Database', 'recording');
  const sensor: SensorModel = {
    ...model,
    registration: { kind: 'kinect-v1-millimetres', calibration: USUAL_KINECT_V1 },
    reading: {
      intrinsics: { value: model.colorIntrinsics, from: 'assumed' },
      scale: { value: SCALES.millimetres, from: 'format' },
      invalid: { value: [-1, 0, NO_READING_16], from: 'format' },
      time: { value: 'stills', from: 'assumed' },
      registration: { value: 'calibration', from: 'assumed' },
    },
  };
  const timed = shots.value.map((shot, index) => ({
    ...shot,
    timeMs: index * STILL_MS,
    sequence: index,
  }));
  const read = (shot: Shot) => readShot(shot, sensor);
  return succeed(
    sourceOfShots({ sensor, shots: timed, leftOut: NOTHING_LEFT_OUT, notices: [], read }),
  );
}

/** Whether a folder looks like the database, or one person of it. */
export async function looksLikeVap(folder: string): Promise<boolean> {
  const shots = await listShots(folder);
  return shots.ok && shots.value.length > 0;
}

type StillShot = Omit<Shot, 'timeMs' | 'sequence'>;

async function listShots(folder: string): Promise<Result<readonly StillShot[]>> {
  const own = await shotsOf(folder, 'person');
  if (!own.ok || own.value.length > 0) return own;
  const people = await listFolder(folder, (_name, isFolder) => isFolder);
  if (!people.ok) return people;
  if (people.value.length > MOST_PEOPLE) {
    return unreadable(folder, `it holds more than ${MOST_PEOPLE} folders`);
  }
  const shots: StillShot[] = [];
  const taken = new Set<string>();
  for (const name of people.value) {
    const person = personName(name, taken);
    const theirs = await shotsOf(join(folder, name), person);
    if (!theirs.ok) return theirs;
    shots.push(...theirs.value);
  }
  return succeed(shots);
}

/** Folders are named like `(2012-05-16)(154211)`; a label is a plain file name. */
function personName(folder: string, taken: Set<string>): string {
  const plain = folder
    .normalize('NFC')
    .replace(/[^\p{L}\p{M}\p{N}_.-]+/gu, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
    .slice(0, 80);
  const name = plain === '' ? 'person' : plain;
  let free = name;
  for (let n = 2; taken.has(free); n++) free = `${name}-${n}`;
  taken.add(free);
  return free;
}

async function shotsOf(folder: string, person: string): Promise<Result<readonly StillShot[]>> {
  const names = await listFolder(folder, (name, isFolder) => !isFolder && READINGS.test(name));
  if (!names.ok) return names;
  const poses = names.value.map((name) => Number(READINGS.exec(name)?.[1]));
  const front = poses.reduce((lowest, pose) => Math.min(lowest, pose), Infinity);
  return succeed(
    names.value.map((name, i) => {
      const shot = name.slice(0, -'_d.dat'.length);
      const role = poses[i] === front ? 'gallery' : 'probe';
      const stem = join(folder, shot);
      return { depth: `${stem}_d.dat`, color: `${stem}_c.bmp`, label: { person, shot, role } };
    }),
  );
}

async function readShot(
  { depth: depthFile, color: colorFile, label, timeMs, sequence }: Shot,
  sensor: SensorModel,
): Promise<Result<LabelledFrame>> {
  const depth = await readVapDepth(depthFile ?? '');
  if (!depth.ok) return depth;
  const picture = await readBmp(colorFile ?? '');
  if (!picture.ok) return picture;
  const { width, height } = picture.value;
  const twice = width === 2 * WIDTH && height === 2 * HEIGHT;
  if (!twice && (width !== WIDTH || height !== HEIGHT)) {
    return unreadable(colorFile ?? '', `it is ${width}×${height}, not 1280×960 or 640×480`);
  }
  const color = twice ? halve(picture.value) : picture.value;
  const pictures = { depth: depth.value, color, sensor };
  return succeed({ sequence, timeMs, ...pictures, ...(label === undefined ? {} : { label }) });
}

const TAB = 0x09;
const LF = 0x0a;
const CR = 0x0d;
const SPACE = 0x20;
const MINUS = 0x2d;
const ZERO = 0x30;

/** The readings of a `.dat` file in mm, 0 = no reading. A tab before a line's end is allowed, as the set has it. */
export async function readVapDepth(file: string): Promise<Result<SensorImage<Uint16Array>>> {
  const read = await readWholeFile(file, LARGEST_READINGS);
  if (!read.ok) return read;
  const bytes = read.value;
  const data = new Uint16Array(WIDTH * HEIGHT);
  let line = 0;
  let column = 0;
  let value = -1;
  let negative = false;
  const wrong = (what: string) =>
    unreadable(file, `line ${line + 1}, number ${column + 1}: ${what}`);
  for (let i = 0; i <= bytes.length; i++) {
    // The end of the file ends a line that has begun.
    const byte = bytes[i] ?? LF;
    const digit = byte - ZERO;
    if (digit >= 0 && digit <= 9) {
      value = Math.max(value, 0) * 10 + digit;
      if (value > 65_535) return wrong('it is too large for millimetres');
    } else if (byte === MINUS && value < 0 && !negative) {
      negative = true;
    } else if (byte === TAB || byte === LF || byte === CR || byte === SPACE) {
      if (value >= 0) {
        if (negative && value !== 1) return wrong('only −1 may be negative');
        if (column >= WIDTH) return wrong(`a line has ${WIDTH} numbers`);
        if (line >= HEIGHT) return wrong(`there are ${HEIGHT} lines`);
        data[line * WIDTH + column] = negative || value === NO_READING_16 ? 0 : value;
        column++;
      } else if (negative) return wrong('a minus without a number');
      value = -1;
      negative = false;
      if (byte === LF && column > 0) {
        if (column !== WIDTH) return wrong(`the line has ${column} numbers instead of ${WIDTH}`);
        line++;
        column = 0;
      }
    } else return wrong('only whole numbers and tabs are expected');
  }
  if (line !== HEIGHT)
    return unreadable(file, `it has ${line} lines of readings instead of ${HEIGHT}`);
  return succeed({ width: WIDTH, height: HEIGHT, data });
}

/** Half the size: each pixel is the mean of four. */
function halve({ width, data }: SensorImage<Uint8Array>): SensorImage<Uint8Array> {
  const half = new Uint8Array(WIDTH * HEIGHT * 4);
  for (let y = 0, to = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++) {
      const from = (2 * y * width + 2 * x) * 4;
      for (let channel = 0; channel < 4; channel++, to++) {
        const at = from + channel;
        const below = at + width * 4;
        const sum =
          (data[at] ?? 0) + (data[at + 4] ?? 0) + (data[below] ?? 0) + (data[below + 4] ?? 0);
        half[to] = (sum + 2) >> 2;
      }
    }
  }
  return { width: WIDTH, height: HEIGHT, data: half };
}
