import type { VirtualMotion } from '../../../contract/camera.ts';

/** Where the virtual person is. Angles in degrees (contract/head-pose.ts), lengths in mm. */
export interface VirtualPose {
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  /** Sideways and downward shift of the whole person. */
  readonly x: number;
  readonly y: number;
  readonly distanceMm: number;
}

export const STILL: VirtualPose = { yaw: 0, pitch: 0, roll: 0, x: 0, y: 0, distanceMm: 650 };

/** A head turns no faster than this, degrees a second. */
export const FASTEST_TURN = 200;
/** How closely a head follows what it is asked, seconds. */
const REACTION = 0.09;
/** Walking pace of the pursuit in mm a second. */
const FASTEST_STEP = 1500;

const CIRCLE = { yaw: 26, pitch: 20, seconds: 6, turns: 2 };
const CIRCLE_PHASES = { rest: 1, out: 1.2, back: 1.2 };
const APPROACH = { fromMm: 1300, seconds: 4 };

/** What the person means to do `seconds` after the scene began, the face being `distanceMm` away. */
export function intendedPose(
  motion: VirtualMotion,
  seconds: number,
  distanceMm: number,
): VirtualPose {
  if (motion.kind === 'held') {
    return { ...STILL, yaw: motion.yaw, pitch: motion.pitch, distanceMm };
  }
  const sway = swayAt(seconds, distanceMm);
  switch (motion.script) {
    case 'idle':
      return sway;
    case 'head-circle':
      return turned(sway, headCircle(seconds));
    case 'look-around':
      return turned(sway, lookAround(seconds));
    case 'approach':
      return { ...sway, distanceMm: sway.distanceMm + approach(seconds, distanceMm) };
  }
}

/** Moves `from` towards `target` for `dt` seconds, without jumps: a first-order lag with a speed limit. */
export function pursue(from: VirtualPose, target: VirtualPose, dt: number): VirtualPose {
  const share = 1 - Math.exp(-dt / REACTION);
  const follow = (a: number, b: number, fastest: number): number => {
    const limit = fastest * dt;
    return a + Math.min(limit, Math.max(-limit, (b - a) * share));
  };
  const [dYaw, dPitch] = [target.yaw - from.yaw, target.pitch - from.pitch];
  const turn = Math.hypot(dYaw, dPitch);
  const step = turn === 0 ? 0 : follow(0, turn, FASTEST_TURN) / turn;
  return {
    yaw: from.yaw + dYaw * step,
    pitch: from.pitch + dPitch * step,
    roll: follow(from.roll, target.roll, FASTEST_TURN),
    x: follow(from.x, target.x, FASTEST_STEP),
    y: follow(from.y, target.y, FASTEST_STEP),
    distanceMm: follow(from.distanceMm, target.distanceMm, FASTEST_STEP),
  };
}

/** Nobody sits still: up to 2 degrees and a few millimetres. */
function swayAt(t: number, distanceMm: number): VirtualPose {
  return {
    yaw: 1.1 * wave(t, 4.3) + 0.5 * wave(t + 0.6, 1.7),
    pitch: 0.8 * wave(t + 1.1, 5.1) + 0.3 * wave(t, 1.3),
    roll: 0.7 * wave(t + 0.4, 6.7),
    x: 3 * wave(t + 2, 5.9),
    y: 1.5 * wave(t, 3.7),
    distanceMm: distanceMm + 3 * wave(t + 1, 4.7),
  };
}

/** What hands add to where they hold something: a tremor of some 9 Hz, and slow drift. */
export function handTremor(pose: VirtualPose, t: number): VirtualPose {
  return {
    yaw: pose.yaw + 0.25 * wave(t, 0.113) + 1.2 * wave(t + 0.3, 2.9),
    pitch: pose.pitch + 0.25 * wave(t + 0.03, 0.107) + 0.9 * wave(t, 2.3),
    roll: pose.roll + 0.15 * wave(t, 0.121) + 0.6 * wave(t + 0.7, 3.3),
    x: pose.x + 0.4 * wave(t, 0.109) + 2 * wave(t + 0.2, 1.9),
    y: pose.y + 0.4 * wave(t + 0.05, 0.117) + 2 * wave(t, 2.1),
    distanceMm: pose.distanceMm + 0.3 * wave(t, 0.111) + 4 * wave(t + 0.5, 2.6),
  };
}

const wave = (t: number, period: number): number => Math.sin((2 * Math.PI * t) / period);

interface Turn {
  readonly yaw: number;
  readonly pitch: number;
}

const turned = (pose: VirtualPose, turn: Turn): VirtualPose => ({
  ...pose,
  yaw: pose.yaw + turn.yaw,
  pitch: pose.pitch + turn.pitch,
});

/** From the centre out to the right, round twice, back to the centre; again and again. */
function headCircle(seconds: number): Turn {
  const { rest, out, back } = CIRCLE_PHASES;
  const round = CIRCLE.seconds * CIRCLE.turns;
  const t = seconds % (rest + out + round + back);
  const circling = Math.min(round, Math.max(0, t - rest - out));
  const radius = smoothStep((t - rest) / out) * (1 - smoothStep((t - rest - out - round) / back));
  const angle = (2 * Math.PI * circling) / CIRCLE.seconds;
  return {
    yaw: CIRCLE.yaw * radius * Math.cos(angle),
    pitch: CIRCLE.pitch * radius * Math.sin(angle),
  };
}

const lookAround = (t: number): Turn => ({ yaw: 38 * wave(t, 9), pitch: 9 * wave(t, 6.1) });

/** What is left of the way, mm. */
const approach = (t: number, distanceMm: number): number =>
  (APPROACH.fromMm - distanceMm) * (1 - smoothStep(t / APPROACH.seconds));

function smoothStep(x: number): number {
  const t = Math.min(1, Math.max(0, x));
  return t * t * (3 - 2 * t);
}
