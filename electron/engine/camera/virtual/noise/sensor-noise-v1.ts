import { BackgroundReadings } from './background-readings.ts';
import type { CleanFrame, DepthSensor } from './clean-frame.ts';
import { DropoutPatches, dropShares } from './sensor-noise-patches.ts';
import { squaredGrowth, steepness } from './sensor-noise-steepness.ts';
import { isSurrounded, SubjectRows } from './subject-rows.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { TABLE_SIZE } from '../../../../base/seeded-random.ts';
import type { SeededRandom } from '../../../../base/seeded-random.ts';

/** Step of inverse depth between two disparities, 1/mm: 2.89 z² mm with z in metres (Khoshelham 2012, §3.2). */
const INVERSE_STEP = 2.89e-6;
/** The infrared projector stands this far to the image right of the infrared camera, mm. */
const PROJECTOR_OFFSET = 75;
const LATERAL_PIXELS = 0.8;
/** A jump of depth, mm, at which a pixel counts as an edge. */
const EDGE = 25;
/** Steepness from which no reading comes back (θ of about 79°). */
const BLIND = 52;

const DROPPED = dropShares({
  [SURFACE.hair]: 0.14,
  [SURFACE.eye]: 0.05,
  [SURFACE.lens]: 0.3,
  [SURFACE.frame]: 0.12,
  [SURFACE.screen]: 0.1,
});

const WRAP = TABLE_SIZE - 1;

/**
 * Kinect v1 depth. Axial σ = 1.2 + 1.9 (z - 0.4)² mm, + 0.1/√z · θ²/(π/2 - θ)² on slopes, z in metres, and
 * lateral σ of 0.8 pixels at edges: Nguyen, Izadi, Lovell, "Modeling Kinect Sensor Noise", 3DIMPVT 2012, §3.
 * Readings come in steps of 11-bit disparity, and what the projector does not see stays dark.
 */
export class KinectV1Depth implements DepthSensor {
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
      this.#measureSubject(clean, out, y, left[y] ?? 0, right[y] ?? -1, start);
      // The border rows have no subject of their own: it is where their neighbours have it.
      const inner = Math.min(height - 2, Math.max(1, y));
      darkenShadow(clean, out, y, left[inner] ?? 0, right[inner] ?? -1);
    }
    return out;
  }

  /** The pixels of row `y` from column `left` to `right`, which are not on the border. */
  #measureSubject(
    clean: CleanFrame,
    out: Uint16Array,
    y: number,
    left: number,
    right: number,
    start: number,
  ): void {
    const { width, depth, surface, intrinsics } = clean;
    const gaussian = this.#gaussian;
    if (left <= right) {
      this.#patches.enterRow(y);
    }
    for (let x = left, at = y * width + left; x <= right; x++, at++) {
      if (surface[at] === 0 && isSurrounded(surface, width, at)) {
        continue;
      }
      const k = start + x;
      let i = at;
      let atEdge = isEdge(depth, width, i);
      if (atEdge) {
        i = this.#movedAside(clean, x, y, k);
        atEdge = isEdge(depth, width, i);
      }
      const share = DROPPED[surface[i] ?? 0] ?? 0;
      if (share > 0 && this.#patches.drops(x, share)) {
        out[at] = 0;
        continue;
      }
      const steep = atEdge ? 0 : (squaredGrowth[steepness(depth, width, i, intrinsics)] ?? 0);
      const z = depth[i] ?? 0;
      const error = (gaussian[k & WRAP] ?? 0) * axialSigmaV1(z, steep);
      out[at] = steep > BLIND ? 0 : quantise(z, error);
    }
  }

  /** The pixel that is read instead of one at an edge. */
  #movedAside({ width, height }: CleanFrame, x: number, y: number, k: number): number {
    const dx = (this.#gaussian[(k + 7919) & WRAP] ?? 0) * LATERAL_PIXELS;
    const dy = (this.#gaussian[(k + 15401) & WRAP] ?? 0) * LATERAL_PIXELS;
    const movedX = Math.min(width - 2, Math.max(1, x + Math.round(dx)));
    const movedY = Math.min(height - 2, Math.max(1, y + Math.round(dy)));
    return movedY * width + movedX;
  }
}

/** Axial standard deviation, mm, at depth `z` mm; `steep` is θ²/(π/2 - θ)². */
export function axialSigmaV1(z: number, steep: number): number {
  const metres = z * 0.001;
  const level = 1.2 + 1.9 * (metres - 0.4) * (metres - 0.4);
  return steep > 0 ? level + (0.1 / Math.sqrt(metres)) * steep : level;
}

/** The quantised reading by depth in eighths of a millimetre. */
const EIGHTHS = 8;
const FARTHEST = 9000;
const readings = Uint16Array.from({ length: FARTHEST * EIGHTHS }, (_, i) => {
  const disparity = Math.round(EIGHTHS / (INVERSE_STEP * i));
  return i === 0 ? 0 : Math.round(1 / (INVERSE_STEP * disparity));
});

const quantise = (z: number, error: number): number =>
  z <= 0 ? 0 : (readings[((z + error) * EIGHTHS + 0.5) | 0] ?? 0);

/** The reading of a surface that faces the sensor. */
const readLevel = (z: number, noise: number): number => quantise(z, noise * axialSigmaV1(z, 0));

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

function isEdge(depth: Float32Array, width: number, i: number): boolean {
  const z = depth[i] ?? 0;
  return (
    Math.abs((depth[i - 1] ?? 0) - z) > EDGE ||
    Math.abs((depth[i + 1] ?? 0) - z) > EDGE ||
    Math.abs((depth[i - width] ?? 0) - z) > EDGE ||
    Math.abs((depth[i + width] ?? 0) - z) > EDGE
  );
}

/**
 * Seen from the projector, a pixel at depth z lies in column x - f·offset/z: one that a nearer pixel hides is dark.
 * The subject of the row is in columns `left` to `right`; nothing right of it throws a shadow on it.
 */
function darkenShadow(
  { width, depth, intrinsics, wall }: CleanFrame,
  out: Uint16Array,
  y: number,
  left: number,
  right: number,
): void {
  const reach = intrinsics.fx * PROJECTOR_OFFSET;
  const row = y * width;
  let covered = Infinity;
  for (let x = Math.min(width - 1, right + 1); x >= 0 && left <= right; x--) {
    const z = depth[row + x] ?? 0;
    if (z <= 0) {
      continue;
    }
    const column = x - reach / z;
    if (column > covered + 0.5) {
      out[row + x] = 0;
      continue;
    }
    if (column < covered) {
      covered = column;
    }
    // Nothing hides the wall from here to the left.
    if (wall !== undefined && x < left) {
      return;
    }
  }
}
