import type { Result } from '../../electron/contract/problem.ts';
import { succeed } from '../../electron/contract/problem.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { SensorNoise } from '../../electron/engine/camera/sensor-noise.ts';
import { createFaceFinder } from '../../electron/engine/vision/face-finder.ts';
import type { FaceFinder } from '../../electron/engine/vision/face-finder.ts';
import { hasFaceSize } from '../../electron/engine/vision/face-size.ts';
import { Fusion } from '../../electron/engine/vision/fusion.ts';
import { measureHead } from '../../electron/engine/vision/head-pose.ts';
import type { MeasuredHead } from '../../electron/engine/vision/head-pose.ts';
import { loadMeanHead } from '../../electron/engine/vision/mean-head.ts';
import type { MeanHead } from '../../electron/engine/vision/mean-head.ts';
import { seededRandom } from '../people/random.ts';
import { sampleIdentity } from '../people/person.ts';
import type { Identity } from '../people/person.ts';
import { identitySeed } from './identity-sets.ts';
import type { IdentitySet } from './identity-sets.ts';
import { photograph } from './photograph.ts';
import { packShot } from './shot-record.ts';
import type { ShotDescription } from './shot-description.ts';
import { planViews } from './view-plan.ts';
import type { Sensor, ViewPlan } from './view-plan.ts';
import { wardrobe } from './wardrobe.ts';

const VIEW_STREAM = 60_013;

/** One view of a person: what was photographed and, where the face was found, the packed encoder input. */
export interface PersonShot {
  readonly description: ShotDescription;
  readonly record: Uint8Array | null;
}

export interface PersonShots {
  readonly identity: Identity;
  readonly shots: readonly PersonShot[];
}

/** Photographs people and fuses what the engine makes of the pictures. */
export interface Studio {
  /** All views of the `index`-th person of a set; depends on nothing else. */
  shoot(set: IdentitySet, index: number, views: number, seed: number): Promise<PersonShots>;
  dispose(): Promise<void>;
}

/** Loads the models of the face finder from the assets folder. */
export async function openStudio(assets: string): Promise<Result<Studio>> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) return mean;
  const finder = await createFaceFinder(assets);
  if (!finder.ok) return finder;
  const fusion = new Fusion(mean.value);
  return succeed({
    shoot: (set, index, views, seed) =>
      shootPerson(finder.value, mean.value, fusion, set, index, views, seed),
    dispose: () => finder.value.dispose(),
  });
}

async function shootPerson(
  finder: FaceFinder,
  mean: MeanHead,
  fusion: Fusion,
  set: IdentitySet,
  index: number,
  views: number,
  worldSeed: number,
): Promise<PersonShots> {
  const seed = identitySeed(set, index, worldSeed);
  const identity = sampleIdentity(seed);
  const random = seededRandom(seed * 31 + VIEW_STREAM);
  const plans = planViews(set, views, random);
  const dress = wardrobe(identity, random);
  const noises = new Map<Sensor, SensorNoise>();
  const noiseOf = (sensor: Sensor): SensorNoise => {
    const noise = noises.get(sensor) ?? new SensorNoise(sensor, seed);
    noises.set(sensor, noise);
    return noise;
  };
  const shots: PersonShot[] = [];
  for (const [view, plan] of plans.entries()) {
    // Dropouts drift with time: shots of different seconds share none.
    const timeMs = 10_000 * view;
    const frame = photograph(dress(plan, view), plan, noiseOf(plan.sensor), timeMs);
    const record = await fuseFrame(frame, finder, mean, fusion);
    shots.push({
      description: describe(index, view, plan, record?.head ?? null),
      record: record?.bytes ?? null,
    });
  }
  return { identity, shots };
}

interface Fused {
  readonly bytes: Uint8Array;
  readonly head: MeasuredHead;
}

/** What the live pipeline does up to the encoder; null where it sees no face or cannot measure it. */
async function fuseFrame(
  frame: RgbdFrame,
  finder: FaceFinder,
  mean: MeanHead,
  fusion: Fusion,
): Promise<Fused | null> {
  finder.reset();
  const found = await finder.find(frame);
  if (found.kind === 'none') return null;
  const measured = measureHead(frame, found.face.landmarks, mean);
  if (measured.kind === 'no-depth') return null;
  const { head } = measured;
  if (!hasFaceSize(frame, found.face, head)) return null;
  return { bytes: packShot(fusion.fuse(frame, found.face.landmarks, head)), head };
}

function describe(
  person: number,
  view: number,
  plan: ViewPlan,
  head: MeasuredHead | null,
): ShotDescription {
  const { sensor, look, glasses, hat, hand, misregistration, blur, coarseDepth, cutOut } = plan;
  const { yaw, pitch, roll, distanceMm } = plan.pose;
  return {
    person,
    view,
    sensor,
    yaw: rounded(yaw),
    pitch: rounded(pitch),
    roll: rounded(roll),
    distanceMm: rounded(distanceMm),
    look,
    glasses,
    hat,
    hand,
    misregistration,
    blur,
    coarseDepth,
    cutOut,
    acquired: head !== null,
    measured: head === null ? null : measurement(head),
  };
}

function measurement({ pose, alignment }: MeasuredHead): ShotDescription['measured'] {
  const settled = Number.isFinite(alignment.residualMm);
  return {
    yaw: rounded(pose.yaw),
    pitch: rounded(pose.pitch),
    roll: rounded(pose.roll),
    distanceMm: rounded(pose.distanceMm),
    residualMm: settled ? rounded(alignment.residualMm) : null,
  };
}

const rounded = (value: number): number => Math.round(100 * value) / 100;
