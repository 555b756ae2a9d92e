import type { Result } from '../../../../electron/contract/problem.ts';
import { succeed } from '../../../../electron/contract/problem.ts';
import type { RgbdFrame } from '../../../../electron/contract/frame.ts';
import { acquireHead } from '../../../../electron/engine/vision/head-in-depth/acquire-head.ts';
import { createFaceFinder } from '../../../../electron/engine/vision/detect/face-finder.ts';
import type { FaceFinder } from '../../../../electron/engine/vision/detect/face-finder.ts';
import { Fusion } from '../../../../electron/engine/vision/fusion/fusion.ts';
import { HeadMeter } from '../../../../electron/engine/vision/head/head-pose.ts';
import type { MeasuredHead } from '../../../../electron/engine/vision/head/head-pose.ts';
import { loadHeadGuesser } from '../../../../electron/engine/vision/head-in-depth/head-guesser.ts';
import type { HeadGuesser } from '../../../../electron/engine/vision/head-in-depth/head-guesser.ts';
import { loadMeanHead } from '../../../../electron/engine/vision/head/mean-head.ts';
import type { Identity } from '../../people/person.ts';
import type { IdentitySet } from '../identity-sets.ts';
import { packShot } from './shot-record.ts';
import type { ShotDescription } from './shot-description.ts';
import { sitting } from '../views/sitting.ts';
import type { ViewPlan } from '../views/view-plan.ts';

/** One view of a person: the description of the photograph and, if a face was found, the packed encoder input. */
export interface PersonShot {
  readonly description: ShotDescription;
  readonly record: Uint8Array | null;
}

export interface PersonShots {
  readonly identity: Identity;
  readonly shots: readonly PersonShot[];
}

/** Photographs people and fuses the engine's results. */
export interface Studio {
  /** All views of the `index`-th person of a set; depends on nothing else. */
  shoot(set: IdentitySet, index: number, views: number, seed: number): Promise<PersonShots>;
  dispose(): Promise<void>;
}

/** The parts of the live pipeline, up to the encoder. */
interface Eye {
  readonly finder: FaceFinder;
  readonly guesser: HeadGuesser;
  readonly meter: HeadMeter;
  readonly fusion: Fusion;
}

/** Loads the models that find faces and heads from the assets folder. */
export async function openStudio(assets: string): Promise<Result<Studio>> {
  const mean = await loadMeanHead(assets);
  if (!mean.ok) return mean;
  const guesser = await loadHeadGuesser(assets);
  if (!guesser.ok) return guesser;
  const finder = await createFaceFinder(assets);
  if (!finder.ok) {
    await guesser.value.dispose();
    return finder;
  }
  const eye: Eye = {
    finder: finder.value,
    guesser: guesser.value,
    meter: new HeadMeter(mean.value),
    fusion: new Fusion(mean.value),
  };
  return succeed({
    shoot: (set, index, views, seed) => shootPerson(eye, set, index, views, seed),
    async dispose() {
      await eye.finder.dispose();
      await eye.guesser.dispose();
    },
  });
}

async function shootPerson(
  eye: Eye,
  set: IdentitySet,
  index: number,
  views: number,
  worldSeed: number,
): Promise<PersonShots> {
  const { identity, pictures } = sitting(set, index, views, worldSeed);
  const shots: PersonShot[] = [];
  for (const { view, plan, frame } of pictures()) {
    const record = await fuseFrame(frame, eye);
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

/** The live pipeline's result up to the encoder; null if it sees no face or cannot measure it. */
async function fuseFrame(
  frame: RgbdFrame,
  { finder, guesser, meter, fusion }: Eye,
): Promise<Fused | null> {
  const acquisition = await acquireHead(frame, await finder.find(frame), guesser, meter);
  if (acquisition.kind === 'nobody' || acquisition.acquired.crop === 'lost') return null;
  const { face, head } = acquisition.acquired;
  return { bytes: packShot(fusion.fuse(frame, face.landmarks, head)), head };
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
