/** Rules, owners and looks for tests of the lock. */
import { EMBEDDING_LENGTH, type FaceEmbedding } from '../../../contract/face-embedding.ts';
import type { IdentityScales, RatioScale, RatioScales } from '../../../contract/evidence.ts';
import type {
  FusedShape,
  OwnerShape,
  ShapeLook,
  ShapeStatistics,
} from '../../../contract/head-shape.ts';
import type { MatchThresholds } from '../../../contract/identity.ts';
import { DEFAULT_SECURITY } from '../../../contract/security.ts';
import { fuseShape } from '../shape/fuse-shape.ts';
import { lookAt, PLAIN_SHAPE } from '../shape/shape-fixture.ts';
import { ownerShapeOf } from '../shape/shape-estimate.ts';
import type { LockRules } from './lock-rules.ts';

/** One look is enough to measure a head by. */
export const QUICK_SHAPE: ShapeStatistics = { ...PLAIN_SHAPE, fewestLooks: 1 };

/** A scale by which whatever lies below the threshold is sure, and whatever lies far above is somebody else. */
export const sureBelow = (threshold: number): RatioScale => ({
  ratios: [
    [threshold, 12],
    [threshold + 0.01, -1],
    [threshold + 0.08, -6],
  ],
  correlation: 0.5,
});

export function scalesFor({ people, renderedPeople, infrared }: MatchThresholds): IdentityScales {
  const of = (kind: 'people' | 'renderedPeople', colour: number): RatioScales =>
    infrared === undefined
      ? { colour: sureBelow(colour) }
      : {
          colour: sureBelow(colour),
          infrared: sureBelow(infrared.infrared[kind]),
          'infrared-to-colour': sureBelow(infrared['infrared-to-colour'][kind]),
        };
  return { people: of('people', people), renderedPeople: of('renderedPeople', renderedPeople) };
}

/** Rules by which every look below the threshold is evidence enough. */
export const rulesFor = (
  thresholds: MatchThresholds,
  changes: Partial<LockRules> = {},
): LockRules => ({
  thresholds,
  scales: scalesFor(thresholds),
  shape: QUICK_SHAPE,
  security: DEFAULT_SECURITY,
  ...changes,
});

/** The head of all owners in tests. */
const OWNERS_HEAD = 3;
export const OWNER_SHAPE: OwnerShape = enrolledShape();

function enrolledShape(): OwnerShape {
  let fused: FusedShape | null = null;
  for (let k = 0; k < 3 * QUICK_SHAPE.fewestOwnerLooks; k++) {
    fused = fuseShape(fused, lookAt(OWNERS_HEAD, { yaw: 10 * (k % 3) }));
  }
  const shape = ownerShapeOf(fused, QUICK_SHAPE);
  if (shape === null) throw new Error('too few looks to enrol');
  return shape;
}

export interface SeenHead {
  /** Degrees. */
  readonly yaw?: number;
  readonly pitch?: number;
  /** Whose shape of the head; null: it was not measured. */
  readonly head?: 'owner' | 'other' | null;
}

/** What an encoder says of a head: the farther it turns, the more its embedding moves. */
export function embeddingFor({ yaw = 0, pitch = 0, head = 'owner' }: SeenHead): FaceEmbedding {
  const vector = new Float32Array(EMBEDDING_LENGTH);
  const aside = (yaw * Math.PI) / 180;
  const up = (pitch * Math.PI) / 180;
  vector[0] = Math.cos(aside) * Math.cos(up);
  vector[1] = Math.sin(aside) * Math.cos(up);
  vector[2] = Math.sin(up);
  return { vector, quality: 0, handicap: 0, shape: shapeFor(head, yaw, pitch) };
}

function shapeFor(head: 'owner' | 'other' | null, yaw: number, pitch: number): ShapeLook | null {
  return head === null
    ? null
    : lookAt(head === 'owner' ? OWNERS_HEAD : -OWNERS_HEAD, { yaw, pitch });
}
