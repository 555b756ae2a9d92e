import type { Intrinsics } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { readWholeFile, unreadable } from '../files/files.ts';

/** One camera of the set: how it sees, and where it stands in the frame that both cameras share. */
export interface BiwiCamera {
  readonly intrinsics: Intrinsics;
  /** By rows: from the shared frame into the camera's. */
  readonly rotation: readonly number[];
  /** Millimetres. */
  readonly translation: readonly number[];
}

/** Of the unit that the set was recorded with, where a copy of the set lacks the files. */
export const USUAL_BIWI: Readonly<Record<'depth' | 'color', BiwiCamera>> = {
  depth: {
    intrinsics: { fx: 575.816, fy: 575.816, cx: 320, cy: 240 },
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    translation: [0, 0, 0],
  },
  color: {
    intrinsics: { fx: 517.679, fy: 517.679, cx: 320, cy: 240.5 },
    rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1],
    translation: [-24, 0, 0],
  },
};

const LARGEST_BYTES = 4096;

/**
 * A `.cal` file: the matrix of intrinsics, a line of lens distortion (zeros in the set; not applied), the rotation and
 * the translation in mm, in lines of numbers.
 */
export async function readBiwiCalibration(file: string): Promise<Result<BiwiCamera>> {
  const read = await readWholeFile(file, LARGEST_BYTES);
  if (!read.ok) return read;
  const rows = read.value
    .toString('utf8')
    .split(/\r\n|\r|\n/)
    .map((line) => line.split(/[\s,;]+/).filter((word) => word !== ''))
    .filter((words) => words.length > 0)
    .map((words) => words.map(Number));
  const [matrix, rest] = [rows.slice(0, 3).flat(), rows.slice(3)];
  const pose = (rest[0]?.length === 3 ? rest : rest.slice(1)).slice(0, 4).flat();
  const [fx = NaN, , cx = NaN, , fy = NaN, cy = NaN] = matrix;
  const [rotation, translation] = [pose.slice(0, 9), pose.slice(9, 12)];
  const isWhole = matrix.length === 9 && translation.length === 3;
  const numbers = [fx, fy, cx, cy, ...rotation, ...translation];
  if (!isWhole || !numbers.every(Number.isFinite) || !(fx > 0 && fy > 0) || !isRotation(rotation)) {
    return unreadable(
      file,
      'it does not hold the intrinsics, a rotation and a translation. Copy it again; without depth.cal and rgb.cal the usual ones of the set are assumed',
    );
  }
  return succeed({ intrinsics: { fx, fy, cx, cy }, rotation, translation });
}

/** Rows of unit length at right angles, as far as the text's digits say. */
function isRotation(matrix: readonly number[]): boolean {
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j <= i; j++) {
      let product = 0;
      for (let k = 0; k < 3; k++) product += (matrix[3 * i + k] ?? 0) * (matrix[3 * j + k] ?? 0);
      if (Math.abs(product - (i === j ? 1 : 0)) > 0.01) return false;
    }
  }
  return true;
}
