/** The places around the head of which an enrolment keeps a view each. */
import type { HeadPose } from '../../contract/head-pose.ts';
import { RING_TICKS } from '../../contract/identity.ts';
import { directionOf } from '../../contract/head-direction.ts';

/** Ticks strictly below the middle of the ring: one view each. People bow their heads far more often than they lift them. */
const LOWER_TICKS = { first: RING_TICKS / 4 + 1, last: (3 * RING_TICKS) / 4 - 1 } as const;
/** Of the upper ticks two neighbours share a view, counted from the top; the topmost has its own. */
const UPPER_TICKS_PER_VIEW = 2;

/** Turned or bowed farther than the ring asks for, degrees. */
const FAR_YAW = 28;
const FAR_PITCH = 20;
const FAR_SECTORS = 8;
/** Every direction beyond the ring has a nearer view and, from so many times the limits on, a farther one. */
const FARTHER = 1.35;
const FAR_VIEWS_PER_SECTOR = 2;

/** Views that one round of the ring can leave. */
export const RING_PLACES = placesOfTicks(
  Array.from({ length: RING_TICKS }, (_, tick) => tick),
).length;
/** Views beyond the ring. */
export const FAR_PLACES = FAR_SECTORS * FAR_VIEWS_PER_SECTOR;

/** The places of these ticks, in their order, each once. Numbered from 0; not all numbers occur. */
export function placesOfTicks(ticks: readonly number[]): number[] {
  return [...new Set(ticks.map(placeOfTick))];
}

function placeOfTick(tick: number): number {
  if (tick >= LOWER_TICKS.first && tick <= LOWER_TICKS.last) return tick;
  const fromTop = tick <= RING_TICKS / 2 ? tick : tick - RING_TICKS;
  const pair = Math.ceil(Math.abs(fromTop) / UPPER_TICKS_PER_VIEW) * UPPER_TICKS_PER_VIEW;
  return fromTop < 0 ? RING_TICKS - pair : pair;
}

/**
 * The place, 0 to `FAR_PLACES` − 1, of a head that is turned beyond |yaw| 28° or bowed beyond 20°; null within. By
 * directions of 45° each, clockwise from the top, and by how far.
 */
export function farPlaceOf(pose: HeadPose): number | null {
  const reach = Math.max(Math.abs(pose.yaw) / FAR_YAW, pose.pitch / FAR_PITCH);
  if (!(reach >= 1)) return null;
  const { x, y } = directionOf(pose);
  const turn = Math.atan2(x, -y) / (2 * Math.PI);
  const sector = (Math.round(turn * FAR_SECTORS) + FAR_SECTORS) % FAR_SECTORS;
  return sector * FAR_VIEWS_PER_SECTOR + (reach >= FARTHER ? 1 : 0);
}
