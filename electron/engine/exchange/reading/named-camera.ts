/** Calibrations that are published for a data set, found by the name that its folders have. */
import { basename, dirname, resolve } from 'node:path';
import type { Intrinsics } from '../../../contract/frame.ts';

const PUBLISHED: readonly (readonly [RegExp, Intrinsics])[] = [
  // vision.in.tum.de/data/datasets/rgbd-dataset/file_formats: colour cameras of the three Freiburg sensors.
  [/freiburg1|(^|[^a-z])fr1([^a-z\d]|$)/i, { fx: 517.3, fy: 516.5, cx: 318.6, cy: 255.3 }],
  [/freiburg2|(^|[^a-z])fr2([^a-z\d]|$)/i, { fx: 520.9, fy: 521, cx: 325.1, cy: 249.7 }],
  [/freiburg3|(^|[^a-z])fr3([^a-z\d]|$)/i, { fx: 535.4, fy: 539.2, cx: 320.1, cy: 247.6 }],
  // ICL-NUIM (A. Handa et al., 2014); its fy is negative because y points up there.
  [
    /icl-?_?nuim|(living_room|office|livingroom)?_?traj\d/i,
    { fx: 481.2, fy: 480, cx: 319.5, cy: 239.5 },
  ],
];

/** Intrinsics published for the data set that the folder, or the one around it, is named after; 640×480 all of them. */
export function namedIntrinsics(folder: string, width: number, height: number): Intrinsics | null {
  if (width !== 640 || height !== 480) return null;
  const path = resolve(folder);
  for (const name of [basename(path), basename(dirname(path))]) {
    const found = PUBLISHED.find(([pattern]) => pattern.test(name));
    if (found !== undefined) return found[1];
  }
  return null;
}
