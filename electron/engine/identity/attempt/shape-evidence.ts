/** What the measured shape of a head says in an attempt. */
import type { FusedShape, OwnerShape, ShapeStatistics } from '../../../contract/head-shape.ts';
import { judgeShape, shapeLogRatio } from '../shape/compare-shapes.ts';
import type { ShapeEvidence } from './evidence.ts';

/** @param statistics null where shape is not measured: nobody passes by it then */
export function shapeEvidence(
  fused: FusedShape | null,
  owner: OwnerShape | null,
  statistics: ShapeStatistics | null,
): ShapeEvidence {
  if (statistics === null) return { kind: 'not-enrolled' };
  const verdict = judgeShape(fused, owner, statistics);
  if (verdict === 'not-enrolled') return { kind: 'not-enrolled' };
  const ratio = shapeLogRatio(fused, owner, statistics);
  if (verdict === 'undecided' || ratio === null) return { kind: 'not-seen' };
  return { kind: 'measured', ratio, refuses: verdict === 'refuses' };
}
