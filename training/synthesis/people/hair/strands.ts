import type { Vec3 } from '../render/math.ts';
import type { Albedo } from '../person.ts';
import { followOf } from '../pose.ts';

/** Kind of hair: it decides how a strand is lit and whether a depth camera sees it. */
export type StrandKind = 'hair' | 'beard' | 'brow' | 'lash';

/** One strand as it grows, person space, cm. A strand stands for a few hairs that lie together. */
export interface Strand {
  readonly kind: StrandKind;
  readonly points: readonly Vec3[];
  readonly halfWidth: number;
  readonly colour: Albedo;
  /** 0 deep inside the hair, 1 at its surface: deep hair gets less light. */
  readonly layer: number;
  /** Vertex of the head model it grows from: it moves along with expressions. */
  readonly rootVertex: number;
}

/** Many strands in flat arrays, ready to draw. */
export interface StrandSet {
  readonly kinds: readonly StrandKind[];
  /** First point of every strand, and one past the last strand. */
  readonly starts: Int32Array;
  /** 3 numbers a point, cm. */
  readonly points: Float32Array;
  readonly follow: Float32Array;
  /** 3 numbers a strand, linear. */
  readonly colour: Float32Array;
  readonly halfWidth: Float32Array;
  readonly layer: Float32Array;
  readonly rootVertex: Int32Array;
}

export function strandSet(strands: readonly Strand[]): StrandSet {
  const starts = new Int32Array(strands.length + 1);
  for (const [i, { points }] of strands.entries()) {
    starts[i + 1] = (starts[i] ?? 0) + points.length;
  }
  const points = new Float32Array(3 * (starts[strands.length] ?? 0));
  const follow = new Float32Array(points.length / 3);
  let count = 0;
  for (const strand of strands) {
    for (const point of strand.points) {
      points[3 * count] = point[0];
      points[3 * count + 1] = point[1];
      points[3 * count + 2] = point[2];
      follow[count++] = followOf(point[1], point[2]);
    }
  }
  return {
    kinds: strands.map((strand) => strand.kind),
    starts,
    points,
    follow,
    colour: Float32Array.from(strands.flatMap((strand) => strand.colour)),
    halfWidth: Float32Array.from(strands, (strand) => strand.halfWidth),
    layer: Float32Array.from(strands, (strand) => strand.layer),
    rootVertex: Int32Array.from(strands, (strand) => strand.rootVertex),
  };
}
