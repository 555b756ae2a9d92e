import type { Mesh } from './clothes.ts';
import type { Albedo } from '../person.ts';

/** A thing of one colour that moves with the head and shows in depth: a hat, or a hand at the chin. */
export interface Prop {
  /** Person space, cm. */
  readonly mesh: Mesh;
  readonly albedo: Albedo;
  readonly material: 'cloth' | 'skin';
}

/** All props of a person in one mesh. */
export interface JoinedProps {
  readonly mesh: Mesh;
  /** The prop of each triangle. */
  readonly owner: readonly Prop[];
}

export function joinProps(props: readonly Prop[]): JoinedProps {
  const points: number[] = [];
  const triangles: number[] = [];
  const owner: Prop[] = [];
  for (const prop of props) {
    const first = points.length / 3;
    for (const value of prop.mesh.points) points.push(value);
    for (const index of prop.mesh.triangles) triangles.push(first + index);
    for (let t = 0; t < prop.mesh.triangles.length; t += 3) owner.push(prop);
  }
  const mesh = { points: Float32Array.from(points), triangles: Int32Array.from(triangles) };
  return { mesh, owner };
}

/** A grid of points as a surface, closed around its columns; `pointAt` gives cm. */
export function wrappedGrid(
  rows: number,
  columns: number,
  pointAt: (row: number, column: number) => readonly [number, number, number],
): Mesh {
  const points: number[] = [];
  const triangles: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      points.push(...pointAt(row, column));
      if (row + 1 === rows) continue;
      const next = (column + 1) % columns;
      const [a, b] = [row * columns + column, row * columns + next];
      triangles.push(a, b, a + columns, a + columns, b, b + columns);
    }
  }
  return { points: Float32Array.from(points), triangles: Int32Array.from(triangles) };
}
