import { SENSOR_GRIDS } from '../../electron/engine/camera/virtual/virtual-sensor.ts';
import { HeadMeter } from '../../electron/engine/vision/head/head-pose.ts';
import type { MeanHead } from '../../electron/engine/vision/head/mean-head.ts';
import { PooledRelief } from '../../electron/engine/vision/head/pooled-relief.ts';
import { facePoints } from '../liveness/printed-landmarks.ts';
import { sampleIdentity } from '../synthesis/people/person.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { render } from '../synthesis/people/render/render.ts';
import { identitySeed, type IdentitySet } from '../synthesis/population/identity-sets.ts';
import { DepthSensors } from '../synthesis/population/views/depth-sensors.ts';
import { cropGrid, headArea } from '../synthesis/population/views/picture-crop.ts';
import type { Dresser } from '../synthesis/population/views/wardrobe.ts';
import { wardrobe } from '../synthesis/population/views/wardrobe.ts';
import { planSittings, type Sitting, type SittingPose } from './sittings.ts';

/** Cells of HEAD_GRID along the side of a stored one: 4 mm. Models pool them further. */
export const STORED_POOL = 2;

/** One look at a rendered head, as the engine measured its relief. */
export interface ShapeSample {
  readonly person: number;
  /** Of that person; looks of one sitting share hair, glasses, sensor and distance. */
  readonly sitting: number;
  readonly name: Sitting['name'];
  /** Of that sitting; looks of one pose share expression and the picture without noise. */
  readonly pose: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly distanceMm: number;
  /** How large the head is, 1 as modelled; children's are smaller. */
  readonly size: number;
  /** Mean difference from the mean head by cell, mm; NaN where nothing was measured. */
  readonly differences: Float32Array;
  readonly counts: Uint8Array;
}

const STREAM = 40_009;
const REACH_MM = { side: 240, up: 240, down: 240 } as const;
/** Children's heads are smaller. */
const CHILDREN = { share: 0.1, least: 0.82, most: 0.94 } as const;

function planPerson(set: IdentitySet, index: number) {
  const seed = identitySeed(set, index);
  const random = seededRandom(seed * 19 + STREAM);
  const size = random.chance(CHILDREN.share) ? random.range(CHILDREN.least, CHILDREN.most) : 1;
  return { seed, random, size, sittings: planSittings(set, random) };
}

/** How the first of the groups that a sitting belongs to is called. */
export type SittingGroup =
  'hand at the face' | 'hat' | 'child-sized' | 'glasses on or off' | 'plain';

/** What makes a person's sitting differ from their enrolment, without rendering it. */
export function groupOfSitting(set: IdentitySet, index: number, number: number): SittingGroup {
  const { size, sittings } = planPerson(set, index);
  const [enrolled, worn] = [sittings[0], sittings[number]].map((own) => own?.poses[0]?.view);
  if (worn?.hand === true) return 'hand at the face';
  if (worn?.hat === true) return 'hat';
  if (size !== 1) return 'child-sized';
  return worn?.glasses === enrolled?.glasses ? 'plain' : 'glasses on or off';
}

/** Measures rendered depth through the engine's own path. */
export class ShapeSampler {
  readonly #meter: HeadMeter;
  readonly #relief: PooledRelief;

  constructor(mean: MeanHead) {
    this.#meter = new HeadMeter(mean);
    this.#relief = new PooledRelief(mean, STORED_POOL);
  }

  /** Looks at one rendered person, sitting by sitting. Deterministic. */
  *looks(set: IdentitySet, index: number): Generator<ShapeSample> {
    const { seed, random, size, sittings } = planPerson(set, index);
    const identity = sampleIdentity(seed);
    const dress = wardrobe(identity, random);
    const sensors = new DepthSensors(seed ^ 0x3a5f1);
    for (const [number, sitting] of sittings.entries()) {
      for (const [pose, plan] of sitting.poses.entries()) {
        const about = { person: index, sitting: number, name: sitting.name, pose, size };
        const timeMs = 1_000_000 * number + 10_000 * pose;
        for (const measured of this.#look(sitting, plan, dress, sensors, {
          size,
          timeMs,
          random,
        })) {
          yield { ...about, ...measured };
        }
      }
    }
  }

  *#look(
    { sensor, coarse, frames }: Sitting,
    { view, pose, expression }: SittingPose,
    dress: Dresser,
    sensors: DepthSensors,
    {
      size,
      timeMs,
      random,
    }: { readonly size: number; readonly timeMs: number; readonly random: Random },
  ): Generator<Pick<ShapeSample, 'yaw' | 'pitch' | 'distanceMm' | 'differences' | 'counts'>> {
    const { width, height, camera } = SENSOR_GRIDS[sensor];
    const full = { width, height, intrinsics: camera.intrinsics };
    // A head of another size farther away gives the same picture.
    const placed = { ...pose, distanceMm: pose.distanceMm / size };
    const crop = cropGrid(full, headArea(full, placed, REACH_MM));
    const drawn = render(dress(view, timeMs), {
      ...{ camera: crop, pose: placed, light: view.light, expression },
      ...{ supersampling: 1, depthOnly: true },
    });
    const depth = drawn.depth.map((z) => (z === 0 ? view.room.wallDistanceMm : size * z));
    const clean = { ...drawn, depth, intrinsics: crop.intrinsics };
    const pixels = Array.from({ length: 68 }, (_, i): [number, number] => [
      drawn.landmarks[3 * i] ?? 0,
      drawn.landmarks[3 * i + 1] ?? 0,
    ]);
    for (let frame = 0; frame < frames; frame++) {
      const measured = this.#meter.measure(
        sensors.measure(clean, sensor, coarse, timeMs + 33 * frame),
        facePoints(pixels, random),
      );
      if (measured.kind !== 'pose') continue;
      const { surface, alignment, pose: seen } = measured.head;
      this.#relief.measure(surface, alignment.transform);
      const { differences, counts } = this.#relief;
      yield {
        ...{ yaw: seen.yaw, pitch: seen.pitch, distanceMm: seen.distanceMm },
        differences: differences.map((value, cell) => ((counts[cell] ?? 0) > 0 ? value : NaN)),
        counts: Uint8Array.from(counts, (count) => Math.min(255, count)),
      };
    }
  }
}
