/** Turning the virtual head by hand. */

/** Limit of a dragged head, in degrees; the engine limits it further where a person's pictures end. */
export const YAW_LIMIT = 40;
export const PITCH_LIMIT = 30;

export interface HeadDirection {
  /** Degrees, > 0 to image right. */
  readonly yaw: number;
  /** Degrees, > 0 down. */
  readonly pitch: number;
}

/** Clamps a direction to the limits, in whole degrees. */
export function limitDirection({ yaw, pitch }: HeadDirection): HeadDirection {
  return { yaw: limit(yaw, YAW_LIMIT), pitch: limit(pitch, PITCH_LIMIT) };
}

function limit(degrees: number, most: number): number {
  return Math.round(Math.min(most, Math.max(-most, degrees))) || 0;
}

/** The direction for a place on the pad: (0, 0) top left to (1, 1) bottom right; the nose follows the pointer. */
export function directionAt(x: number, y: number): HeadDirection {
  return limitDirection({ yaw: (2 * x - 1) * YAW_LIMIT, pitch: (2 * y - 1) * PITCH_LIMIT });
}

/** The place on the pad of a direction; inverse of `directionAt` up to rounding. */
export function placeOf({ yaw, pitch }: HeadDirection): { readonly x: number; readonly y: number } {
  return { x: (yaw / YAW_LIMIT + 1) / 2, y: (pitch / PITCH_LIMIT + 1) / 2 };
}

const KEY_STEP = 4;
const KEY_STEPS: Readonly<Record<string, HeadDirection>> = {
  ArrowLeft: { yaw: -KEY_STEP, pitch: 0 },
  ArrowRight: { yaw: KEY_STEP, pitch: 0 },
  ArrowUp: { yaw: 0, pitch: -KEY_STEP },
  ArrowDown: { yaw: 0, pitch: KEY_STEP },
};

/** The direction after a key, or null for a key without effect. Home looks straight ahead. */
export function directionAfterKey(key: string, from: HeadDirection): HeadDirection | null {
  if (key === 'Home') return { yaw: 0, pitch: 0 };
  const step = KEY_STEPS[key];
  return step ? limitDirection({ yaw: from.yaw + step.yaw, pitch: from.pitch + step.pitch }) : null;
}
