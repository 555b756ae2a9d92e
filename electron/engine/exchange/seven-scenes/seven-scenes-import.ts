import { dirname, join } from 'node:path';
import type { ImportArguments } from '../../../contract/exchange.ts';
import type { Intrinsics } from '../../../contract/frame.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { listFolder } from '../files/folder-listing.ts';
import type { FrameSource } from '../frame-source.ts';
import { LeftOutCount } from '../left-out.ts';
import { readCalibrationIn } from '../reading/calibration-file.ts';
import { SCALES } from '../reading/depth-millimetres.ts';
import { openPictureShots } from '../shots/picture-shots.ts';
import { nothingToRead, type Shot } from '../shots/shot-source.ts';
import { stampMs } from '../tum/stamps.ts';

const DEPTH = /^(frame-(\d{1,9}))\.depth\.png$/i;
/** The set's own: it gives no other calibration. */
const DEPTH_CAMERA: Intrinsics = { fx: 585, fy: 585, cx: 320, cy: 240 };

/** Whether a name is that of a frame's depth in 7-Scenes. */
export const isSevenScenesDepth = (name: string): boolean => DEPTH.test(name);

/**
 * Opens a sequence of 7-Scenes (J. Shotton et al., 2013), and of the sets that took its names (12-Scenes, 3DMatch,
 * BundleFusion): `frame-000000.depth.png` of 16 bits in mm, 65535 = no reading, and `frame-000000.color.png` or `.jpg`.
 * Poses are not imported. Intrinsics are those of a `camera-intrinsics.txt`, else those that 7-Scenes states for its
 * depth camera; it does not register colour to depth.
 */
export async function openSevenScenes(
  folder: string,
  given: ImportArguments,
): Promise<Result<FrameSource>> {
  const names = await listFolder(folder, (name, isFolder) => !isFolder && /^frame-\d/i.test(name));
  if (!names.ok) return names;
  const there = new Map(names.value.map((name) => [name.toLowerCase(), name]));
  const leftOut = new LeftOutCount();
  const found = names.value.flatMap((name) => {
    const [, stem, number] = DEPTH.exec(name) ?? [];
    if (stem === undefined || number === undefined) return [];
    const color = ['png', 'jpg', 'jpeg'].map((ending) => `${stem}.color.${ending}`);
    const beside = color
      .map((candidate) => there.get(candidate.toLowerCase()))
      .find((name) => name !== undefined);
    if (beside === undefined) {
      leftOut.add(`${join(folder, color[0] ?? '')} cannot be used: it does not exist.`);
      return [];
    }
    return [{ depth: name, color: beside, pose: `${stem}.pose.txt`, number: Number(number) }];
  });
  if (found.length === 0) return nothingToRead(folder, leftOut.value);
  const least = Math.min(...found.map(({ number }) => number));
  const shots = found
    .toSorted((a, b) => a.number - b.number)
    .map(({ depth, color, pose, number }): Shot => ({
      depth: join(folder, depth),
      color: join(folder, color),
      others: [join(folder, pose)],
      timeMs: stampMs(String(number - least), 'frames'),
      sequence: number - least,
    }));
  const calibration = await calibrationAround(folder, given);
  if (!calibration.ok) return calibration;
  return openPictureShots(
    {
      name: '7-Scenes sequence',
      folder,
      shots,
      leftOut: leftOut.value,
      time: { value: 'frames', from: 'assumed' },
      scale: { value: SCALES.millimetres, from: 'format' },
      intrinsics:
        calibration.value === null
          ? { value: DEPTH_CAMERA, from: 'format' }
          : { value: calibration.value, from: 'file' },
      registration: { value: 'registered', from: 'assumed' },
    },
    given,
  );
}

/** In the sequence's folder, or in that of the scene around it. */
async function calibrationAround(
  folder: string,
  { intrinsics }: ImportArguments,
): Promise<Result<Intrinsics | null>> {
  for (const place of intrinsics === undefined ? [folder, dirname(folder)] : []) {
    const calibration = await readCalibrationIn(place);
    if (!calibration.ok) return calibration;
    if (calibration.value !== null) return succeed(calibration.value.intrinsics);
  }
  return succeed(null);
}
