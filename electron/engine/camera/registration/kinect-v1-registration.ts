/** Kinect v1: raw readings onto the grid of the colour camera. */
import type { KinectV1Calibration } from '../sensor-frame.ts';
import { KINECT_V1_HEIGHT, KINECT_V1_WIDTH } from './kinect-v1-model.ts';
import { COLUMN_SCALE, kinectV1Tables, type KinectV1Tables } from './kinect-v1-tables.ts';

const PIXELS = KINECT_V1_WIDTH * KINECT_V1_HEIGHT;
const LAST_COLUMN = KINECT_V1_WIDTH * COLUMN_SCALE - 1;
const RAW_MASK = 2047;
/** A reading packed into one number: millimetres in the low bits, shift in the high bits. */
const MM_BITS = 14;
const MM_MASK = (1 << MM_BITS) - 1;
/** 512 pixels, in 1/256: anything that would move farther is no reading. */
const FARTHEST_SHIFT = 1 << 17;

/**
 * Creates a function that turns 640×480 raw 11-bit readings into millimetres on the colour grid, 0 = no reading; of
 * readings that land on one pixel the nearest stays. With the device's own calibration the result equals libfreenect's
 * `FREENECT_DEPTH_REGISTERED` (`freenect_apply_registration`, 0.5.3) bit for bit; what that would write outside the
 * picture is left out here.
 */
export function kinectV1Registration(
  calibration: KinectV1Calibration,
): (raw: Uint16Array) => Uint16Array<ArrayBuffer> {
  const tables = kinectV1Tables(calibration);
  const readings = packReadings(tables);
  const { targets, runs, edges } = planOf(tables, readings);
  return (raw) => {
    const registered = new Uint16Array(PIXELS);
    for (let r = 0; r < runs.length; r += 2) {
      registerRun(raw, registered, readings, targets, runs[r] ?? 0, runs[r + 1] ?? 0);
    }
    registerEdges(raw, registered, readings, tables, edges);
    return registered;
  };
}

function packReadings({ millimetres, shifts }: KinectV1Tables): Int32Array {
  return Int32Array.from(millimetres, (mm, raw) => {
    const shift = shifts[raw] ?? 0;
    return mm === 0 || Math.abs(shift) >= FARTHEST_SHIFT ? 0 : (shift << MM_BITS) | mm;
  });
}

interface Plan {
  /** By pixel: index of the target without shift, in 1/256. */
  readonly targets: Int32Array;
  /** Pairs of first pixel and end, for stretches that stay in their row and in the picture whatever the reading. */
  readonly runs: Int32Array;
  /** The other pixels that can land in the picture. */
  readonly edges: Int32Array;
}

function planOf({ columns, rowStarts }: KinectV1Tables, readings: Int32Array): Plan {
  const shifts = readings.filter((reading) => reading !== 0).map((reading) => reading >> MM_BITS);
  const least = shifts.reduce((least, shift) => Math.min(least, shift), 0);
  const most = shifts.reduce((most, shift) => Math.max(most, shift), 0);
  const targets = columns.map((column, i) => (rowStarts[i] ?? 0) * COLUMN_SCALE + column);
  const runs: number[] = [];
  const edges: number[] = [];
  for (let i = 0; i < PIXELS; i++) {
    const column = columns[i] ?? 0;
    const row = rowStarts[i] ?? 0;
    const rowInside = row >= 0 && row + KINECT_V1_WIDTH <= PIXELS;
    if (rowInside && column + least >= 0 && column + most <= LAST_COLUMN) {
      if (runs.at(-1) === i) runs[runs.length - 1] = i + 1;
      else runs.push(i, i + 1);
    } else if (column + most > -COLUMN_SCALE && column + least <= LAST_COLUMN) {
      edges.push(i);
    }
  }
  return { targets, runs: Int32Array.from(runs), edges: Int32Array.from(edges) };
}

/** The hot loop: five loads a pixel and no test except for the nearest. */
function registerRun(
  raw: Uint16Array,
  registered: Uint16Array,
  readings: Int32Array,
  targets: Int32Array,
  from: number,
  to: number,
): void {
  for (let i = from; i < to; i++) {
    const reading = readings[(raw[i] ?? RAW_MASK) & RAW_MASK] ?? 0;
    if (reading === 0) continue;
    const target = ((targets[i] ?? 0) + (reading >> MM_BITS)) >> 8;
    const mm = reading & MM_MASK;
    // Empty pixels become 65,535: one comparison covers both cases.
    if ((((registered[target] ?? 0) - 1) & 0xffff) >= mm) registered[target] = mm;
  }
}

function registerEdges(
  raw: Uint16Array,
  registered: Uint16Array,
  readings: Int32Array,
  { columns, rowStarts }: KinectV1Tables,
  edges: Int32Array,
): void {
  for (const i of edges) {
    const reading = readings[(raw[i] ?? RAW_MASK) & RAW_MASK] ?? 0;
    if (reading === 0) continue;
    // Truncates towards zero, as C does.
    const column = (((columns[i] ?? 0) + (reading >> MM_BITS)) / COLUMN_SCALE) | 0;
    const target = (rowStarts[i] ?? 0) + column;
    const there = registered[target];
    if (column < 0 || column >= KINECT_V1_WIDTH || there === undefined) continue;
    const mm = reading & MM_MASK;
    if (((there - 1) & 0xffff) >= mm) registered[target] = mm;
  }
}
