/** The ring of enrolment: which ticks a head pose fills. */
import type { Direction } from '../../contract/head-direction.ts';
import { RING_TICKS } from '../../contract/identity.ts';

/**
 * A tick fills from 16.5° of yaw or 12.75° of pitch. A circle of 26° × 20° stays beyond that with 3° of
 * measurement noise, half such a circle stays within.
 */
const FILL_RADIUS = 0.75;

const SECTOR = 360 / RING_TICKS;
/** Half a sector plus part of its neighbours, so that a quick circle at a low frame rate leaves no gaps. */
const REACH = SECTOR * 0.8;

/** Indices (clockwise from the top) of the ticks that this direction fills, nearest first; none near the centre. */
export function ticksAt({ x, y }: Direction): number[] {
  if (!(Math.hypot(x, y) >= FILL_RADIUS)) return [];
  const degrees = (Math.atan2(x, -y) * 180) / Math.PI;
  const away = (tick: number): number => angleBetween(tick * SECTOR, degrees);
  return Array.from({ length: RING_TICKS }, (_, tick) => tick)
    .filter((tick) => away(tick) <= REACH)
    .sort((a, b) => away(a) - away(b));
}

function angleBetween(a: number, b: number): number {
  const turn = (((a - b) % 360) + 360) % 360;
  return Math.min(turn, 360 - turn);
}
