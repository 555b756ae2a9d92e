import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { LEAST_KNOWN } from '../../electron/engine/vision/liveness/liveness.ts';
import { FACE_CELLS, ReliefCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { facesCamera } from '../../electron/contract/head-pose.ts';
import { sampleIdentity, type Identity } from '../synthesis/people/person.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { render } from '../synthesis/people/render/render.ts';
import type { Person } from '../synthesis/people/atlas/virtual-person.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { cropGrid, headArea } from '../synthesis/population/views/picture-crop.ts';
import { planViews, type ViewPlan } from '../synthesis/population/views/view-plan.ts';
import { wardrobe } from '../synthesis/population/views/wardrobe.ts';
import { DepthSensors } from '../synthesis/population/views/depth-sensors.ts';
import { facePoints } from './printed-landmarks.ts';
import { sampleOptics, throughOptics } from './sensor-optics.ts';
import { SheetScene } from './sheet-scene.ts';
import { SHEET_FORMS, type SheetShape } from './sheet-shape.ts';

/** One relief as the engine measured it. */
export interface ReliefSample {
  readonly kind: 'head' | 'sheet';
  /** What is shown, the main thing first: `head`, `glasses`, `full beard` …, or `bent`, `nose` …; for tables. */
  readonly traits: readonly string[];
  /** FACE_CELLS numbers as of `ReliefCells`; NaN where nothing was measured. */
  readonly differences: Float32Array;
}

const HEAD_STREAM = 90_001;
const SHEET_STREAM = 70_003;
const REACH_MM = { side: 240, up: 240, down: 240 } as const;
/** Children's heads are smaller; a head of another size farther away gives the same picture. */
const SIZES = { share: 0.25, least: 0.8, most: 1.06 } as const;
const CHILD_SIZED = 0.9;
/** Heads where depth is worst, and what is worn, more often than `planViews` draws them. */
const FAR = { share: 0.35, leastMm: 1050, mostMm: 1400 } as const;
const WORN_MORE = { glasses: 0.1, hat: 0.08, hand: 0.08 } as const;
const DARK_SKIN = 1.2;

/** Measures rendered depth through the engine's own path. */
export class ReliefSampler {
  readonly #meter: HeadMeter;
  readonly #cells: ReliefCells;
  readonly #scene: SheetScene;

  constructor(mean: MeanHead) {
    this.#meter = new HeadMeter(mean);
    this.#cells = new ReliefCells(mean);
    this.#scene = new SheetScene(mean);
  }

  /** Reliefs of one rendered person, any pose, expression, hair, beard, glasses, hand. Deterministic. */
  *heads(set: IdentitySet, index: number, count: number): Generator<ReliefSample> {
    const seed = identitySeed(set, index);
    const identity = sampleIdentity(seed);
    const random = seededRandom(seed * 17 + HEAD_STREAM);
    const plans = planViews('training', count, random).map((plan) => harder(plan, random));
    const dress = wardrobe(identity, random);
    const sensors = new DepthSensors(seed);
    for (const [view, plan] of plans.entries()) {
      const size = random.chance(SIZES.share) ? random.range(SIZES.least, SIZES.most) : 1;
      const { width, height, camera } = SENSOR_GRIDS[plan.sensor];
      const full = { width, height, intrinsics: camera.intrinsics };
      const crop = cropGrid(full, headArea(full, plan.pose, REACH_MM));
      const { pose, light, expression } = plan;
      const person = dress(plan, view);
      const drawn = render(person, {
        ...{ camera: crop, pose, light, expression },
        ...{ supersampling: 1, depthOnly: true },
      });
      const scaled = drawn.depth.map((z) => (z === 0 ? plan.room.wallDistanceMm : size * z));
      const depth = throughOptics({ ...drawn, depth: scaled }, sampleOptics(random), null, random);
      const clean = { ...drawn, depth, intrinsics: crop.intrinsics };
      const frame = sensors.measure(clean, plan.sensor, plan.coarseDepth, 10_000 * view);
      // Colour lies beside depth.
      const [right, down] = plan.misregistration;
      const pixels = Array.from({ length: 68 }, (_, i): [number, number] => [
        (drawn.landmarks[3 * i] ?? 0) + right,
        (drawn.landmarks[3 * i + 1] ?? 0) + down,
      ]);
      const traits = traitsOf(plan, size, person, identity);
      const differences = this.#measure(frame, facePoints(pixels, random));
      if (differences !== null) yield { kind: 'head', traits, differences };
    }
  }

  /** Reliefs of random sheets with a face printed on them. Deterministic. */
  *sheets(set: IdentitySet, index: number, count: number): Generator<ReliefSample> {
    const seed = identitySeed(set, index);
    const random = seededRandom(seed * 13 + SHEET_STREAM);
    const sensors = new DepthSensors(seed ^ 0x2545f);
    for (let k = 0; k < count; k++) {
      const form = SHEET_FORMS[(index * count + k) % SHEET_FORMS.length] ?? 'flat';
      const { frame, pixels, shape } = this.#scene.photograph(form, sensors, 10_000 * k, random);
      const differences = this.#measure(frame, facePoints(pixels, random));
      if (differences !== null) yield { kind: 'sheet', traits: sheetTraits(shape), differences };
    }
  }

  #measure(frame: RgbdFrame, landmarks: Float32Array): Float32Array | null {
    const measured = this.#meter.measure(frame, landmarks);
    if (measured.kind !== 'pose') return null;
    const { surface, alignment } = measured.head;
    // The lock says nothing of less.
    if (this.#cells.measure(surface, alignment.transform) < LEAST_KNOWN) return null;
    const { differences, counts } = this.#cells;
    const sample = new Float32Array(FACE_CELLS).fill(NaN);
    for (let i = 0; i < FACE_CELLS; i++) if ((counts[i] ?? 0) > 0) sample[i] = differences[i] ?? 0;
    return sample;
  }
}

/** The same view, more often far away and with something before the face. */
function harder(plan: ViewPlan, random: Random): ViewPlan {
  const glasses = plan.glasses || random.chance(WORN_MORE.glasses);
  const hat = plan.hat || random.chance(WORN_MORE.hat);
  const hand = plan.hand || random.chance(WORN_MORE.hand);
  const worn = { ...plan, glasses, hat, hand };
  if (!random.chance(FAR.share)) return worn;
  const distanceMm = random.range(FAR.leastMm, FAR.mostMm);
  return { ...worn, pose: { ...plan.pose, distanceMm } };
}

function traitsOf(
  { glasses, hat, hand, pose, coarseDepth }: ViewPlan,
  size: number,
  { appearance: { beard, hair } }: Person,
  { skin }: Identity,
): string[] {
  const isLong = hair.style === 'long' || hair.style === 'bob' || hair.style === 'afro';
  const traits = {
    glasses,
    hat,
    hand,
    beard: beard.kind === 'full' || beard.kind === 'goatee' || beard.kind === 'moustache',
    'long hair': isLong,
    'dark skin': skin.melanin > DARK_SKIN,
    'child-sized': size < CHILD_SIZED,
    far: size * pose.distanceMm > FAR.leastMm,
    'coarse depth': coarseDepth,
    'towards the camera': facesCamera(pose),
  };
  return ['head', ...Object.entries(traits).flatMap(([name, has]) => (has ? [name] : []))];
}

const sheetTraits = ({ form, nose, holes, creased }: SheetShape): string[] => [
  form,
  ...(nose ? ['nose'] : []),
  ...(holes ? ['holes'] : []),
  ...(creased ? ['creased'] : []),
];
