/** The face that was before the camera last, for a decision that comes a moment later: the right PIN. A pure record. */
import type { AddedLook, Reference } from '../../../contract/engine/engine-messages.ts';
import type { FaceEmbedding } from '../../../contract/face-embedding.ts';
import type { FusedShape, OwnerShape, ShapeStatistics } from '../../../contract/head-shape.ts';
import type { Observation } from '../../../contract/observation.ts';
import { shapeEvidence } from '../attempt/shape-evidence.ts';
import type { Nearest } from '../attempt/lock-rules.ts';
import { fuseShape } from '../shape/fuse-shape.ts';
import { isWellSeen } from '../usable-frame.ts';
import { LEAST_LIVENESS } from '../attempt/evidence.ts';
import type { DecidedLook } from './adaptation.ts';

interface SeenLook extends Reference {
  readonly personId: string;
  readonly enrolledDistance: number;
  readonly threshold: number;
  readonly atMs: number;
}

export interface RecentFace {
  /** As in `Observation`: it ends when another face is followed. */
  readonly track: number;
  readonly shape: FusedShape | null;
  /** The look that came nearest to whom it is nearest to. */
  readonly best: SeenLook | null;
  readonly ownerShape: OwnerShape | null;
}

export interface SeenFrame {
  readonly observation: Observation;
  readonly embedding: FaceEmbedding | null;
  /** Null: nobody may be compared with it. */
  readonly nearest: Nearest | null;
  /** By a clock that does not jump. */
  readonly nowMs: number;
}

/** A look that is not live, or shows another face, ends what was known; frames without a face leave it. */
export function seeFrame(before: RecentFace | null, frame: SeenFrame): RecentFace | null {
  const { observation, embedding, nearest, nowMs } = frame;
  if (observation.kind === 'no-face') return before;
  const { track, liveness, pose, spectrum } = observation;
  if (liveness.kind === 'not-live') return null;
  const known = before?.track === track ? before : null;
  const isUseful = liveness.kind === 'live' && liveness.logOdds >= LEAST_LIVENESS;
  if (!isUseful || !isWellSeen(observation) || embedding === null || nearest === null) return known;
  const shape =
    embedding.shape === null
      ? (known?.shape ?? null)
      : fuseShape(known?.shape ?? null, embedding.shape);
  const { personId, threshold } = nearest;
  const enrolledDistance = nearest.enrolledDistance ?? nearest.distance;
  const { yaw, pitch } = pose;
  const look: SeenLook = {
    ...{ personId, enrolledDistance, threshold, spectrum, yaw, pitch },
    embedding: embedding.vector,
    atMs: nowMs,
  };
  const best = known?.best ?? null;
  const isBetter =
    best === null || best.personId !== personId || enrolledDistance < best.enrolledDistance;
  return { track, shape, best: isBetter ? look : best, ownerShape: nearest.shape };
}

/** What is known of the face as a look of this person, and how long ago it was; null: it was nobody like them. */
export function lookOf(
  recent: RecentFace | null,
  personId: string,
  nowMs: number,
  rules: { readonly shape: ShapeStatistics | null; readonly leastShape: number },
): { readonly look: DecidedLook; readonly sinceMs: number } | null {
  if (recent?.best?.personId !== personId) return null;
  const { embedding, yaw, pitch, spectrum, enrolledDistance, threshold, atMs } = recent.best;
  const evidence = shapeEvidence(recent.shape, recent.ownerShape, rules.shape);
  const isTheirHead =
    evidence.kind === 'measured' &&
    !evidence.refuses &&
    evidence.ratio >= Math.max(0, rules.leastShape);
  const look = { embedding, yaw, pitch, spectrum, enrolledDistance, threshold, isTheirHead };
  return { look, sinceMs: nowMs - atMs };
}

/** Whether they are the same looks, serving as many matches. */
export const areSame = (a: readonly AddedLook[], b: readonly AddedLook[]): boolean =>
  a.length === b.length &&
  a.every(({ addedMs, matchesLeft }, i) => {
    const other = b[i];
    return other?.addedMs === addedMs && other.matchesLeft === matchesLeft;
  });
