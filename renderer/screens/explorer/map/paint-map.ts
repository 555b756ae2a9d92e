import { cornersOf, MARK_RADIUS, type Mark } from './drawn-map.ts';

export interface MapInk {
  readonly ground: string;
  /** Around what is hovered, and the line that is drawn around marks. */
  readonly line: string;
}

/** Draws marks on a canvas, in pixels of the page. */
export function paintMap(
  context: CanvasRenderingContext2D,
  marks: readonly Mark[],
  selected: ReadonlySet<number>,
  { ground, line }: MapInk,
): void {
  for (const mark of marks) {
    const isFaint = selected.size > 0 && !selected.has(mark.look);
    context.globalAlpha = isFaint ? 0.22 : 0.9;
    context.beginPath();
    const corners = mark.isRing ? null : cornersOf(mark.shape, MARK_RADIUS);
    if (corners === null) {
      context.arc(mark.x, mark.y, mark.isRing ? MARK_RADIUS + 3 : MARK_RADIUS, 0, 2 * Math.PI);
    } else {
      corners.forEach(([x, y]) => context.lineTo(mark.x + x, mark.y + y));
      context.closePath();
    }
    if (mark.isRing) {
      context.lineWidth = 2.5;
      context.strokeStyle = mark.color;
      context.stroke();
      continue;
    }
    context.fillStyle = mark.color;
    context.fill();
    context.lineWidth = 1;
    context.strokeStyle = selected.has(mark.look) ? line : ground;
    context.stroke();
  }
  context.globalAlpha = 1;
}
