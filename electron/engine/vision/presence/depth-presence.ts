/**
 * Whether somebody may be there, by depth alone and in well under a millisecond: it keeps the networks from searching
 * an empty room thirty times a second. It may report a chair as a person, but never miss a person who has just come.
 */
import type { RgbdFrame } from '../../../contract/frame.ts';
import { measureDepthGrid, type DepthGrid } from './depth-grid.ts';

/**
 * `unknown`: depth shows too little, so colour has to decide.
 * `somebody`: something stands out that may be a head, or something has come, gone or moved.
 */
export type Presence = 'nobody' | 'somebody' | 'unknown';

/** If fewer of the frame's cells have readings, the camera is covered, too near, or blinded by the sun. */
const LEAST_READINGS = 0.05;

/** Anything farther away is the room: faces are found and measured well up to 1.5 m. */
const FARTHEST_HEAD_MM = 1900;
/** Size of a head with or without hair and hands beside it, or of a picture of one that is held up. */
const NARROWEST_MM = 70;
const WIDEST_MM = 700;
const LOWEST_MM = 70;
/** Neighbouring cells farther apart than this lie on different things; more at a distance, where noise grows. */
const EDGE_MM = 50;
const EDGE_SHARE = 0.03;

/** Changes farther away than this are nobody who wants in. */
const FARTHEST_CHANGE_MM = 2600;
/** So many of three by three cells must have changed: more than the noise of edges, less than a head at 1.4 m. */
const CHANGED_OF_NINE = 7;

/** Judges for each frame whether somebody may be there, and remembers the room in which nobody was found. */
export class DepthPresence {
  #room: DepthGrid | null = null;

  look(frame: RgbdFrame): Presence {
    const grid = measureDepthGrid(frame);
    if (readingsIn(grid) < LEAST_READINGS * grid.depth.length) return 'unknown';
    if (this.#room === null || hasChanged(this.#room, grid)) return 'somebody';
    return showsHead(grid, frame.camera.intrinsics) ? 'somebody' : 'nobody';
  }

  /** Call after a search that found nobody: the frame shows the empty room. */
  rememberRoom(frame: RgbdFrame): void {
    this.#room = measureDepthGrid(frame);
  }
}

function readingsIn({ depth }: DepthGrid): number {
  let count = 0;
  for (const z of depth) if (z > 0) count++;
  return count;
}

const edgeAt = (z: number): number => EDGE_MM + EDGE_SHARE * z;

/** Whether a patch of the size of a head has come nearer, gone, or lost its readings, as dark hair does. */
function hasChanged(room: DepthGrid, now: DepthGrid): boolean {
  const { columns, rows } = now;
  if (room.columns !== columns || room.rows !== rows) return true;
  const changed = new Uint8Array(columns * rows);
  for (let i = 0; i < changed.length; i++) {
    if (differs(room.depth[i] ?? 0, now.depth[i] ?? 0)) changed[i] = 1;
  }
  for (let row = 1; row < rows - 1; row++) {
    for (let column = 1; column < columns - 1; column++) {
      const i = row * columns + column;
      if (changed[i] === 1 && changedAround(changed, columns, i) >= CHANGED_OF_NINE) return true;
    }
  }
  return false;
}

/** 0, no reading, counts as infinitely far. */
function differs(before: number, after: number): boolean {
  const near = Math.min(before || Infinity, after || Infinity);
  if (near > FARTHEST_CHANGE_MM) return false;
  return before === 0 || after === 0 || Math.abs(after - before) > edgeAt(near);
}

function changedAround(changed: Uint8Array, columns: number, i: number): number {
  let count = 0;
  for (const start of [i - columns, i, i + columns]) {
    count += (changed[start - 1] ?? 0) + (changed[start] ?? 0) + (changed[start + 1] ?? 0);
  }
  return count;
}

/** A piece of one row of cells on one thing, from cell `from` to before `to`. */
interface Stretch {
  readonly from: number;
  readonly to: number;
  /** Height so far of the thing that it belongs to, mm. */
  readonly heightMm: number;
}

/** Whether there is a near enough thing, as wide as a head may be, over rows that together are as high as a face. */
function showsHead(grid: DepthGrid, { fx, fy }: RgbdFrame['camera']['intrinsics']): boolean {
  let above: readonly Stretch[] = [];
  for (let row = 0; row < grid.rows; row++) {
    const stretches: Stretch[] = [];
    for (const { from, to, z } of thingsInRow(grid, row)) {
      const widthMm = ((to - from) * grid.cell * z) / fx;
      if (z > FARTHEST_HEAD_MM || widthMm < NARROWEST_MM || widthMm > WIDEST_MM) continue;
      const below = above.filter((other) => other.from < to && from < other.to);
      const before = Math.max(0, ...below.map(({ heightMm }) => heightMm));
      const heightMm = before + (grid.cell * z) / fy;
      if (heightMm >= LOWEST_MM) return true;
      stretches.push({ from, to, heightMm });
    }
    above = stretches;
  }
  return false;
}

/** Splits a row where its depth jumps or is missing; `z` is the mean distance of a piece. */
function* thingsInRow({ columns, depth }: DepthGrid, row: number) {
  const start = row * columns;
  let from = 0;
  let sum = 0;
  for (let column = 0; column <= columns; column++) {
    const z = column < columns ? (depth[start + column] ?? 0) : 0;
    const before = column > from ? (depth[start + column - 1] ?? 0) : 0;
    const goesOn = z > 0 && before > 0 && Math.abs(z - before) <= edgeAt(Math.min(z, before));
    if (!goesOn) {
      if (column > from && before > 0) yield { from, to: column, z: sum / (column - from) };
      from = column;
      sum = 0;
    }
    sum += z;
  }
}
