import { join } from 'node:path';
import type { Intrinsics } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { isThere } from '../../../base/is-there.ts';
import { readWholeFile, unreadable } from '../files/files.ts';
import { parseCalibration } from './calibration-text.ts';

/** Names by which data sets call their calibration, the more particular first. */
export const CALIBRATION_NAMES: readonly string[] = [
  'calibration.txt',
  'intrinsics.txt',
  'intrinsic.txt',
  'intrinsics_depth.txt',
  'intrinsic_depth.txt',
  'depth_intrinsics.txt',
  'camera-intrinsics.txt',
  'camera_intrinsics.txt',
  'camera_intrinsic.json',
  'camera_intrinsics.json',
  'intrinsics.json',
  'intrinsic.json',
  'camera.json',
  'calibration.json',
  'camera_info.json',
  'intrinsics.yaml',
  'intrinsics.yml',
  'camera_info.yaml',
  'camera_info.yml',
  'camera.yaml',
  'camera.yml',
  'calibration.yaml',
  'calibration.yml',
  'camera.txt',
  'K.txt',
  'cam_K.txt',
];
const LARGEST_BYTES = 16_384;

interface CalibrationFile {
  readonly file: string;
  readonly intrinsics: Intrinsics;
}

/**
 * The calibration beside the pictures.
 * @returns null where the folder holds none; a problem where it holds one that says no intrinsics
 */
export async function readCalibrationIn(folder: string): Promise<Result<CalibrationFile | null>> {
  for (const name of CALIBRATION_NAMES) {
    const file = join(folder, name);
    if (!(await isThere(file))) continue;
    const read = await readWholeFile(file, LARGEST_BYTES);
    if (!read.ok) return read;
    const intrinsics = parseCalibration(read.value.toString('utf8'));
    if (intrinsics === null) {
      return unreadable(
        file,
        'it does not hold fx fy cx cy in pixels, nor a matrix of them. Mend it, or say --intrinsics fx,fy,cx,cy',
      );
    }
    return succeed({ file, intrinsics });
  }
  return succeed(null);
}
