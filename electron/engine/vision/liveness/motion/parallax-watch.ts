import type { FacingLook } from './constellation.ts';
import { ParallaxMeter } from './parallax.ts';

/** Turned less, nothing shows, degrees. */
const LEAST_TURN = 4;
/** A turn that would move a head's landmarks against each other by less says nothing, root mean square, mm. */
const LEAST_EXPECTED_MM = 0.35;
/**
 * Parallax as a multiple of what the mean head would show, means of rendered people and of sheets; how much people and
 * their landmarks differ, and the noise of landmarks together, mm.
 */
const [OF_HEAD, OF_SHEET] = [1.1, 0.1];
const SPREAD = 0.15;
const NOISE_MM = 0.35;
/** However clear it is: natural logarithm of odds. */
const LARGEST = 3;

/** Log odds that a face is a head and no sheet, by how its landmarks moved; 0 while it has hardly turned. */
export interface ParallaxEvidence {
  readonly logOdds: number;
  /** Parallax seen as a share of a head's: about 1 for a head, 0 for a sheet; NaN while nothing is known. */
  readonly share: number;
}

const NOTHING: ParallaxEvidence = { logOdds: 0, share: NaN };

/**
 * Compares all looks of a face with its first. Looks of one turn share the errors of the first, so that many of them
 * count no more than the farthest.
 */
export class ParallaxWatch {
  readonly #meter = new ParallaxMeter();
  #first: FacingLook | null = null;
  #product = 0;
  #square = 0;
  #strongestMm = 0;

  /** Another face, or the same seen another way: what was learnt is forgotten. */
  clear(): void {
    this.#first = null;
    this.#product = 0;
    this.#square = 0;
    this.#strongestMm = 0;
  }

  /** @param look of the next frame; null where its landmarks are not sure */
  add(look: FacingLook | null): void {
    if (look === null) return;
    const first = (this.#first ??= look);
    if (!(Math.hypot(look.yaw - first.yaw, look.pitch - first.pitch) >= LEAST_TURN)) return;
    const parallax = this.#meter.between(first, look);
    if (parallax === null || !(parallax.expectedMm >= LEAST_EXPECTED_MM)) return;
    this.#product += parallax.product;
    this.#square += parallax.square;
    this.#strongestMm = Math.max(this.#strongestMm, parallax.expectedMm);
  }

  evidence(): ParallaxEvidence {
    if (this.#square === 0) return NOTHING;
    const share = this.#product / this.#square;
    const variance = SPREAD ** 2 + (NOISE_MM / this.#strongestMm) ** 2;
    // The ratio of two normal distributions of one variance.
    const middle = (OF_HEAD + OF_SHEET) / 2;
    const logOdds = ((share - middle) * (OF_HEAD - OF_SHEET)) / variance;
    return { share, logOdds: Math.max(-LARGEST, Math.min(LARGEST, logOdds)) };
  }
}
