import type { ViewPlace } from './atlas-file.ts';

export interface WeightedView {
  readonly index: number;
  /** Sums to 1 over the views that are shown. */
  readonly weight: number;
}

/** Share of the distance between neighbouring views over which one fades into the next. */
const FADE = 0.2;

/**
 * The pictures nearest to a pose, nearest first. Near a picture it is alone; towards the next one both fade, so
 * that nothing jumps while the head turns. Distances are in degrees of (yaw, pitch).
 */
export function chooseViews(
  places: readonly ViewPlace[],
  spacing: number,
  yaw: number,
  pitch: number,
): readonly WeightedView[] {
  const distances = places.map((place) => Math.hypot(place.yaw - yaw, place.pitch - pitch));
  const nearest = Math.min(...distances);
  const reach = FADE * spacing;
  const chosen = distances
    .map((distance, index) => ({ index, weight: 1 - (distance - nearest) / reach }))
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  const sum = chosen.reduce((total, { weight }) => total + weight, 0);
  return chosen.map(({ index, weight }) => ({ index, weight: weight / sum }));
}

/** The median distance from a picture to its nearest neighbour, degrees. */
export function viewSpacing(places: readonly ViewPlace[]): number {
  const gaps = places
    .map((a) =>
      Math.min(
        ...places.filter((b) => b !== a).map((b) => Math.hypot(a.yaw - b.yaw, a.pitch - b.pitch)),
      ),
    )
    .sort((a, b) => a - b);
  const middle = gaps[gaps.length >> 1] ?? 1;
  return Number.isFinite(middle) && middle > 0 ? middle : 1;
}
