/** Which depths a picture spreads its colours over: those of what is looked at. */
import type { Observation } from '../../electron/contract/observation.ts';
import type { FrameMessage, RegisteredImages } from '../../electron/contract/window/bridge.ts';

/** Millimetres; nearer and farther readings take the end colours. */
export interface DepthRange {
  readonly nearMm: number;
  readonly farMm: number;
}

/** Of a room that has not been seen yet. */
export const USUAL_RANGE: DepthRange = { nearMm: 500, farMm: 3000 };

/** What of a head's surroundings is shown: noses, hair and shoulders, not the wall. */
const BEFORE_FACE_MM = 60;
const BEHIND_FACE_MM = 260;
/** Shares of the readings of a room that lie before and behind the range. */
const NEAR_SHARE = 0.02;
const FAR_SHARE = 0.98;
/** Not narrower, or noise would take the whole palette. */
const NARROWEST_MM = 200;
/** About so many readings are looked at. */
const READINGS = 1500;
/** A range is followed only once it lies so far from the one that is shown, as a share of its width. */
const DEADBAND = 0.08;
/** 63 % of a change are done after this. */
const FOLLOW_MS = 250;
/** A frame so long after the last one does not follow it: the range is there at once. */
const LONGEST_STEP_MS = 2000;

/** The range for a frame; null where it has too few readings to tell. */
export function wantedRange(
  images: Pick<RegisteredImages, 'width' | 'height' | 'depth'>,
  faceMm: number | null,
): DepthRange | null {
  if (faceMm !== null && faceMm > 0) {
    return { nearMm: Math.max(1, faceMm - BEFORE_FACE_MM), farMm: faceMm + BEHIND_FACE_MM };
  }
  const { width, height, depth } = images;
  const step = Math.max(1, Math.floor(Math.sqrt((width * height) / READINGS)));
  const readings: number[] = [];
  for (let y = step >> 1; y < height; y += step) {
    for (let x = step >> 1; x < width; x += step) {
      const depthMm = depth[y * width + x] ?? 0;
      if (depthMm > 0) readings.push(depthMm);
    }
  }
  if (readings.length < 20) return null;
  readings.sort((a, b) => a - b);
  const at = (share: number): number => readings[Math.floor(share * (readings.length - 1))] ?? 0;
  return widened({ nearMm: at(NEAR_SHARE), farMm: at(FAR_SHARE) });
}

function widened({ nearMm, farMm }: DepthRange): DepthRange {
  const missing = Math.max(0, NARROWEST_MM - (farMm - nearMm)) / 2;
  return { nearMm: Math.max(1, nearMm - missing), farMm: farMm + missing };
}

/** Follows the wanted range without flicker. Pictures and legend of a screen share one, so that they agree. */
export class DepthRangeFollower {
  #target: DepthRange | null = null;
  #shown: DepthRange = USUAL_RANGE;
  #sequence: number | null = null;
  #timeMs = 0;

  /** The range after the last frame. */
  get range(): DepthRange {
    return this.#shown;
  }

  /** The range for this frame; asked again for the same one, the same. */
  follow(frame: FrameMessage, observation: Observation | null): DepthRange {
    const { registered, sequence, timeMs } = frame;
    if (registered === null || sequence === this.#sequence) return this.#shown;
    const elapsedMs = timeMs - this.#timeMs;
    const isFirst = this.#sequence === null || elapsedMs < 0 || elapsedMs > LONGEST_STEP_MS;
    this.#sequence = sequence;
    this.#timeMs = timeMs;
    const face = observation?.kind === 'face' ? observation.pose.distanceMm : null;
    const wanted = wantedRange(registered, face);
    if (wanted === null) return this.#shown;
    if (this.#target === null || isFirst || isElsewhere(wanted, this.#target)) {
      this.#target = wanted;
    }
    const share = isFirst ? 1 : 1 - Math.exp(-elapsedMs / FOLLOW_MS);
    this.#shown = between(this.#shown, this.#target, share);
    return this.#shown;
  }
}

function isElsewhere(wanted: DepthRange, target: DepthRange): boolean {
  const tolerated = DEADBAND * (target.farMm - target.nearMm);
  return (
    Math.abs(wanted.nearMm - target.nearMm) > tolerated ||
    Math.abs(wanted.farMm - target.farMm) > tolerated
  );
}

const between = (from: DepthRange, to: DepthRange, share: number): DepthRange => ({
  nearMm: from.nearMm + share * (to.nearMm - from.nearMm),
  farMm: from.farMm + share * (to.farMm - from.farMm),
});

/** Round steps of a legend, millimetres. */
const STEPS_MM = [20, 50, 100, 200, 500, 1000, 2000, 5000];
const MOST_MARKS = 6;

/** Round depths inside the range for a legend, ascending; six at the most. */
export function marksOf({ nearMm, farMm }: DepthRange): number[] {
  const step =
    STEPS_MM.find((candidate) => (farMm - nearMm) / candidate <= MOST_MARKS - 0.5) ?? 10_000;
  const marks: number[] = [];
  for (let mark = Math.ceil(nearMm / step) * step; mark <= farMm; mark += step) marks.push(mark);
  return marks;
}
