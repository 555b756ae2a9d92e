/** A track as a path of SVG. */
import { envelope } from '../../../../electron/analysis/tracks/track-shape.ts';

/** Width of every lane's drawing, in its own units. */
export const LANE_WIDTH = 1000;
/** Height of a lane's drawing. */
export const LANE_HEIGHT = 100;
/** More than lie beside one another on a usual screen are not seen. */
const MOST_STEPS = 600;

/** Values at the bottom and at the top of a lane; others are drawn at its edge. */
export interface LaneScale {
  readonly bottom: number;
  readonly top: number;
}

/** Where a moment lies, in the drawing's units. */
export function laneX(timeMs: number, durationMs: number): number {
  return durationMs <= 0
    ? 0
    : (LANE_WIDTH * Math.min(durationMs, Math.max(0, timeMs))) / durationMs;
}

export function laneY(value: number, { bottom, top }: LaneScale): number {
  const share = (value - bottom) / (top - bottom);
  return LANE_HEIGHT * (1 - Math.min(1, Math.max(0, share)));
}

/**
 * A line through the values, broken where nothing was measured; a single one is a point.
 * @param times milliseconds, one for each value
 */
export function lanePath(
  times: Float64Array,
  values: Float32Array,
  durationMs: number,
  scale: LaneScale,
): string {
  let path = '';
  let isBroken = true;
  for (const { at, low, high } of envelope(values, MOST_STEPS)) {
    if (Number.isNaN(low)) {
      isBroken = true;
      continue;
    }
    const x = laneX(times[at] ?? 0, durationMs).toFixed(1);
    path += `${isBroken ? 'M' : 'L'}${x} ${laneY(low, scale).toFixed(1)}V${laneY(high, scale).toFixed(1)}`;
    isBroken = false;
  }
  return path;
}
