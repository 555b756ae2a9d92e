/**
 * Looks of one attempt that say something new.
 *
 * Frames of a face that stays as it is differ by noise only. Their errors are one and the same, so they are one look,
 * seen several times: more of them average the noise and add nothing else. A face that has turned is another look.
 */
import type { Spectrum } from '../../../contract/frame.ts';
import { distance } from '../embedding.ts';

/** One frame that was judged. */
export interface JudgedLook {
  /** 128 numbers of unit length. */
  readonly embedding: Float32Array;
  readonly spectrum: Spectrum;
  /** Degrees. */
  readonly yaw: number;
  readonly pitch: number;
  /** Log likelihood ratio of identity. */
  readonly ratio: number;
  /** Log odds of a living face. */
  readonly liveness: number;
  /** Seen from aside (`usable-frame.ts`). */
  readonly isAside: boolean;
  /** The eyes are open, and look at the camera. */
  readonly isAttentive: boolean;
}

/** What the frames of a look say on average. */
export interface DistinctLook extends JudgedLook {
  /** How many frames, up to `AVERAGED`. */
  readonly frames: number;
}

/**
 * A new look differs from every other in both ways. Frames of a still head at 1.2 m differ by 1° and by embeddings 0.13
 * to 0.37 apart, so neither alone would do: embeddings also differ by noise, and a picture that is tilted turns too.
 */
const TURNED_DEGREES = 6;
const OTHER_EMBEDDING = 0.12;

/** So many distinct looks count, the last ones: what a face looked like from far away is forgotten when it is near. */
const KEPT = 4;
/** The average of a look moves on with every frame after this many. */
const AVERAGED = 15;
/** A look of fewer frames counts by its share of so many: one glitch is no evidence. */
const WHOLE_FRAMES = 3;

/** The distinct looks after a frame, the last one seen at the end. */
export function addLook(known: readonly DistinctLook[], look: JudgedLook): readonly DistinctLook[] {
  const same = nearestSame(known, look);
  const others = known.filter((other) => other !== same);
  return [...others, same === null ? { ...look, frames: 1 } : averaged(same, look)].slice(-KEPT);
}

/** The known look that this frame shows again; null: it shows a new one. */
function nearestSame(known: readonly DistinctLook[], look: JudgedLook): DistinctLook | null {
  let nearest: DistinctLook | null = null;
  let least = Infinity;
  for (const other of known) {
    if (other.spectrum !== look.spectrum) continue;
    const apart = distance(other.embedding, look.embedding);
    const turned = Math.hypot(other.yaw - look.yaw, other.pitch - look.pitch);
    // What is no number is nothing new.
    const isNew = turned >= TURNED_DEGREES && apart >= OTHER_EMBEDDING;
    if (isNew || turned >= least) continue;
    nearest = other;
    least = Number.isNaN(turned) ? 0 : turned;
  }
  return nearest;
}

function averaged(known: DistinctLook, look: JudgedLook): DistinctLook {
  const frames = Math.min(AVERAGED, known.frames + 1);
  const mean = (before: number, now: number): number => before + (now - before) / frames;
  return {
    ...known,
    embedding: known.embedding.map((x, i) => mean(x, look.embedding[i] ?? NaN)),
    ratio: mean(known.ratio, look.ratio),
    liveness: mean(known.liveness, look.liveness),
    frames,
  };
}

/** How much a look counts, 0 to 1. */
const weightOf = ({ frames }: DistinctLook): number => Math.min(1, frames / WHOLE_FRAMES);

/** Mean of what the looks say, each by its weight; 0 of none. */
export function meanOf(looks: readonly DistinctLook[], of: (look: DistinctLook) => number): number {
  const weight = looks.reduce((sum, look) => sum + weightOf(look), 0);
  return weight === 0
    ? 0
    : looks.reduce((sum, look) => sum + weightOf(look) * of(look), 0) / weight;
}

/**
 * Number of independent looks that these are worth: n / (1 + (n − 1) ρ), the design effect of clusters (Kish, "Survey
 * Sampling", 1965); at most 1 / ρ, however many they are.
 *
 * @param correlation ρ of the distances of one person's looks, 0 to 1
 */
export function effectiveLooks(looks: readonly DistinctLook[], correlation: number): number {
  const count = looks.reduce((sum, look) => sum + weightOf(look), 0);
  return count <= 1 ? count : count / (1 + (count - 1) * correlation);
}
