import type { RgbdFrame, Spectrum } from '../../../../contract/frame.ts';
import type { LivenessVerdict, NotLiveReason } from '../../../../contract/observation.ts';
import type { MeasuredHead } from '../../head/head-pose.ts';
import type { MeanHead } from '../../head/mean-head.ts';
import { planeBesideFace } from './beside-face.ts';
import { facingLook } from './constellation.ts';
import { ParallaxWatch } from './parallax-watch.ts';

/** A sheet lies on both sides of a face where the share of `planeBesideFace` is this on average, over so many frames. */
const SHEET_BESIDE = 0.4;
const FEWEST_FRAMES = 3;
/** What a sheet beside the face says, natural logarithm of odds. */
const OF_SHEET_BESIDE = -3;
/** Log odds of a verdict stay within this. */
const LARGEST = 6;

/** What the frames of one face so far say besides its relief. */
export interface MotionEvidence {
  /** Natural logarithm of how much likelier it is of a head than of a sheet; 0 where nothing is known. */
  readonly logOdds: number;
  /** The reason that speaks most against a head; null where none does. */
  readonly because: Extract<NotLiveReason, 'moves-as-a-sheet' | 'sheet-around'> | null;
}

/** One look of a face that is followed. */
export interface FollowedLook {
  /** Number of the head that is followed: with another one all is forgotten. */
  readonly track: number;
  readonly spectrum: Spectrum;
  readonly picture: RgbdFrame;
  readonly head: MeasuredHead;
  /** 468 × (x, y, z) in pixels; null where they were not found in the picture itself. */
  readonly landmarks: Float32Array | null;
}

/** Gathers what a face shows over time, of one stream. */
export class MotionWatch {
  readonly #mean: MeanHead;
  readonly #parallax = new ParallaxWatch();
  #track = NaN;
  #spectrum: Spectrum = 'colour';
  #beside = 0;
  #frames = 0;

  constructor(mean: MeanHead) {
    this.#mean = mean;
  }

  /** @returns what all looks of the face say together; the latest replaces those before */
  add({ track, spectrum, picture, head, landmarks }: FollowedLook): MotionEvidence {
    if (track !== this.#track) {
      this.#beside = 0;
      this.#frames = 0;
    }
    // Landmarks lie a little elsewhere in infrared.
    if (track !== this.#track || spectrum !== this.#spectrum) this.#parallax.clear();
    this.#track = track;
    this.#spectrum = spectrum;
    const toHead = head.alignment.transform;
    this.#beside += planeBesideFace(picture, toHead);
    this.#frames++;
    if (landmarks !== null) {
      const { intrinsics } = picture.camera;
      this.#parallax.add(facingLook(landmarks, head.pose, toHead, this.#mean, intrinsics));
    }
    return this.#evidence();
  }

  #evidence(): MotionEvidence {
    const parallax = this.#parallax.evidence().logOdds;
    const isEnough = this.#frames >= FEWEST_FRAMES;
    const isBeside = isEnough && this.#beside / this.#frames >= SHEET_BESIDE;
    const beside = isBeside ? OF_SHEET_BESIDE : 0;
    const logOdds = parallax + beside;
    if (logOdds >= 0) return { logOdds, because: null };
    return { logOdds, because: parallax < beside ? 'moves-as-a-sheet' : 'sheet-around' };
  }
}

/**
 * A verdict on a relief, with what the frames so far say. A head's relief that moves as a sheet, or lies in one, is not
 * live; a relief that is no face stays so whatever else is seen, and an undecided one undecided.
 */
export function withMotion(
  verdict: LivenessVerdict,
  { logOdds: added, because }: MotionEvidence,
): LivenessVerdict {
  if (verdict.kind !== 'live') return verdict;
  const logOdds = Math.max(-LARGEST, Math.min(LARGEST, verdict.logOdds + added));
  if (logOdds >= 0 || because === null) return { kind: 'live', logOdds };
  return { kind: 'not-live', reliefMm: Infinity, because, logOdds };
}
