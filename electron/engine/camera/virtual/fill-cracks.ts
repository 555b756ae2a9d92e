import type { Canvas } from './canvas.ts';
import { clip } from './canvas.ts';

/** Cracks up to this many pixels wide are closed … */
const NARROW = 2;
/** … and wider ones where both sides are as thick as SOLID pixels. */
const WIDEST = 5;
const SOLID = 3;
/** What lies this far behind both sides of a crack, mm, is not part of the person. */
const BEHIND = 150;

/**
 * Closes narrow cracks through which the room shows, where a turned picture does not know what is behind
 * an edge (the neck behind the jaw). They get colour and depth of the farther of their two sides.
 */
export function fillCracks(canvas: Canvas): void {
  const { width, height, subject } = canvas;
  const box = clip(subject, { width, height });
  for (let y = box.top; y <= box.bottom; y++) {
    fillLine(canvas, y * width + box.left, 1, box.right - box.left + 1);
  }
  for (let x = box.left; x <= box.right; x++) {
    fillLine(canvas, box.top * width + x, width, box.bottom - box.top + 1);
  }
}

/** `count` pixels from `start`, `step` apart in memory. */
function fillLine(canvas: Canvas, start: number, step: number, count: number): void {
  const { depth, surface } = canvas;
  let before = -1;
  for (let n = 0, i = start; n < count; n++, i += step) {
    if (surface[i] === 0) {
      continue;
    }
    const gap = before < 0 ? 0 : (i - before) / step - 1;
    const narrow = gap > 0 && gap <= NARROW;
    const wide = gap > NARROW && gap <= WIDEST;
    if (narrow || (wide && isSolid(surface, before, -step) && isSolid(surface, i, step))) {
      const source = (depth[i] ?? 0) > (depth[before] ?? 0) ? i : before;
      fillBetween(canvas, before + step, i, step, source);
    }
    before = i;
  }
}

/** Whether something is shown for SOLID pixels from `start`: wisps of hair are no edge of a crack. */
function isSolid(surface: Uint8Array, start: number, step: number): boolean {
  let i = start;
  for (let n = 0; n < SOLID; n++, i += step) {
    if ((surface[i] ?? 0) === 0) {
      return false;
    }
  }
  return true;
}

function fillBetween(
  { depth, surface, color }: Canvas,
  from: number,
  to: number,
  step: number,
  source: number,
): void {
  for (let i = from; i < to; i += step) {
    if ((depth[i] ?? 0) > (depth[source] ?? 0) + BEHIND) {
      depth[i] = depth[source] ?? 0;
      surface[i] = surface[source] ?? 0;
      color.copyWithin(4 * i, 4 * source, 4 * source + 4);
    }
  }
}
