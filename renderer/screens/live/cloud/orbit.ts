/** From where the point cloud is looked at: a camera that turns about a point, held by mouse or keyboard. */

export interface Orbit {
  /** Degrees; positive looks from image right, and from above. Both zero: from where the camera stands. */
  readonly turn: number;
  readonly tilt: number;
  /** Distance from the point that is looked at, millimetres. */
  readonly distanceMm: number;
}

/** From aside and a little above, so that depth shows at once. */
export const FIRST_ORBIT: Orbit = { turn: 24, tilt: 10, distanceMm: 620 };

/** Field of view from top to bottom, degrees. */
export const FIELD_OF_VIEW = 40;

const STEEPEST = 85;
const NEAREST_MM = 150;
const FARTHEST_MM = 4000;
const KEY_DEGREES = 6;
const KEY_ZOOM = 1.15;

export function turned({ turn, tilt, distanceMm }: Orbit, right: number, up: number): Orbit {
  const whole = turn + right;
  return {
    turn: ((((whole + 180) % 360) + 360) % 360) - 180,
    tilt: Math.min(STEEPEST, Math.max(-STEEPEST, tilt + up)),
    distanceMm,
  };
}

/** @param factor above 1: farther away */
export function zoomed(orbit: Orbit, factor: number): Orbit {
  const distanceMm = Math.min(FARTHEST_MM, Math.max(NEAREST_MM, orbit.distanceMm * factor));
  return { ...orbit, distanceMm };
}

/** Where a key takes it; null: it is none of its keys. */
export function afterKey(orbit: Orbit, key: string): Orbit | null {
  switch (key) {
    case 'ArrowLeft':
      return turned(orbit, -KEY_DEGREES, 0);
    case 'ArrowRight':
      return turned(orbit, KEY_DEGREES, 0);
    case 'ArrowUp':
      return turned(orbit, 0, KEY_DEGREES);
    case 'ArrowDown':
      return turned(orbit, 0, -KEY_DEGREES);
    case '+':
    case '=':
      return zoomed(orbit, 1 / KEY_ZOOM);
    case '-':
      return zoomed(orbit, KEY_ZOOM);
    case 'Home':
      return FIRST_ORBIT;
    default:
      return null;
  }
}

/** Three rows of four: from camera space, millimetres, to what the orbiting eye sees, x right, y down, z away. */
export type View = readonly [
  ...[number, number, number, number],
  ...[number, number, number, number],
  ...[number, number, number, number],
];

/** @param target the point that is looked at, camera space */
export function viewOf(
  { turn, tilt, distanceMm }: Orbit,
  [x, y, z]: readonly [number, number, number],
): View {
  const [a, b] = [(turn * Math.PI) / 180, (tilt * Math.PI) / 180];
  const [ca, sa, cb, sb] = [Math.cos(a), Math.sin(a), Math.cos(b), Math.sin(b)];
  // About the upright axis first, then about the one across.
  const rows = [
    [ca, 0, sa],
    [sb * sa, cb, -sb * ca],
    [-cb * sa, sb, cb * ca],
  ] as const;
  const along = ([u, v, w]: readonly [number, number, number]): number => -(u * x + v * y + w * z);
  return [
    ...[...rows[0], along(rows[0])],
    ...[...rows[1], along(rows[1])],
    ...[...rows[2], along(rows[2]) + distanceMm],
  ] as unknown as View;
}
