import type {
  FusedShape,
  ShapeLook,
  ShapeStatistics,
} from '../../../electron/contract/head-shape.ts';
import {
  judgeShape,
  unlimitedRatio,
  type ShapeVerdict,
} from '../../../electron/engine/identity/shape/compare-shapes.ts';
import { fuseShape } from '../../../electron/engine/identity/shape/fuse-shape.ts';
import { ownerShapeOf } from '../../../electron/engine/identity/shape/shape-estimate.ts';

/** A shot and what it says of the shape of the head. */
export interface ShapedShot {
  readonly person: string;
  readonly shape?: ShapeLook | null;
}

export interface ShapeJudgement {
  readonly verdict: ShapeVerdict;
  /** Log ratio without limits; null where nothing can be compared. */
  readonly ratio: number | null;
}

/**
 * What shape alone says of single shots: each is compared with what all other genuine shots of the person whom it
 * claims to be say together. A shot is one look and a person has some, fewer than the lock wants, so nothing waits here
 * for more.
 */
export function shapeVeto(
  genuine: readonly ShapedShot[],
  statistics: ShapeStatistics,
): (shot: ShapedShot) => ShapeJudgement {
  const single = { ...statistics, fewestLooks: 1, fewestOwnerLooks: 1 };
  const fuse = (shots: readonly ShapedShot[]): FusedShape | null =>
    shots.reduce<FusedShape | null>(
      (before, { shape }) =>
        shape === undefined || shape === null ? before : fuseShape(before, shape),
      null,
    );
  return (shot) => {
    const others = genuine.filter((own) => own.person === shot.person && own !== shot);
    const owner = ownerShapeOf(fuse(others), single);
    const seen = fuse([shot]);
    return {
      verdict: judgeShape(seen, owner, single),
      ratio: unlimitedRatio(seen, owner, single),
    };
  };
}
