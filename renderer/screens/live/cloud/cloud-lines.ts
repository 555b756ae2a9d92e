/** What is drawn into the cloud: the mean head where it was fitted, and where the head points on the ring of enrolment. */
import { directionOf, withinDisc } from '../../../../electron/contract/head-direction.ts';
import type { HeadPose } from '../../../../electron/contract/head-pose.ts';
import { RING_TICKS } from '../../../../electron/contract/identity.ts';
import type { HeadPlace } from '../../../../electron/contract/shown-head.ts';

/** Lines of one colour; two points a line, x, y, z each, camera space, millimetres. */
export interface CloudLines {
  readonly color: readonly [number, number, number];
  readonly points: Float32Array;
}

/** The ring hangs before the face, parallel to the picture. */
const RING_MM = 130;
const BEFORE_FACE_MM = 140;
const TICK_MM = 14;
const HEAD_COLOR = [111, 220, 198] as const;
const RING_COLOR = [150, 160, 172] as const;
const DIRECTION_COLOR = [242, 189, 106] as const;

/** @param mesh lines of the mean head in its own axes; two points a line */
export function placedHead(mesh: Float32Array, { rotation, translation }: HeadPlace): CloudLines {
  const points = new Float32Array(mesh.length);
  for (let i = 0; i + 2 < mesh.length; i += 3) {
    const [x, y, z] = [mesh[i] ?? 0, mesh[i + 1] ?? 0, mesh[i + 2] ?? 0];
    for (let row = 0; row < 3; row += 1) {
      points[i + row] =
        (rotation[3 * row] ?? 0) * x +
        (rotation[3 * row + 1] ?? 0) * y +
        (rotation[3 * row + 2] ?? 0) * z +
        (translation[row] ?? 0);
    }
  }
  return { color: HEAD_COLOR, points };
}

/** The ring's ticks around the head, and a line from the middle of the face to where it points in the ring. */
export function ringLines(
  { translation: [x, y, z] }: HeadPlace,
  pose: Pick<HeadPose, 'yaw' | 'pitch'>,
): readonly CloudLines[] {
  const before = z - BEFORE_FACE_MM;
  const ticks: number[] = [];
  for (let tick = 0; tick < RING_TICKS; tick += 1) {
    const angle = (2 * Math.PI * tick) / RING_TICKS;
    for (const radius of [RING_MM, RING_MM + TICK_MM]) {
      ticks.push(x + radius * Math.sin(angle), y - radius * Math.cos(angle), before);
    }
  }
  const { x: right, y: down } = withinDisc(directionOf(pose));
  const tip = [x + RING_MM * right, y + RING_MM * down, before];
  return [
    { color: RING_COLOR, points: Float32Array.from(ticks) },
    { color: DIRECTION_COLOR, points: Float32Array.from([x, y, z, ...tip]) },
  ];
}
