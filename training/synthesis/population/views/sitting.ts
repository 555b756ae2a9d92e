import type { RgbdFrame } from '../../../../electron/contract/frame.ts';
import { SensorNoise } from '../../../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import { sampleIdentity } from '../../people/person.ts';
import type { Identity } from '../../people/person.ts';
import { seededRandom } from '../../people/random.ts';
import { identitySeed } from '../identity-sets.ts';
import type { IdentitySet } from '../identity-sets.ts';
import { photograph } from './photograph.ts';
import { planViews } from './view-plan.ts';
import type { Sensor, ViewPlan } from './view-plan.ts';
import { wardrobe } from './wardrobe.ts';

const VIEW_STREAM = 60_013;

/** One picture of a sitting: its plan, and what the sensor saw. */
export interface Picture {
  readonly view: number;
  readonly plan: ViewPlan;
  readonly frame: RgbdFrame;
}

/** A person and all their pictures, drawn one by one on demand. */
export interface Sitting {
  readonly identity: Identity;
  pictures(): Generator<Picture>;
}

/**
 * The `index`-th person of a set in front of the camera; depends on nothing else.
 * @param alter changes each plan before it is photographed; random choices stay as they were
 */
export function sitting(
  set: IdentitySet,
  index: number,
  views: number,
  worldSeed: number,
  alter: (plan: ViewPlan) => ViewPlan = (plan) => plan,
): Sitting {
  const seed = identitySeed(set, index, worldSeed);
  const identity = sampleIdentity(seed);
  return {
    identity,
    *pictures() {
      const random = seededRandom(seed * 31 + VIEW_STREAM);
      const plans = planViews(set, views, random).map(alter);
      const dress = wardrobe(identity, random);
      const noises = new Map<Sensor, SensorNoise>();
      for (const [view, plan] of plans.entries()) {
        const noise = noises.get(plan.sensor) ?? new SensorNoise(plan.sensor, seed);
        noises.set(plan.sensor, noise);
        // Dropouts drift with time: shots of different seconds share none.
        yield { view, plan, frame: photograph(dress(plan, view), plan, noise, 10_000 * view) };
      }
    },
  };
}
