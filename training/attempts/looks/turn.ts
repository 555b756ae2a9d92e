import type { Hint } from '../../../electron/contract/observation.ts';

/** Turns of the head that the strict level asks for, as the person sees them, and how far they are made, degrees. */
const TURNS = {
  left: { yaw: 19, pitch: 0 },
  right: { yaw: -19, pitch: 0 },
  up: { yaw: 0, pitch: -14 },
  down: { yaw: 0, pitch: 14 },
} as const;
export type TurnDirection = keyof typeof TURNS;

/** Until somebody begins to do as they are asked, and how long the turn takes, seconds. */
const [REACTION, DURATION] = [0.4, 0.7];

export function directionOf(hint: Hint): TurnDirection | null {
  const direction = /^turn-head-(left|right|up|down)$/.exec(hint)?.[1];
  return direction === undefined ? null : (direction as TurnDirection);
}

/** How far the head, or what is held in its place, has turned so long after it was asked to; it stays there. */
export function turnAfter(
  direction: TurnDirection,
  seconds: number,
): { readonly yaw: number; readonly pitch: number } {
  const t = Math.min(1, Math.max(0, (seconds - REACTION) / DURATION));
  const share = t * t * (3 - 2 * t);
  const { yaw, pitch } = TURNS[direction];
  return { yaw: share * yaw, pitch: share * pitch };
}
