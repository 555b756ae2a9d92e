import type { Intrinsics } from '../../electron/contract/frame.ts';
import { landmarkOf } from '../synthesis/people/render/mesh.ts';
import { posePoints, type Pose } from '../synthesis/people/pose.ts';
import type { Random } from '../synthesis/people/random.ts';

/** The landmarks that a print is laid onto a head by: outer eye corners, nose tip, mouth corners; or all of them. */
const FEW = [36, 45, 30, 48, 54];
const ALL = Array.from({ length: 68 }, (_, i) => i);

/** 68 landmarks of a head at rest, cm, 3 numbers each. */
export const restingLandmarks = (shape: Float32Array): Float32Array =>
  Float32Array.from(ALL.flatMap((i) => landmarkOf(shape, i)));

/**
 * How far the features of another's colour lie from a head's own once it is laid over that head, in pixels: moved,
 * scaled, sometimes stretched, and pulled towards the head's own features by a share, as attackers would.
 * @param own, foreign of `restingLandmarks`
 * @returns 68 × (right, down)
 */
export function foreignOffsets(
  own: Float32Array,
  foreign: Float32Array,
  pose: Pose,
  { fx, fy, cx, cy }: Intrinsics,
  random: Random,
): Float32Array {
  const by = random.chance(0.5) ? FEW : ALL;
  const across = fitAxis(own, foreign, by, 0);
  const down = fitAxis(own, foreign, by, 1);
  // A print keeps its proportions, a texture need not.
  const isStretched = random.chance(0.5);
  const common = (across.scale + down.scale) / 2;
  const left = random.range(0.4, 1);
  const moved = own.slice();
  for (let i = 0; i < 68; i++) {
    for (const [axis, fit] of [
      [0, across],
      [1, down],
    ] as const) {
      const k = 3 * i + axis;
      const scale = isStretched ? fit.scale : common;
      const laid = fit.to + scale * ((foreign[k] ?? 0) - fit.from);
      moved[k] = (own[k] ?? 0) + left * (laid - (own[k] ?? 0));
    }
  }
  const [before, after] = [posePoints(own, 1, pose), posePoints(moved, 1, pose)];
  const place = (points: Float32Array, i: number): [number, number] => {
    const [x = 0, y = 0, z = 1] = points.subarray(3 * i, 3 * i + 3);
    return [(fx * x) / z + cx, (fy * y) / z + cy];
  };
  return Float32Array.from(
    ALL.flatMap((i) => {
      const [from, to] = [place(before, i), place(after, i)];
      return [to[0] - from[0], to[1] - from[1]];
    }),
  );
}

/** Scale about the means that carries one axis of the chosen points closest. */
function fitAxis(
  own: Float32Array,
  foreign: Float32Array,
  by: readonly number[],
  axis: number,
): { readonly scale: number; readonly from: number; readonly to: number } {
  const value = (points: Float32Array, i: number) => points[3 * i + axis] ?? 0;
  const to = by.reduce((sum, i) => sum + value(own, i), 0) / by.length;
  const from = by.reduce((sum, i) => sum + value(foreign, i), 0) / by.length;
  let [both, square] = [0, 0];
  for (const i of by) {
    both += (value(own, i) - to) * (value(foreign, i) - from);
    square += (value(foreign, i) - from) ** 2;
  }
  return { scale: both / square, from, to };
}
