import { at, clamp } from '../render/math.ts';

/** Points of a closed outline in the plane, cm. */
export type Outline = readonly (readonly [number, number])[];

/** Closed Catmull–Rom curve through points, each span cut into `steps`. */
export function smoothOutline(points: Outline, steps = 6): Outline {
  const count = points.length;
  const coordinate = (index: number, axis: number): number =>
    at(points[(index + count) % count] ?? [], axis);
  return points.flatMap((_, i) =>
    Array.from({ length: steps }, (_step, k): [number, number] => {
      const t = k / steps;
      const curve = (axis: number): number => {
        const a = coordinate(i - 1, axis);
        const b = coordinate(i, axis);
        const c = coordinate(i + 1, axis);
        const d = coordinate(i + 2, axis);
        return (
          0.5 *
          (2 * b +
            (c - a) * t +
            (2 * a - 5 * b + 4 * c - d) * t * t +
            (3 * b - a - 3 * c + d) * t * t * t)
        );
      };
      return [curve(0), curve(1)];
    }),
  );
}

/** Distance from a point to the segment a–b. */
export function segmentDistance(
  x: number,
  y: number,
  ax: number,
  ay: number,
  bx: number,
  by: number,
): number {
  const [ex, ey] = [bx - ax, by - ay];
  const t = clamp(((x - ax) * ex + (y - ay) * ey) / (ex * ex + ey * ey || 1));
  const [dx, dy] = [x - ax - ex * t, y - ay - ey * t];
  return Math.sqrt(dx * dx + dy * dy);
}

/** Signed distance to a closed outline, negative inside. */
export function outlineDistance(outline: Outline, x: number, y: number): number {
  let nearest = Infinity;
  let inside = false;
  let previous = outline.at(-1) ?? [0, 0];
  for (const point of outline) {
    nearest = Math.min(
      nearest,
      segmentDistance(x, y, previous[0], previous[1], point[0], point[1]),
    );
    const crosses = point[1] > y !== previous[1] > y;
    const crossing =
      point[0] + ((previous[0] - point[0]) * (y - point[1])) / (previous[1] - point[1]);
    if (crosses && x < crossing) inside = !inside;
    previous = point;
  }
  return inside ? -nearest : nearest;
}
