import { at, clamp, difference, length, scaled, sum } from './render/math.ts';
import type { Vec3 } from './render/math.ts';
import { headModel, VERTICES } from './render/mesh.ts';
import { isEar } from './hair/scalp.ts';

/** The head as a radius over directions from a point inside it: quick to keep hair outside of. */
export interface Skull {
  /** The point, moved out along its ray until it is at least `clearance` cm above the skin. */
  keepOutside(point: Vec3, clearance: number): Vec3;
  /** Height above the skin, cm; negative inside. */
  heightOf(point: Vec3): number;
}

export const SKULL_CENTRE: Vec3 = [0, 4.5, -0.8];
const COLUMNS = 48;
const ROWS = 24;

/** Measures the head of a shape (vertices, cm), without its ears. */
export function measureSkull(shape: Float32Array): Skull {
  const radius = radiusTable(shape);
  const radiusAt = (offset: Vec3, distance: number): number => {
    const column = (Math.atan2(offset[0], offset[2]) / (2 * Math.PI) + 0.5) * COLUMNS - 0.5;
    const row = (Math.asin(clamp(offset[1] / (distance || 1), -1, 1)) / Math.PI + 0.5) * ROWS - 0.5;
    const c0 = Math.floor(column);
    const r0 = Math.floor(row);
    const tc = column - c0;
    const tr = row - r0;
    const cell = (r: number, c: number): number =>
      at(radius, clamp(r, 0, ROWS - 1) * COLUMNS + ((c + COLUMNS) % COLUMNS));
    return (
      (cell(r0, c0) * (1 - tc) + cell(r0, c0 + 1) * tc) * (1 - tr) +
      (cell(r0 + 1, c0) * (1 - tc) + cell(r0 + 1, c0 + 1) * tc) * tr
    );
  };
  const heightOf = (point: Vec3): number => {
    const offset = difference(point, SKULL_CENTRE);
    const distance = length(offset);
    return distance - radiusAt(offset, distance);
  };
  const keepOutside = (point: Vec3, clearance: number): Vec3 => {
    const missing = clearance - heightOf(point);
    if (missing <= 0) return point;
    const offset = difference(point, SKULL_CENTRE);
    const distance = length(offset);
    return sum(SKULL_CENTRE, scaled(offset, (distance + missing) / (distance || 1)));
  };
  return { keepOutside, heightOf };
}

function radiusTable(shape: Float32Array): Float32Array {
  const { neutral } = headModel();
  const radius = new Float32Array(COLUMNS * ROWS);
  for (let vertex = 0; vertex <= VERTICES.skin[1]; vertex++) {
    const rest: Vec3 = [
      at(neutral, 3 * vertex),
      at(neutral, 3 * vertex + 1),
      at(neutral, 3 * vertex + 2),
    ];
    if (isEar(...rest)) continue;
    const point: Vec3 = [
      at(shape, 3 * vertex),
      at(shape, 3 * vertex + 1),
      at(shape, 3 * vertex + 2),
    ];
    const offset = difference(point, SKULL_CENTRE);
    const distance = length(offset);
    const column = Math.floor((Math.atan2(offset[0], offset[2]) / (2 * Math.PI) + 0.5) * COLUMNS);
    const row = Math.floor((Math.asin(clamp(offset[1] / distance, -1, 1)) / Math.PI + 0.5) * ROWS);
    const cell = Math.min(row, ROWS - 1) * COLUMNS + (column % COLUMNS);
    radius[cell] = Math.max(at(radius, cell), distance);
  }
  fillGaps(radius);
  return radius;
}

/** Cells that no vertex fell into take the mean of their filled neighbours, ring by ring. */
function fillGaps(radius: Float32Array): void {
  while (radius.some((value) => value === 0)) {
    const before = Float32Array.from(radius);
    for (let cell = 0; cell < before.length; cell++) {
      if (at(before, cell) > 0) continue;
      const row = Math.floor(cell / COLUMNS);
      const column = cell % COLUMNS;
      const neighbours = [
        row * COLUMNS + ((column + 1) % COLUMNS),
        row * COLUMNS + ((column + COLUMNS - 1) % COLUMNS),
        Math.min(row + 1, ROWS - 1) * COLUMNS + column,
        Math.max(row - 1, 0) * COLUMNS + column,
      ]
        .map((neighbour) => at(before, neighbour))
        .filter((value) => value > 0);
      if (neighbours.length === 0) continue;
      radius[cell] = neighbours.reduce((total, value) => total + value, 0) / neighbours.length;
    }
  }
}
