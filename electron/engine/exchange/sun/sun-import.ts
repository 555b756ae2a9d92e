import { join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { isThere } from '../../../base/is-there.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource } from '../frame-source.ts';
import { NOTHING_LEFT_OUT } from '../left-out.ts';
import { readCalibrationIn } from '../reading/calibration-file.ts';
import { SCALES } from '../reading/depth-millimetres.ts';
import { openPictureShots } from '../shots/picture-shots.ts';
import { nothingToRead } from '../shots/shot-source.ts';
import { pairsOfFolders } from '../pairs/name-pairs.ts';

/** Depth as it was measured; `depth_bfx`, where its holes were filled in, only where that is all there is. */
const DEPTH_FOLDERS = ['depth', 'depth_bfx'];
const COLOR_FOLDER = 'image';

/** The folder of a scene's depth; null where the folder is no scene of SUN RGB-D. */
async function depthFolderOf(folder: string): Promise<string | null> {
  const isIn = (name: string) => isThere(join(folder, name));
  if (!(await isIn(COLOR_FOLDER))) return null;
  // Either of these alone tells it: copies of the set lack one or the other.
  if (!(await isIn('intrinsics.txt')) && !(await isIn('depth_bfx'))) return null;
  for (const name of DEPTH_FOLDERS) if (await isThere(join(folder, name))) return name;
  return null;
}

export const isSunScene = async (folder: string): Promise<boolean> =>
  (await depthFolderOf(folder)) !== null;

/**
 * Opens a scene of SUN RGB-D (S. Song et al., 2015): one picture in `image/`, its depth in `depth/` as PNG of 16 bits,
 * millimetres whose bits are rotated left by three, and `intrinsics.txt`, a matrix of 3×3. Registered.
 */
export async function openSunScene(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const depthFolder = (await depthFolderOf(folder)) ?? 'depth';
  const list = (name: string) => listFolder(join(folder, name), (_name, isFolder) => !isFolder);
  const depths = await list(depthFolder);
  if (!depths.ok) return depths;
  const colors = await list(COLOR_FOLDER);
  if (!colors.ok) return colors;
  const calibration =
    given.intrinsics === undefined ? await readCalibrationIn(folder) : succeed(null);
  if (!calibration.ok) return calibration;
  const intrinsics = calibration.value?.intrinsics;
  const shots = pairsOfFolders(depths.value, colors.value).map(({ depth, color }, index) => ({
    depth: join(folder, depthFolder, depth),
    color: join(folder, COLOR_FOLDER, color),
    // The same frame with its holes filled in.
    others: [join(folder, 'depth_bfx', depth)],
    timeMs: 1000 * index,
    sequence: index,
  }));
  if (shots.length === 0) return nothingToRead(folder, NOTHING_LEFT_OUT);
  return openPictureShots(
    {
      name: 'SUN RGB-D scene',
      folder,
      shots,
      leftOut: NOTHING_LEFT_OUT,
      time: { value: 'stills', from: 'assumed' },
      scale: { value: SCALES.sun, from: 'format' },
      intrinsics: intrinsics === undefined ? null : { value: intrinsics, from: 'file' },
      registration: { value: 'registered', from: 'format' },
    },
    given,
  );
}
