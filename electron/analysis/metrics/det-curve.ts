import { normalDeviate } from './normal-deviate.ts';
import type { SplitTrials } from '../trials/trial-table.ts';
import { forEachThreshold } from './verification-metrics.ts';

/** FAR rises and FRR falls from point to point. */
export interface DetPoint {
  readonly threshold: number;
  readonly far: number;
  readonly frr: number;
}

/** Closer points would coincide in a plot, in standard deviations on either axis. */
const STEP = 0.01;

/** Both errors at every threshold, thinned to what an eye can distinguish on normal-deviate axes. */
export function detCurve({ genuine, impostor }: SplitTrials): DetPoint[] {
  const points: DetPoint[] = [];
  let kept = 0;
  forEachThreshold(genuine, impostor, (threshold, far, frr) => {
    // A point too close to the last one kept is replaced by the next, so that the curve's end is there.
    points.length = kept;
    const point = { threshold, far, frr };
    const last = points.at(-1);
    points.push(point);
    if (last === undefined || !isClose(last, point)) kept = points.length;
  });
  return points;
}

const isClose = (a: DetPoint, b: DetPoint): boolean =>
  gap(a.far, b.far) < STEP && gap(a.frr, b.frr) < STEP;

const gap = (a: number, b: number): number =>
  a === b ? 0 : Math.abs(normalDeviate(a) - normalDeviate(b));
