/** What the measured shape of a head says in an attempt. */
import type { ShapeEvidence } from './evidence.ts';

// Until shapes are measured.
export type ShapeLook = never;
export type FusedShape = never;
export type OwnerShape = never;
export type ShapeStatistics = never;
export const fuseShape = (before: FusedShape | null, _look: ShapeLook): FusedShape | null => before;

export function shapeEvidence(
  _fused: FusedShape | null,
  _owner: OwnerShape | null,
  _statistics: ShapeStatistics | null,
): ShapeEvidence {
  return { kind: 'measured', ratio: 0, refuses: false };
}
