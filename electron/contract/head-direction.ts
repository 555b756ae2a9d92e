/** Where a head points, as the ring of enrolment shows it. */
import type { HeadPose } from './head-pose.ts';

/** Turn of the head that reaches the edge of the unit disc. Heads nod less far than they turn. */
const FULL_YAW = 22;
const FULL_PITCH = 17;

export interface Direction {
  readonly x: number;
  readonly y: number;
}

/** Direction of the head, in units in which the ring has radius 1: x image right, y down. Not clamped. */
export function directionOf({ yaw, pitch }: Pick<HeadPose, 'yaw' | 'pitch'>): Direction {
  return { x: yaw / FULL_YAW, y: pitch / FULL_PITCH };
}

/** The marker's direction, clamped to the unit disc. */
export function withinDisc({ x, y }: Direction): Direction {
  const radius = Math.max(1, Math.hypot(x, y));
  return { x: x / radius, y: y / radius };
}
