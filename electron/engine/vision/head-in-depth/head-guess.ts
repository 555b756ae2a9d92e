import {
  multiply,
  rotate,
  rotationFromVector,
  transpose,
  type RigidTransform,
  type Rotation,
  type Vector3,
} from '../../geometry/rigid.ts';

/**
 * Output (or target) of the head pose network for a window: how the head is turned and where it lies, relative to the
 * line of sight through the window's centre, so that a head at the edge of the picture looks like one in its middle.
 *
 * 9 numbers: two columns of the rotation (head's right and head's back: Zhou et al., "On the Continuity of Rotation
 * Representations in Neural Networks", CVPR 2019, section 4), then the vector from the centre to the origin of the mean
 * head in units of 100 mm.
 */
export const HEAD_GUESS_NUMBERS = 9;
const MILLIMETRES_PER_UNIT = 100;

/** The numbers for a head. `toCamera` carries the mean head to camera space. */
export function encodeHeadGuess(toCamera: RigidTransform, centre: Vector3): Float32Array {
  const view = lineOfSight(centre);
  const r = multiply(view, toCamera.rotation);
  const [x, y, z] = toCamera.translation;
  const offset = rotate(view, x - centre[0], y - centre[1], z - centre[2]);
  const numbers = [r[0], r[3], r[6], r[2], r[5], r[8]];
  return Float32Array.from([...numbers, ...offset.map((mm) => mm / MILLIMETRES_PER_UNIT)]);
}

/** Decodes 9 numbers to the transform mean head → camera space; null if they hold no direction. */
export function decodeHeadGuess(numbers: Float32Array, centre: Vector3): RigidTransform | null {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, x = 0, y = 0, z = 0] = numbers;
  const back = unit([d, e, f]);
  if (back === null) return null;
  const along = a * back[0] + b * back[1] + c * back[2];
  const right = unit([a - along * back[0], b - along * back[1], c - along * back[2]]);
  if (right === null) return null;
  // Right, down and back, as the axes of a camera.
  const down: Vector3 = [
    back[1] * right[2] - back[2] * right[1],
    back[2] * right[0] - back[0] * right[2],
    back[0] * right[1] - back[1] * right[0],
  ];
  const seen: Rotation = [
    right[0],
    down[0],
    back[0],
    right[1],
    down[1],
    back[1],
    right[2],
    down[2],
    back[2],
  ];
  const camera = transpose(lineOfSight(centre));
  const offset = rotate(
    camera,
    MILLIMETRES_PER_UNIT * x,
    MILLIMETRES_PER_UNIT * y,
    MILLIMETRES_PER_UNIT * z,
  );
  return {
    rotation: multiply(camera, seen),
    translation: [centre[0] + offset[0], centre[1] + offset[1], centre[2] + offset[2]],
  };
}

/** The smallest rotation that puts a point straight ahead. */
function lineOfSight([x, y, z]: Vector3): Rotation {
  const aside = Math.hypot(x, y);
  if (aside === 0) return rotationFromVector([0, 0, 0]);
  const angle = Math.atan2(aside, z);
  return rotationFromVector([(y / aside) * angle, (-x / aside) * angle, 0]);
}

function unit([x, y, z]: Vector3): Vector3 | null {
  const length = Math.hypot(x, y, z);
  return length > 1e-6 ? [x / length, y / length, z / length] : null;
}
