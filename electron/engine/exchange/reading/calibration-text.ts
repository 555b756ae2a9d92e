import type { Intrinsics } from '../../../contract/frame.ts';

/**
 * The intrinsics that a calibration file holds, in any of the ways that data sets write them: `fx fy cx cy` in a line
 * (ETH3D), a matrix of 3×3 or 4×4 numbers by rows (SUN RGB-D, 3DMatch, ScanNet), JSON with `intrinsic_matrix` by columns
 * (Open3D) or named numbers, lines such as `Camera.fx: 525.0` (ORB-SLAM), or YAML with a `camera_matrix` (ROS, OpenCV).
 * @returns null where they are not all there; focal lengths are positive
 */
export function parseCalibration(text: string): Intrinsics | null {
  const plain = text.replace(/^\ufeff/, '');
  return fromJson(plain) ?? fromNames(plain) ?? fromCameraMatrix(plain) ?? fromNumbers(plain);
}

function fromJson(text: string): Intrinsics | null {
  if (!/^\s*[{[]/.test(text)) return null;
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return null;
  }
  return fromObject(json, 0);
}

/** Nested a few times, as in `{ "color": { "intrinsics": … } }`. */
function fromObject(json: unknown, depth: number): Intrinsics | null {
  if (typeof json !== 'object' || json === null || depth > 4) return null;
  const entries: readonly [string, unknown][] = Object.entries(json);
  const named = new Map(entries.map(([key, value]) => [key.toLowerCase(), value]));
  const matrix: unknown = named.get('intrinsic_matrix');
  if (Array.isArray(matrix)) {
    const numbers = matrix.flat().map(Number);
    const [a = NaN, b = NaN, c = NaN, , e = NaN, f = NaN, g = NaN, h = NaN] = numbers;
    if (numbers.length === 9 && b === 0) {
      return Array.isArray(matrix[0]) || c !== 0 ? valid(a, e, c, f) : valid(a, e, g, h);
    }
  }
  const number = (...keys: string[]) =>
    Number(keys.map((key) => named.get(key)).find((v) => v !== undefined));
  const found = valid(number('fx'), number('fy'), number('cx', 'ppx'), number('cy', 'ppy'));
  if (found !== null) return found;
  for (const inner of named.values()) {
    const deeper = fromObject(inner, depth + 1);
    if (deeper !== null) return deeper;
  }
  return null;
}

const NUMBER = String.raw`[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?`;

function fromNames(text: string): Intrinsics | null {
  const number = (name: string) =>
    Number(
      new RegExp(String.raw`(?:^|[^a-z])${name}["']?\s*[:=\s]\s*(${NUMBER})`, 'im').exec(
        text,
      )?.[1] ?? NaN,
    );
  return valid(number('fx'), number('fy'), number('cx'), number('cy'));
}

function fromCameraMatrix(text: string): Intrinsics | null {
  const data = /camera_?matrix[^]*?\bdata["']?\s*:\s*\[([^\]]*)\]/i.exec(text)?.[1];
  return data === undefined ? null : fromNumbers(data);
}

function fromNumbers(text: string): Intrinsics | null {
  const words = text
    .split(/\r\n|\r|\n/)
    .filter((line) => /\d/.test(line) && !/^\s*(#|%|\/\/)/.test(line))
    .join(' ')
    .split(/[\s,;[\]()]+/)
    .filter((word) => word !== '');
  // Words between the numbers have a meaning that is not known here.
  const numbers = words.map(Number);
  if (!numbers.every(Number.isFinite)) return null;
  const isMatrix = (columns: number) =>
    numbers.length >= columns * 3 &&
    numbers[1] === 0 &&
    numbers[columns] === 0 &&
    numbers[2 * columns] === 0 &&
    numbers[2 * columns + 1] === 0 &&
    numbers[2 * columns + 2] === 1;
  for (const columns of [3, 4]) {
    if (isMatrix(columns)) {
      return valid(numbers[0], numbers[columns + 1], numbers[2], numbers[columns + 2]);
    }
  }
  return numbers.length < 9 ? valid(numbers[0], numbers[1], numbers[2], numbers[3]) : null;
}

function valid(fx = NaN, fy = NaN, cx = NaN, cy = NaN): Intrinsics | null {
  // Rendered sets write −fy, since y points up there.
  const up = Math.abs(fy);
  const isFocal = (value: number) => value > 1 && value < 100_000;
  const isCentre = (value: number) => Math.abs(value) < 100_000;
  return isFocal(fx) && isFocal(up) && isCentre(cx) && isCentre(cy) ? { fx, fy: up, cx, cy } : null;
}
