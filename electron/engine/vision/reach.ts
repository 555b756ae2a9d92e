/** Distances, mm. */
export interface Reach {
  readonly from: number;
  readonly to: number;
}

/** Where faces that look in are: in reach of a sensor's lamp, no nearer than it measures. */
export const REACH: Reach = { from: 400, to: 1600 };
