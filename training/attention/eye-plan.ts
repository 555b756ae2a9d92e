import type { Expression } from '../synthesis/people/face-shape.ts';
import type { Random } from '../synthesis/people/random.ts';
import type { ViewPlan } from '../synthesis/population/views/view-plan.ts';

/** What the eyes of a picture do, and the plan with which it is taken. */
export interface PlannedEyes {
  readonly kind: 'open' | 'half' | 'closed' | 'aside';
  /** From the line of sight to the direction of the camera, degrees. */
  readonly gazeDegrees: number;
  readonly plan: ViewPlan;
}

/** Weights of eyeBlink, on top of lids at rest, from which lids touch however high they rest. */
const CLOSED = { least: 0.95, most: 1.15 } as const;
/** Eyes do not turn farther in their sockets, degrees. */
const REACH = 38;
/** Farther than this they look aside; nearer than the other they look at the camera or what is beside it. */
const ASIDE_DEGREES = 20;
const BESIDE_DEGREES = 6;

/** Draws what the eyes do, and a pose that looks towards the camera. */
export function drawEyes(random: Random, plan: ViewPlan): PlannedEyes {
  const kind = random.weighted([
    ['open', 4.2],
    ['half', 0.8],
    ['closed', 2.8],
    ['aside', 2.2],
  ] as const);
  const nearest = plan.sensor === 'kinect-v1' ? 500 : 400;
  const distanceMm = nearest * (1400 / nearest) ** random.unit();
  const pose = {
    yaw: within(random.normal() * 12, 35),
    pitch: within(random.normal() * 9, 26),
    roll: within(random.normal() * 5, 16),
    distanceMm,
    x: random.range(-0.12, 0.12) * distanceMm,
    y: random.range(-0.06, 0.12) * distanceMm,
  };
  const mood = withoutLids(plan.expression);
  switch (kind) {
    case 'open': {
      // Eyes rest on the screen beside the camera as well, and lids are raised or narrowed a little.
      const [right, down] = [beside(random), beside(random)];
      const gaze = { right, down };
      const lids = random.weighted([
        [{}, 5],
        [both('eyeWide', random.range(0, 0.6)), 1],
        [both('eyeSquint', random.range(0, 0.8)), 1.5],
        [both('eyeBlink', random.range(0, 0.25)), 1.5],
      ] as const);
      const expression = { ...mood, ...lids };
      const gazeDegrees = Math.hypot(right, down);
      return { kind, gazeDegrees, plan: { ...plan, pose, expression, gaze } };
    }
    case 'half': {
      const expression = { ...mood, ...both('eyeBlink', random.range(0.35, 0.85)) };
      return { kind, gazeDegrees: 0, plan: { ...plan, pose, expression } };
    }
    case 'closed': {
      const lids = random.range(CLOSED.least, CLOSED.most);
      const expression = {
        ...mood,
        ...both('eyeBlink', lids),
        ...both('eyeSquint', random.chance(0.3) ? random.range(0, 0.5) : 0),
      };
      return { kind, gazeDegrees: NaN, plan: { ...plan, pose, expression } };
    }
    case 'aside': {
      const gaze = drawAside(random, pose);
      const expression = { ...mood, ...lidsFollowing(gaze) };
      const gazeDegrees = Math.hypot(gaze.right, gaze.down);
      return { kind, gazeDegrees, plan: { ...plan, pose, expression, gaze } };
    }
  }
}

function drawAside(
  random: Random,
  { yaw, pitch }: { readonly yaw: number; readonly pitch: number },
): { readonly right: number; readonly down: number } {
  for (;;) {
    const angle = random.range(0, 2 * Math.PI);
    const far = random.range(ASIDE_DEGREES, 45);
    const [right, down] = [far * Math.cos(angle), 0.8 * far * Math.sin(angle)];
    if (Math.hypot(right, down) < ASIDE_DEGREES) continue;
    if (Math.hypot(right - yaw, down - pitch) < REACH) return { right, down };
  }
}

/** Upper lids follow eyes that look down or up. */
function lidsFollowing({ down }: { readonly down: number }): Expression {
  const share = Math.min(1, Math.abs(down) / 30);
  return down > 0 ? both('eyeLookDown', 0.8 * share) : both('eyeLookUp', 0.8 * share);
}

const both = (mode: string, weight: number): Expression => ({
  [`${mode}_L`]: weight,
  [`${mode}_R`]: weight,
});

const withoutLids = (expression: Expression): Expression =>
  Object.fromEntries(Object.entries(expression).filter(([mode]) => !mode.startsWith('eyeBlink')));

const beside = (random: Random): number => within(random.normal() * BESIDE_DEGREES * 0.6, 10);

const within = (value: number, limit: number): number => Math.max(-limit, Math.min(limit, value));
