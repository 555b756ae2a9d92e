import { succeed, type Result } from '../../../../contract/problem.ts';
import type { ViewMesh } from '../drawing/view-mesh.ts';
import type { Figure, WeightedMesh } from '../figure.ts';
import { NO_MESH } from './grid-mesh.ts';

/** A hand turns a sheet no farther than this, degrees. */
const FARTHEST = { yaw: 56, pitch: 32 } as const;
/** Any: nothing of a sheet lies deeper than its front. */
const FRONT_MM = 1000;

/** Something without a head: it turns about its own middle, which is at the distance of the scene. */
export class StillFigure implements Figure {
  readonly archive;
  readonly torso: ViewMesh = NO_MESH;
  readonly attached: readonly ViewMesh[];

  constructor(meshes: readonly ViewMesh[], interOcularMm: number) {
    const pivot: readonly [number, number, number] = [0, 0, FRONT_MM];
    this.archive = { pivot, faceDistanceMm: FRONT_MM, interOcularMm };
    this.attached = meshes;
  }

  clamp(yaw: number, pitch: number): { yaw: number; pitch: number } {
    const within = (value: number, limit: number): number =>
      Math.min(limit, Math.max(-limit, value));
    return { yaw: within(yaw, FARTHEST.yaw), pitch: within(pitch, FARTHEST.pitch) };
  }

  headAt(): Promise<Result<readonly WeightedMesh[]>> {
    return Promise.resolve(succeed([]));
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }
}
