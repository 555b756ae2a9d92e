/** Whose face an enrolment has captured, where somebody who is enrolled has the same. */
import type { Reference } from '../../contract/engine/engine-messages.ts';
import type { Trust } from '../../contract/frame.ts';
import { withoutQuality } from '../../contract/face-embedding.ts';
import { thresholdFor, type MatchThresholds } from '../../contract/identity.ts';
import { personDistances, type PackedGallery } from './matching.ts';

/** Turned heads of two people lie nearer than their frontal views: only what speaks for opening is compared. */
const MOST_YAW = 25;
const MOST_PITCH = 20;
/**
 * A look that lies nearer than this to what is stored, as a multiple of the threshold, adds little. Virtual people seen
 * once more lie at 0.24 (median of 24 looks round the ring), and at 0.29 when they sit 250 mm farther away.
 */
const KNOWN = 0.35;
/** So many of the compared looks have to pass for the same person's. */
const SHARE = 0.5;

export interface Likeness {
  readonly personId: string;
  /** Share of the captured looks that this person's lock would take for theirs, 0.5 to 1. */
  readonly share: number;
}

/** Whoever most of the captured looks pass for; null: nobody, or nobody can be compared. */
export function lookalike(
  references: readonly Reference[],
  gallery: PackedGallery,
  thresholds: MatchThresholds,
  trust: Trust,
): Likeness | null {
  const ahead = references.filter(isAhead);
  const passed = new Map<string, number>();
  for (const reference of ahead) {
    for (const [personId, ratio] of ratiosOf(reference, gallery, thresholds, trust)) {
      if (ratio <= 1) passed.set(personId, (passed.get(personId) ?? 0) + 1);
    }
  }
  const [likest] = Array.from(passed, ([personId, looks]) => ({
    personId,
    share: looks / ahead.length,
  })).sort((a, b) => b.share - a.share);
  return likest !== undefined && likest.share >= SHARE ? likest : null;
}

/** Whether half of what was captured lies so near to what is stored of this person that it adds little. */
export function isKnownLook(
  references: readonly Reference[],
  gallery: PackedGallery,
  thresholds: MatchThresholds,
  trust: Trust,
  personId: string,
): boolean {
  const near = references.filter((reference) => {
    const ratio = ratiosOf(reference, gallery, thresholds, trust).get(personId);
    return ratio !== undefined && ratio <= KNOWN;
  });
  return references.length > 0 && near.length >= SHARE * references.length;
}

const isAhead = ({ yaw, pitch }: Reference): boolean =>
  Math.abs(yaw) <= MOST_YAW && Math.abs(pitch) <= MOST_PITCH;

/** Distances to everybody as multiples of the threshold that counts; the smaller of a person's, where there are two. */
function ratiosOf(
  { embedding, spectrum }: Reference,
  gallery: PackedGallery,
  thresholds: MatchThresholds,
  trust: Trust,
): Map<string, number> {
  const ratios = new Map<string, number>();
  for (const found of personDistances(withoutQuality(embedding), gallery, trust, spectrum)) {
    const { personId, distance, comparison } = found;
    const ratio = distance / thresholdFor(trust, thresholds, comparison);
    ratios.set(personId, Math.min(ratio, ratios.get(personId) ?? Infinity));
  }
  return ratios;
}
