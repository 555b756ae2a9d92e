import type { RgbdFrame } from '../../../contract/frame.ts';
import type { FoundFace } from '../detect/face-finder.ts';
import type { MeasuredHead } from './head-pose.ts';

/** Heights of faces from brow to chin, as the landmarks span them, mm: children's are no smaller, adults' no larger. */
const FACE_MM = { least: 100, most: 280 };

/** Only a depth camera can tell a pattern on a wall from a face: by its true size. */
export function hasFaceSize(frame: RgbdFrame, { box }: FoundFace, { pose }: MeasuredHead): boolean {
  const pixels = Math.max(box.width, box.height);
  const millimetres = (pixels * pose.distanceMm) / frame.camera.intrinsics.fy;
  return millimetres >= FACE_MM.least && millimetres <= FACE_MM.most;
}
