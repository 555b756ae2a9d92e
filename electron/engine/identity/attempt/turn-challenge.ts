/** A small turn of the head, in a direction that nobody knew before: what a picture or a film cannot be asked for. */
import type { HeadPose } from '../../../contract/head-pose.ts';
import type { Hint } from '../../../contract/observation.ts';

type Angles = Pick<HeadPose, 'yaw' | 'pitch'>;

/** Directions of the person who turns. The camera faces them: their left is image right, where yaw grows. */
const TURNS = {
  left: { yaw: 1, pitch: 0 },
  right: { yaw: -1, pitch: 0 },
  up: { yaw: 0, pitch: -1 },
  down: { yaw: 0, pitch: 1 },
} as const;
export type TurnDirection = keyof typeof TURNS;
const DIRECTIONS = Object.keys(TURNS) as TurnDirection[];

/** How far, degrees from where the head was. */
const TURN = { yaw: 12, pitch: 8 } as const;
/** Nobody is asked to turn farther than looks are judged. */
const FARTHEST = { yaw: 28, pitch: 16 } as const;
/** How long it may take. */
export const TURN_LIMIT_MS = 6000;

export interface TurnChallenge {
  readonly direction: TurnDirection;
  /** Where the head was. */
  readonly from: Angles;
  /** When it was asked for, in elapsed time. */
  readonly sinceMs: number;
}

/**
 * Asks for a turn from where the head is, in one of the directions in which it can still turn: there always are two.
 * @param chance drawn anew for each call, 0 to 1
 */
export function askForTurn(from: Angles, sinceMs: number, chance: number): TurnChallenge {
  const possible = DIRECTIONS.filter((direction) => {
    const { yaw, pitch } = TURNS[direction];
    return (
      yaw * from.yaw + TURN.yaw * Math.abs(yaw) <= FARTHEST.yaw &&
      pitch * from.pitch + TURN.pitch * Math.abs(pitch) <= FARTHEST.pitch
    );
  });
  const place = Math.min(possible.length - 1, Math.max(0, Math.floor(chance * possible.length)));
  return { direction: possible[place] ?? 'left', from, sinceMs };
}

/** Whether the head has turned as asked: far enough, and more that way than any other. */
export function hasTurned({ direction, from }: TurnChallenge, { yaw, pitch }: Angles): boolean {
  const way = TURNS[direction];
  const [byYaw, byPitch] = [yaw - from.yaw, pitch - from.pitch];
  const along = way.yaw * byYaw + way.pitch * byPitch;
  const across = Math.abs(way.yaw === 0 ? byYaw : byPitch);
  return along >= (way.yaw === 0 ? TURN.pitch : TURN.yaw) && across <= along;
}

export const hasExpired = ({ sinceMs }: TurnChallenge, elapsedMs: number): boolean =>
  elapsedMs - sinceMs > TURN_LIMIT_MS;

export const turnHint = ({ direction }: TurnChallenge): Hint => `turn-head-${direction}`;
