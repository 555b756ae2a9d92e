/** What a map draws, in pixels: the same for the canvas, for SVG and for PNG. */
import type { EmbeddingMap } from '../../../../electron/analysis/projection/embedding-map.ts';
import { ownersOf, type Look, type Pose } from '../looks.ts';
import { personColor, type Tone } from './person-colors.ts';

export interface Mark {
  /** Index into the looks. */
  readonly look: number;
  readonly x: number;
  readonly y: number;
  readonly color: string;
  readonly shape: Pose;
  /** Attempts are rings. */
  readonly isRing: boolean;
}

const MARGIN = 22;
export const MARK_RADIUS = 4.5;

/** The same scale on both axes, so that distances mean the same in every direction. */
export function drawnMap(
  looks: readonly Look[],
  { indices, places }: Pick<EmbeddingMap, 'indices' | 'places'>,
  width: number,
  height: number,
  tone: Tone,
): Mark[] {
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (let i = 0; i < places.length; i += 2) {
    const [x, y] = [places[i] ?? 0, places[i + 1] ?? 0];
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const scale = Math.min(
    Math.max(1, width - 2 * MARGIN) / Math.max(1e-9, right - left),
    Math.max(1, height - 2 * MARGIN) / Math.max(1e-9, bottom - top),
  );
  // All on one place: in the middle.
  const used = Number.isFinite(scale) && right - left + bottom - top > 0 ? scale : 0;
  const [middleX, middleY] = [(left + right) / 2, (top + bottom) / 2];
  const colors = new Map(ownersOf(looks).map((owner, i) => [owner, personColor(i, tone)]));
  const unknown = personColor(null, tone);
  return Array.from(indices).flatMap((index, i) => {
    const look = looks[index];
    if (look === undefined) return [];
    return {
      look: index,
      x: width / 2 + ((places[2 * i] ?? 0) - middleX) * used,
      y: height / 2 + ((places[2 * i + 1] ?? 0) - middleY) * used,
      color: (look.owner === null ? undefined : colors.get(look.owner)) ?? unknown,
      shape: look.pose,
      isRing: look.set.kind === 'attempts',
    };
  });
}

/** Corners of a shape around its middle; null: a circle. A triangle points where the head does. */
export function cornersOf(
  shape: Pose,
  radius: number,
): readonly (readonly [number, number])[] | null {
  const [far, near] = [radius * 1.35, radius * 0.95];
  switch (shape) {
    case 'ahead':
      return null;
    case 'left':
      return [
        [-far, 0],
        [near, -far],
        [near, far],
      ];
    case 'right':
      return [
        [far, 0],
        [-near, -far],
        [-near, far],
      ];
    case 'up':
      return [
        [0, -far],
        [-far, near],
        [far, near],
      ];
    case 'down':
      return [
        [0, far],
        [-far, -near],
        [far, -near],
      ];
  }
}

/** The nearest mark to a place within some pixels; null if there is none. */
export function markAt(marks: readonly Mark[], x: number, y: number, within = 12): Mark | null {
  let [found, best]: [Mark | null, number] = [null, within];
  for (const mark of marks) {
    const gap = Math.hypot(mark.x - x, mark.y - y);
    if (gap <= best) [found, best] = [mark, gap];
  }
  return found;
}

/** The nearest mark into a direction, for arrow keys; the mark itself where there is none. */
export function markBeside(marks: readonly Mark[], from: Mark, dx: number, dy: number): Mark {
  let [found, best] = [from, Infinity];
  for (const mark of marks) {
    const [x, y] = [mark.x - from.x, mark.y - from.y];
    const ahead = x * dx + y * dy;
    if (mark === from || ahead <= 0) continue;
    // What lies aside counts as farther.
    const cost = ahead + 2 * Math.abs(x * dy - y * dx);
    if (cost < best) [found, best] = [mark, cost];
  }
  return found;
}

/** Marks inside of a line that was drawn around them (even-odd rule). */
export function marksInside(
  marks: readonly Mark[],
  line: readonly (readonly [number, number])[],
): Mark[] {
  return marks.filter(({ x, y }) => {
    const crossed = line.filter(([ax, ay], i) => {
      const [bx, by] = line[(i + 1) % line.length] ?? [ax, ay];
      return ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax;
    });
    return crossed.length % 2 === 1;
  });
}
