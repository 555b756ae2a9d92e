import type { CleanFrame, DepthSensor } from './sensor-noise.ts';
import { DropoutPatches } from './sensor-noise-patches.ts';
import { steepness } from './sensor-noise-steepness.ts';
import { SURFACE } from './virtual/atlas.ts';
import { TABLE_SIZE } from './virtual/seeded-random.ts';
import type { SeededRandom } from './virtual/seeded-random.ts';

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

const DROPPED: Readonly<Record<number, number>> = {
  [SURFACE.hair]: 0.2,
  [SURFACE.eye]: 0.08,
  [SURFACE.lens]: 0.3,
  [SURFACE.frame]: 0.15,
};

/**
 * Kinect v2 depth. Axial σ = 1.5 - 0.5 z + 0.3 z² + 0.1 z^1.5 · θ²/(π/2 - θ)² mm, z in metres: Fankhauser et al.,
 * "Kinect v2 for mobile robot navigation", ICAR 2015, §V. Its lateral noise of 1.6 pixels shows as
 * flying pixels: readings between the near and the far side of a silhouette (Lefloch et al. 2013, §3.2).
 */
export class KinectV2Depth implements DepthSensor {
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
      this.#measureRow(clean, out, y, random);
    }
    return out;
  }

  #measureRow(clean: CleanFrame, out: Uint16Array, y: number, random: SeededRandom): void {
    const { width, height, depth, subject } = clean;
    const gaussian = this.#gaussian;
    const inside =
      y >= Math.max(1, subject.top - 2) && y <= Math.min(height - 2, subject.bottom + 2);
    const left = inside ? Math.max(1, subject.left - 2) : width;
    const right = inside ? Math.min(width - 2, subject.right + 2) : -1;
    for (let x = 0, i = y * width, k = random.nextInteger(); x < width; x++, i++, k++) {
      const noise = gaussian[k & (TABLE_SIZE - 1)] ?? 0;
      const z = depth[i] ?? 0;
      if (x >= left && x <= right) {
        out[i] = Math.max(0, this.#measureSubject(clean, x, y, noise, random));
      } else if (z > 0) {
        out[i] = z + noise * axialSigmaV2(z, 0) + 0.5;
      }
    }
  }

  #measureSubject(
    clean: CleanFrame,
    x: number,
    y: number,
    noise: number,
    random: SeededRandom,
  ): number {
    const { width, depth, surface, intrinsics } = clean;
    const i = y * width + x;
    const z = depth[i] ?? 0;
    if (z <= 0) {
      return 0;
    }
    const kind = surface[i] ?? 0;
    if (kind === SURFACE.none && isSurrounded(surface, width, i)) {
      return z + noise * axialSigmaV2(z, 0) + 0.5;
    }
    const share = DROPPED[kind] ?? 0;
    if (share > 0 && this.#patches.drops(x, y, share)) {
      return 0;
    }
    const [a, b] = [depth[i - 1] ?? 0, depth[i + 1] ?? 0];
    const [c, d] = [depth[i - width] ?? 0, depth[i + width] ?? 0];
    const near = Math.min(a, b, c, d, z);
    const far = Math.max(a, b, c, d, z);
    if (far - near > EDGE) {
      return atSilhouette(z, near, far, noise, random);
    }
    const steep = steepness(depth, width, i, intrinsics.fx);
    if (steep > GRAZING && random.next() < LOST_WHEN_GRAZING) {
      return 0;
    }
    const glass = kind === SURFACE.lens ? LENS_BIAS + LENS_SIGMA * (2 * random.next() - 1) : 0;
    return z + glass + noise * axialSigmaV2(z, Math.min(GRAZING, steep)) + 0.5;
  }
}

/** Axial standard deviation, mm, at depth `z` mm; `steep` is θ²/(π/2 - θ)². */
export function axialSigmaV2(z: number, steep: number): number {
  const metres = z * 0.001;
  const level = 1.5 - 0.5 * metres + 0.3 * metres * metres;
  return steep > 0 ? level + 0.1 * metres * Math.sqrt(metres) * steep : level;
}

/** Whether the pixel and its neighbours all show the background, which is smooth. */
function isSurrounded(surface: Uint8Array, width: number, i: number): boolean {
  const left = surface[i - 1] ?? 0;
  const right = surface[i + 1] ?? 0;
  return (left | right | (surface[i - width] ?? 0) | (surface[i + width] ?? 0)) === SURFACE.none;
}

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
  return mixed + noise * axialSigmaV2(z, 0) + 0.5;
}
