import { succeed, type Result } from '../../../../contract/problem.ts';
import { rotate } from '../../../geometry/rigid.ts';
import type { ViewMesh } from '../drawing/view-mesh.ts';
import type { Figure, WeightedMesh } from '../figure.ts';
import type { VirtualPerson } from '../virtual-person.ts';
import { forEachNode } from './head-map.ts';

/** A point of a head that looks straight ahead, mm from the point it turns about; may be changed. */
export interface HeadPoint {
  readonly x: number;
  readonly y: number;
  z: number;
  color: number;
  surface: number;
}

export interface HeadChanges {
  /** Changes a point of the head, the same in every picture; default: none is changed. */
  readonly change?: (point: HeadPoint) => void;
  /** Default: the person's. */
  readonly torso?: ViewMesh;
  readonly attached?: readonly ViewMesh[];
}

/** A person's head with other colours, another relief, or something before it. */
export class ChangedHead implements Figure {
  readonly archive;
  readonly torso: ViewMesh;
  readonly attached: readonly ViewMesh[];
  readonly #person: VirtualPerson;
  readonly #change: ((point: HeadPoint) => void) | null;
  /** Lives as long as the person keeps the picture. */
  readonly #changed = new WeakMap<ViewMesh, ViewMesh>();

  constructor(person: VirtualPerson, { change, torso, attached }: HeadChanges) {
    this.#person = person;
    this.#change = change ?? null;
    this.archive = person.archive;
    this.torso = torso ?? person.torso;
    this.attached = attached ?? [];
  }

  clamp(yaw: number, pitch: number): { yaw: number; pitch: number } {
    return this.#person.clamp(yaw, pitch);
  }

  async headAt(yaw: number, pitch: number): Promise<Result<readonly WeightedMesh[]>> {
    const head = await this.#person.headAt(yaw, pitch);
    if (!head.ok || this.#change === null) return head;
    const change = this.#change;
    return succeed(
      head.value.map(({ mesh, weight }) => {
        const changed = this.#changed.get(mesh) ?? changeMesh(mesh, change);
        this.#changed.set(mesh, changed);
        return { mesh: changed, weight };
      }),
    );
  }

  async prepare(yaw: number, pitch: number): Promise<void> {
    await this.headAt(yaw, pitch);
  }
}

function changeMesh(mesh: ViewMesh, change: (point: HeadPoint) => void): ViewMesh {
  const positions = Float32Array.from(mesh.positions);
  const colors = Uint32Array.from(mesh.colors);
  const surfaces = Uint8Array.from(mesh.surfaces);
  forEachNode(mesh, (node, x, y, z) => {
    const point = { x, y, z, color: colors[node] ?? 0, surface: surfaces[node] ?? 0 };
    change(point);
    colors[node] = point.color;
    surfaces[node] = point.surface;
    const rotation = mesh.rotations[mesh.levels[node] ?? 0];
    if (point.z !== z && rotation !== undefined) {
      positions.set(rotate(rotation, x, y, point.z), 3 * node);
    }
  });
  return { ...mesh, positions, colors, surfaces };
}
