import type { PixelBox } from '../noise/clean-frame.ts';
import type { Canvas } from './canvas.ts';

/** Cracks up to this many pixels wide are closed … */
const NARROW = 2;
/** … and wider ones where both sides are as thick as SOLID pixels. */
const WIDEST = 5;
const SOLID = 3;
/** What lies this far behind both sides of a crack, mm, is not part of the person. */
const BEHIND = 150;

/** A crack reaches no further than this from what was drawn. */
export const CRACK_REACH = WIDEST + SOLID;

/**
 * Closes narrow cracks in a box through which the room shows, where a turned picture does not know what is behind
 * an edge (the neck behind the jaw). They get colour and depth of the farther of their two sides.
 */
export function fillCracks(canvas: Canvas, box: PixelBox): void {
  fillAlong(canvas, box, 1, (i) => (i % canvas.width) - box.left);
  fillAlong(canvas, box, canvas.width, (i) => Math.floor(i / canvas.width) - box.top);
}

/** Looks for the far ends of cracks; `room` tells how many pixels of the box lie before a pixel. */
function fillAlong(canvas: Canvas, box: PixelBox, step: number, room: (i: number) => number): void {
  const { surface, width } = canvas;
  for (let y = box.top; y <= box.bottom; y++) {
    const last = y * width + box.right;
    for (let i = y * width + box.left; i <= last; i++) {
      if (surface[i] !== 0 && surface[i - step] === 0) {
        closeBefore(canvas, i, step, room(i));
      }
    }
  }
}

/** Fills the crack that ends just before pixel `i`, if it is one; `room` pixels before it may be looked at. */
function closeBefore(canvas: Canvas, i: number, step: number, room: number): void {
  const { depth, surface } = canvas;
  let gap = 1;
  while (gap < room && gap <= WIDEST && surface[i - (gap + 1) * step] === 0) {
    gap++;
  }
  const before = i - (gap + 1) * step;
  if (gap >= room || gap > WIDEST || surface[before] === 0) {
    return;
  }
  if (gap <= NARROW || (isSolid(surface, before, -step) && isSolid(surface, i, step))) {
    const source = (depth[i] ?? 0) > (depth[before] ?? 0) ? i : before;
    fillBetween(canvas, before + step, i, step, source);
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
  { depth, surface, pixels }: Canvas,
  from: number,
  to: number,
  step: number,
  source: number,
): void {
  for (let i = from; i < to; i += step) {
    if ((depth[i] ?? 0) > (depth[source] ?? 0) + BEHIND) {
      depth[i] = depth[source] ?? 0;
      surface[i] = surface[source] ?? 0;
      pixels[i] = pixels[source] ?? 0;
    }
  }
}
