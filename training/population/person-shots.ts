import type { Result } from '../../electron/contract/problem.ts';
import { succeed } from '../../electron/contract/problem.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { createFaceFinder } from '../../electron/engine/vision/face-finder.ts';
import type { FaceFinder } from '../../electron/engine/vision/face-finder.ts';
import { hasFaceSize } from '../../electron/engine/vision/face-size.ts';
import { Fusion } from '../../electron/engine/vision/fusion.ts';
import { measureHead } from '../../electron/engine/vision/head-pose.ts';
import type { MeasuredHead } from '../../electron/engine/vision/head-pose.ts';
import { loadMeanHead } from '../../electron/engine/vision/mean-head.ts';
import type { MeanHead } from '../../electron/engine/vision/mean-head.ts';
import type { Identity } from '../people/person.ts';
import type { IdentitySet } from './identity-sets.ts';
import { packShot } from './shot-record.ts';
import type { ShotDescription } from './shot-description.ts';
import { sitting } from './sitting.ts';
import type { ViewPlan } from './view-plan.ts';

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
  const { identity, pictures } = sitting(set, index, views, worldSeed);
  const shots: PersonShot[] = [];
  for (const { view, plan, frame } of pictures()) {
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
