import { BackgroundReadings } from './background-readings.ts';
import type { CleanFrame, DepthSensor } from './clean-frame.ts';
import { DropoutPatches, dropShares } from './sensor-noise-patches.ts';
import { squaredGrowth, steepness } from './sensor-noise-steepness.ts';
import { isSurrounded, SubjectRows } from './subject-rows.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { TABLE_SIZE } from '../../../../base/seeded-random.ts';
import type { SeededRandom } from '../../../../base/seeded-random.ts';

/** A jump of depth, mm, across which light of both sides mixes in one pixel. */
const EDGE = 40;
const FLYING = 0.45;
const LOST_AT_EDGE = 0.2;
/** Steepness from which pixels get lost (θ of about 76°), and how many. */
const GRAZING = 30;
const LOST_WHEN_GRAZING = 0.4;
/** Glass reads nearer and less surely. */
const LENS_BIAS = -4;
const LENS_SIGMA = 6;

const DROPPED = dropShares({
  [SURFACE.hair]: 0.2,
  [SURFACE.eye]: 0.08,
  [SURFACE.lens]: 0.3,
  [SURFACE.frame]: 0.15,
  // Little light comes back, or all of it, mirrored.
  [SURFACE.screen]: 0.1,
});

const WRAP = TABLE_SIZE - 1;

/**
 * Kinect v2 depth. Axial σ = 1.5 - 0.5 z + 0.3 z² + 0.1 z^1.5 · θ²/(π/2 - θ)² mm, z in metres: Fankhauser et al.,
 * "Kinect v2 for mobile robot navigation", ICAR 2015, §V. Its lateral noise of 1.6 pixels shows as
 * flying pixels: readings between the near and the far side of a silhouette (Lefloch et al. 2013, §3.2).
 */
export class KinectV2Depth implements DepthSensor {
  readonly #gaussian: Float32Array;
  readonly #patches: DropoutPatches;
  readonly #background: BackgroundReadings;
  readonly #subject = new SubjectRows();

  constructor(gaussian: Float32Array, seed: number) {
    this.#gaussian = gaussian;
    this.#patches = new DropoutPatches(seed);
    this.#background = new BackgroundReadings(gaussian, measureLevel);
  }

  measure(clean: CleanFrame, random: SeededRandom, phase: number): Uint16Array {
    const { width, height } = clean;
    const out = new Uint16Array(width * height);
    this.#patches.advance(width, height, phase);
    this.#subject.find(clean);
    const { left, right } = this.#subject;
    for (let y = 0; y < height; y++) {
      const start = random.nextInteger() & WRAP;
      this.#background.readRow(clean, out, y, start);
      this.#measureSubject(clean, out, y, left[y] ?? 0, right[y] ?? -1, start, random);
    }
    return out;
  }

  /** The pixels of row `y` from column `left` to `right`, which are not on the border. */
  #measureSubject(
    { width, depth, surface, intrinsics }: CleanFrame,
    out: Uint16Array,
    y: number,
    left: number,
    right: number,
    start: number,
    random: SeededRandom,
  ): void {
    const gaussian = this.#gaussian;
    if (left <= right) {
      this.#patches.enterRow(y);
    }
    for (let x = left, i = y * width + left; x <= right; x++, i++) {
      const z = depth[i] ?? 0;
      const kind = surface[i] ?? 0;
      if (z <= 0) {
        out[i] = 0;
        continue;
      }
      if (kind === 0 && isSurrounded(surface, width, i)) {
        continue;
      }
      const share = DROPPED[kind] ?? 0;
      if (share > 0 && this.#patches.drops(x, share)) {
        out[i] = 0;
        continue;
      }
      const noise = gaussian[(start + x) & WRAP] ?? 0;
      const a = depth[i - 1] ?? 0;
      const b = depth[i + 1] ?? 0;
      const c = depth[i - width] ?? 0;
      const d = depth[i + width] ?? 0;
      if (
        Math.abs(a - z) > EDGE / 2 ||
        Math.abs(b - z) > EDGE / 2 ||
        Math.abs(c - z) > EDGE / 2 ||
        Math.abs(d - z) > EDGE / 2
      ) {
        const near = Math.min(a, b, c, d, z);
        const far = Math.max(a, b, c, d, z);
        if (far - near > EDGE) {
          out[i] = atSilhouette(z, near, far, noise, random);
          continue;
        }
      }
      const steep = squaredGrowth[steepness(depth, width, i, intrinsics)] ?? 0;
      if (steep > GRAZING && random.next() < LOST_WHEN_GRAZING) {
        out[i] = 0;
        continue;
      }
      const glass = kind === SURFACE.lens ? LENS_BIAS + LENS_SIGMA * (2 * random.next() - 1) : 0;
      const sigma = axialSigmaV2(z, steep > GRAZING ? GRAZING : steep);
      out[i] = Math.max(0, z + glass + noise * sigma + 0.5);
    }
  }
}

/** Axial standard deviation, mm, at depth `z` mm; `steep` is θ²/(π/2 - θ)². */
export function axialSigmaV2(z: number, steep: number): number {
  const metres = z * 0.001;
  const level = 1.5 - 0.5 * metres + 0.3 * metres * metres;
  return steep > 0 ? level + 0.1 * metres * Math.sqrt(metres) * steep : level;
}

/** The reading of a surface that faces the sensor. */
const readLevel = (z: number, noise: number): number =>
  z > 0 ? z + noise * axialSigmaV2(z, 0) + 0.5 : 0;

/** Measures pixels as if they faced the sensor: background, and the border, which has no neighbours. */
function measureLevel(
  depth: Float32Array,
  out: Uint16Array,
  from: number,
  to: number,
  gaussian: Float32Array,
  start: number,
): void {
  for (let i = from, k = start; i < to; i++, k++) {
    out[i] = readLevel(depth[i] ?? 0, gaussian[k & WRAP] ?? 0);
  }
}

/** A whole number of mm. */
function atSilhouette(
  z: number,
  near: number,
  far: number,
  noise: number,
  random: SeededRandom,
): number {
  const fate = random.next();
  if (near <= 0 || (fate >= FLYING && fate < FLYING + LOST_AT_EDGE)) {
    return 0;
  }
  const mixed = fate < FLYING ? near + (far - near) * random.next() ** 2 : z;
  return Math.max(0, mixed + noise * axialSigmaV2(z, 0) + 0.5) | 0;
}
