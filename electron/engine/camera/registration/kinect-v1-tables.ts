/** Kinect v1: where each reading lands on the colour grid, as lookup tables. */
import type { KinectV1Calibration, KinectV1ZeroPlane } from '../sensor-frame.ts';
import { KINECT_V1_HEIGHT, KINECT_V1_WIDTH } from './kinect-v1-model.ts';
import { FARTHEST_MM, RAW_VALUES, rawToMillimetres } from './raw-depth.ts';

const WIDTH = KINECT_V1_WIDTH;
const HEIGHT = KINECT_V1_HEIGHT;
/** Columns are kept in 1/256 of a pixel. */
export const COLUMN_SCALE = 256;

/** A reading `raw` of pixel i goes to column (columns[i] + shifts[raw]) / 256 of the row that starts at rowStarts[i]. */
export interface KinectV1Tables {
  /** By raw value; 0 = no reading. */
  readonly millimetres: Uint16Array;
  /** By raw value, in 1/256 of a pixel. */
  readonly shifts: Int32Array;
  /** By pixel, in 1/256 of a pixel. */
  readonly columns: Int32Array;
  /** By pixel: index of the first pixel of its target row. */
  readonly rowStarts: Int32Array;
}

/** From the device's answer, or from the pinhole model without one. */
export function kinectV1Tables(calibration: KinectV1Calibration): KinectV1Tables {
  const millimetres = rawToMillimetres(calibration);
  const { device } = calibration;
  const places =
    device === null ? pinholePlaces(calibration) : devicePlaces(device.registrationInfo);
  const shiftOfMm =
    device === null ? pinholeShifts(calibration) : deviceShifts(calibration.zeroPlane);
  // libfreenect takes the padding off in steps of the picture's height.
  const offset = device === null ? 0 : HEIGHT * device.startLines;
  return {
    millimetres,
    shifts: Int32Array.from(
      { length: RAW_VALUES },
      (_, raw) => shiftOfMm[millimetres[raw] ?? 0] ?? 0,
    ),
    columns: places.columns,
    rowStarts: places.rows.map((row) => row * WIDTH - offset),
  };
}

interface Places {
  /** In 1/256 of a pixel. */
  readonly columns: Int32Array;
  /** In pixels. */
  readonly rows: Int32Array;
}

/** Adds half a pixel: the loop truncates, the model rounds. */
function pinholePlaces({ pinhole }: KinectV1Calibration): Places {
  const columns = new Int32Array(WIDTH * HEIGHT);
  const rows = new Int32Array(WIDTH * HEIGHT);
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    const row = Math.floor(pinhole.vScale * y + pinhole.vOffset + 0.5);
    for (let x = 0; x < WIDTH; x++, i++) {
      columns[i] = Math.round((pinhole.uScale * x + pinhole.uOffset + 0.5) * COLUMN_SCALE);
      rows[i] = row;
    }
  }
  return { columns, rows };
}

const pinholeShifts = ({ pinhole }: KinectV1Calibration): Int32Array =>
  Int32Array.from({ length: FARTHEST_MM }, (_, mm) =>
    mm === 0 ? 0 : Math.round(pinhole.parallax * (1 - 1200 / mm) * COLUMN_SCALE),
  );

/** `freenect_init_depth_to_rgb` of libfreenect 0.5.3 (src/registration.c), in its order of operations. */
function deviceShifts({
  colorDistance,
  referenceDistance,
  pixelSize,
}: KinectV1ZeroPlane): Int32Array {
  // A single-precision product there.
  const perMm = 1 / Math.fround(Math.fround(pixelSize * 2) * 10);
  const camerasApart = colorDistance * perMm * 10;
  const reference = referenceDistance * perMm * 10;
  return Int32Array.from({ length: FARTHEST_MM }, (_, mm) => {
    const distance = mm * perMm;
    return ((camerasApart * (distance - reference)) / distance + 0.375) * COLUMN_SCALE;
  });
}

/** `freenect_init_registration_table` of libfreenect 0.5.3. Targets outside the picture get a column outside it. */
function devicePlaces(info: readonly number[]): Places {
  const dx = walk(info, X_FIELDS);
  const dy = walk(info, Y_FIELDS);
  const columns = new Int32Array(WIDTH * HEIGHT);
  const rows = new Int32Array(WIDTH * HEIGHT);
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    for (let x = 0; x < WIDTH; x++, i++) {
      const column = x + (dx[i] ?? 0) + 1;
      const row = y + (dy[i] ?? 0) + 1;
      const outside = column < 0 || row < 0 || column >= WIDTH || row >= HEIGHT;
      columns[i] = (outside ? 2 * WIDTH : column) * COLUMN_SCALE;
      rows[i] = row;
    }
  }
  return { columns, rows };
}

/** Positions of one axis's numbers in `freenect_reg_info`. */
interface AxisFields {
  readonly start: number;
  /** First, second and mixed differences: along a row, down the rows. */
  readonly along: number;
  readonly alongTwice: number;
  readonly down: number;
  readonly downTwice: number;
  readonly mixed: number;
  /** Third differences of `alongTwice` (along and down), `downTwice` and `mixed`, which never change. */
  readonly a: number;
  readonly c: number;
  readonly b: number;
  readonly d: number;
}

const X_FIELDS: AxisFields = {
  ...{ start: 5, along: 17, alongTwice: 21, down: 19, downTwice: 26, mixed: 22 },
  ...{ a: 1, b: 2, c: 3, d: 4 },
};
const Y_FIELDS: AxisFields = {
  ...{ start: 10, along: 18, alongTwice: 23, down: 20, downTwice: 28, mixed: 24 },
  ...{ a: 6, b: 7, c: 8, d: 9 },
};

/**
 * How far each pixel moves along one axis, in pixels: a cubic polynomial in x and y, evaluated by forward differences.
 * Scales and order of `freenect_create_dxdy_tables` in libfreenect 0.5.3; its 64-bit numbers stay far below 2^53 and
 * are exact here.
 */
function walk(info: readonly number[], fields: AxisFields): Float64Array {
  const of = (field: keyof AxisFields): number => info[fields[field]] ?? 0;
  let start = (of('start') << 13) >> 4;
  let along = (of('along') << 11) >> 3;
  let down = (of('down') << 11) >> 3;
  let alongTwice = of('alongTwice') << 8;
  let downTwice = of('downTwice') << 8;
  let mixed = of('mixed') << 8;
  const moved = new Float64Array(WIDTH * HEIGHT);
  for (let y = 0, i = 0; y < HEIGHT; y++) {
    alongTwice += of('c');
    along += Math.floor(mixed / 256);
    mixed += of('d');
    start += Math.floor(down / 64);
    down += Math.floor(downTwice / 256);
    downTwice += of('b');
    let value = start;
    let first = along;
    let second = alongTwice;
    for (let x = 0; x < WIDTH; x++, i++) {
      moved[i] = value / 2 ** 17;
      value += Math.floor(first / 64);
      first += Math.floor(second / 256);
      second += of('a');
    }
  }
  return moved;
}
