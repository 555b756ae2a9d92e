/** What speaks for one person while looks agree on them. */
import type { FusedShape, OwnerShape, ShapeLook } from '../../../contract/head-shape.ts';
import { addLook, type DistinctLook, type JudgedLook } from './distinct-looks.ts';
import { identityOf, livenessOf, type Evidence } from './evidence.ts';
import type { LockRules, Nearest } from './lock-rules.ts';
import { fuseShape } from '../shape/fuse-shape.ts';
import { shapeEvidence } from './shape-evidence.ts';
import type { TurnChallenge } from './turn-challenge.ts';

export interface Case {
  readonly personId: string;
  readonly looks: readonly DistinctLook[];
  /** The largest of the comparisons so far. */
  readonly correlation: number;
  /** What all looks say of the shape of the head; null: nothing yet. */
  readonly shape: FusedShape | null;
  /** Whether one of the looks showed open eyes that look at the camera. */
  readonly eyesSeen: boolean;
  /** The turn that was asked for; null: none yet. */
  readonly turn: TurnChallenge | null;
}

/** @param before null, or of somebody else: the case begins with this look */
export function addToCase(
  before: Case | null,
  { personId, scale }: Nearest,
  look: JudgedLook,
  shape: ShapeLook | null,
): Case {
  const known = before?.personId === personId ? before : null;
  const fused = known?.shape ?? null;
  return {
    personId,
    looks: addLook(known?.looks ?? [], look),
    correlation: Math.max(known?.correlation ?? 0, scale?.correlation ?? 1),
    shape: shape === null ? fused : fuseShape(fused, shape),
    eyesSeen: (known?.eyesSeen ?? false) || look.isAttentive,
    turn: known?.turn ?? null,
  };
}

/** The case without what looks from aside said; null if nothing else did. */
export function withoutAside(before: Case | null): Case | null {
  if (before === null) return null;
  const looks = before.looks.filter(({ isAside }) => !isAside);
  return looks.length === 0 ? null : { ...before, looks };
}

export function evidenceOf(
  { looks, correlation, shape }: Case,
  owner: OwnerShape | null,
  { shape: statistics }: LockRules,
): Evidence {
  return {
    identity: identityOf(looks, correlation),
    liveness: livenessOf(looks),
    shape: shapeEvidence(shape, owner, statistics),
  };
}
