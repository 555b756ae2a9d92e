import type { CleanFrame, DepthSensor } from './sensor-noise.ts';
import { DropoutPatches } from './sensor-noise-patches.ts';
import { steepness } from './sensor-noise-steepness.ts';
import { SURFACE } from './virtual/atlas.ts';
import { TABLE_SIZE } from './virtual/seeded-random.ts';
import type { SeededRandom } from './virtual/seeded-random.ts';

/** Step of inverse depth between two disparities, 1/mm: 2.89 z² mm with z in metres (Khoshelham 2012, §3.2). */
const INVERSE_STEP = 2.89e-6;
/** The infrared projector stands this far to the image right of the infrared camera, mm. */
const PROJECTOR_OFFSET = 75;
const LATERAL_PIXELS = 0.8;
/** A jump of depth, mm, at which a pixel counts as an edge. */
const EDGE = 25;
/** Steepness from which no reading comes back (θ of about 79°). */
const BLIND = 52;

const DROPPED: Readonly<Record<number, number>> = {
  [SURFACE.hair]: 0.14,
  [SURFACE.eye]: 0.05,
  [SURFACE.lens]: 0.3,
  [SURFACE.frame]: 0.12,
};

/**
 * Kinect v1 depth. Axial σ = 1.2 + 1.9 (z - 0.4)² mm, + 0.1/√z · θ²/(π/2 - θ)² on slopes, z in metres, and
 * lateral σ of 0.8 pixels at edges: Nguyen, Izadi, Lovell, "Modeling Kinect Sensor Noise", 3DIMPVT 2012, §3.
 * Readings come in steps of 11-bit disparity, and what the projector does not see stays dark.
 */
export class KinectV1Depth implements DepthSensor {
  readonly #gaussian: Float32Array;
  readonly #patches: DropoutPatches;

  constructor(gaussian: Float32Array, seed: number) {
    this.#gaussian = gaussian;
    this.#patches = new DropoutPatches(seed);
  }

  measure(clean: CleanFrame, random: SeededRandom, phase: number): Uint16Array {
    const { width, height } = clean;
    const out = new Uint16Array(width * height);
    this.#patches.advance(width, height, phase);
    for (let y = 0; y < height; y++) {
      this.#measureRow(clean, out, y, random.nextInteger());
      darkenShadow(clean, out, y);
    }
    return out;
  }

  #measureRow(clean: CleanFrame, out: Uint16Array, y: number, start: number): void {
    const { width, height, depth, subject } = clean;
    const gaussian = this.#gaussian;
    const inside =
      y >= Math.max(1, subject.top - 2) && y <= Math.min(height - 2, subject.bottom + 2);
    const left = inside ? Math.max(1, subject.left - 2) : width;
    const right = inside ? Math.min(width - 2, subject.right + 2) : -1;
    for (let x = 0, i = y * width, k = start; x < width; x++, i++, k++) {
      const noise = gaussian[k & (TABLE_SIZE - 1)] ?? 0;
      out[i] =
        x >= left && x <= right
          ? this.#measureSubject(clean, x, y, noise, k)
          : quantise(depth[i] ?? 0, noise * axialSigmaV1(depth[i] ?? 0, 0));
    }
  }

  #measureSubject(clean: CleanFrame, x: number, y: number, noise: number, k: number): number {
    const { width, depth, surface, intrinsics } = clean;
    let i = y * width + x;
    if (isEdge(depth, width, i)) {
      const dx = (this.#gaussian[(k + 7919) & (TABLE_SIZE - 1)] ?? 0) * LATERAL_PIXELS;
      const dy = (this.#gaussian[(k + 15401) & (TABLE_SIZE - 1)] ?? 0) * LATERAL_PIXELS;
      const movedX = Math.min(width - 2, Math.max(1, x + Math.round(dx)));
      const movedY = Math.min(clean.height - 2, Math.max(1, y + Math.round(dy)));
      i = movedY * width + movedX;
    }
    const z = depth[i] ?? 0;
    const share = DROPPED[surface[i] ?? 0] ?? 0;
    if (share > 0 && this.#patches.drops(x, y, share)) {
      return 0;
    }
    const steep = isEdge(depth, width, i) ? 0 : steepness(depth, width, i, intrinsics.fx);
    return steep > BLIND ? 0 : quantise(z, noise * axialSigmaV1(z, steep));
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

function isEdge(depth: Float32Array, width: number, i: number): boolean {
  const z = depth[i] ?? 0;
  return (
    Math.abs((depth[i - 1] ?? 0) - z) > EDGE ||
    Math.abs((depth[i + 1] ?? 0) - z) > EDGE ||
    Math.abs((depth[i - width] ?? 0) - z) > EDGE ||
    Math.abs((depth[i + width] ?? 0) - z) > EDGE
  );
}

/** Seen from the projector, a pixel at depth z lies in column x - f·offset/z: one that a nearer pixel hides is dark. */
function darkenShadow(clean: CleanFrame, out: Uint16Array, y: number): void {
  const { width, depth, intrinsics, subject } = clean;
  if (y < subject.top || y > subject.bottom) {
    return;
  }
  const reach = intrinsics.fx * PROJECTOR_OFFSET;
  let covered = Infinity;
  for (let x = Math.min(width - 1, subject.right + 1); x >= 0; x--) {
    const z = depth[y * width + x] ?? 0;
    if (z <= 0) {
      continue;
    }
    const column = x - reach / z;
    if (column > covered + 0.5) {
      out[y * width + x] = 0;
    } else {
      covered = Math.min(covered, column);
    }
  }
}
