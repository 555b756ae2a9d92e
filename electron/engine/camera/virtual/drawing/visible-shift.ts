import type { VirtualPose } from '../motion.ts';

/** A shift that nobody sees and no sensor tells from its noise. */
const UNSEEN_PIXELS = 0.25;
/** How far the outermost parts of a head are from the point it turns about, mm. */
const HEAD_RADIUS = 180;

/** Whether the body, seen by a camera of this focal length in pixels, has moved from one pose to another. */
export const bodyMoved = (from: VirtualPose, to: VirtualPose, focalLength: number): boolean =>
  bodyShift(from, to) * focalLength >= UNSEEN_PIXELS * to.distanceMm;

/** Whether any part of the head has. */
export function headMoved(from: VirtualPose, to: VirtualPose, focalLength: number): boolean {
  const turn = Math.hypot(to.yaw - from.yaw, to.pitch - from.pitch, to.roll - from.roll);
  const shift = bodyShift(from, to) + HEAD_RADIUS * ((turn * Math.PI) / 180);
  return shift * focalLength >= UNSEEN_PIXELS * to.distanceMm;
}

const bodyShift = (from: VirtualPose, to: VirtualPose): number =>
  Math.hypot(to.x - from.x, to.y - from.y, to.distanceMm - from.distanceMm);
