import { succeed } from '../../../contract/problem.ts';
import type { Result } from '../../../contract/problem.ts';
import type { AtlasArchive } from './atlas/atlas-file.ts';
import type { Figure, WeightedMesh } from './figure.ts';
import { torsoSampling, torsoToFloor } from './drawing/torso-to-floor.ts';
import { buildViewMesh } from './drawing/view-mesh.ts';
import type { ViewMesh } from './drawing/view-mesh.ts';
import { chooseViews, viewSpacing } from './atlas/view-choice.ts';

/** About a megabyte each: enough for a slow turn back and forth without unpacking anew. */
const KEPT_VIEWS = 48;

/** The meshes of one atlas, unpacked when a pose needs them and kept while they are in use. */
export class VirtualPerson implements Figure {
  readonly archive: AtlasArchive;
  readonly torso: ViewMesh;
  readonly attached: readonly ViewMesh[] = [];
  readonly #spacing: number;
  /** In order of last use, oldest first. */
  readonly #meshes = new Map<number, ViewMesh>();
  readonly #pending = new Map<number, Promise<Result<ViewMesh>>>();

  private constructor(archive: AtlasArchive, torso: ViewMesh) {
    this.archive = archive;
    this.torso = torso;
    this.#spacing = viewSpacing(archive.head);
  }

  static async create(archive: AtlasArchive): Promise<Result<VirtualPerson>> {
    const torso = await archive.readTorso();
    return torso.ok
      ? succeed(
          new VirtualPerson(
            archive,
            buildViewMesh(archive, torsoToFloor(torso.value), torsoSampling(torso.value)),
          ),
        )
      : torso;
  }

  clamp(yaw: number, pitch: number): { yaw: number; pitch: number } {
    const within = (value: number, all: readonly number[]): number =>
      Math.min(Math.max(...all), Math.max(Math.min(...all), value));
    const { head } = this.archive;
    return {
      yaw: within(
        yaw,
        head.map((view) => view.yaw),
      ),
      pitch: within(
        pitch,
        head.map((view) => view.pitch),
      ),
    };
  }

  async headAt(yaw: number, pitch: number): Promise<Result<readonly WeightedMesh[]>> {
    const meshes: WeightedMesh[] = [];
    for (const { index, weight } of chooseViews(this.archive.head, this.#spacing, yaw, pitch)) {
      const mesh = await this.#mesh(index);
      if (!mesh.ok) {
        return mesh;
      }
      meshes.push({ mesh: mesh.value, weight });
    }
    return succeed(meshes);
  }

  async prepare(yaw: number, pitch: number): Promise<void> {
    await this.headAt(yaw, pitch);
  }

  async #mesh(index: number): Promise<Result<ViewMesh>> {
    const kept = this.#meshes.get(index);
    if (kept !== undefined) {
      this.#keep(index, kept);
      return succeed(kept);
    }
    const pending = this.#pending.get(index) ?? this.#unpack(index);
    this.#pending.set(index, pending);
    return pending;
  }

  async #unpack(index: number): Promise<Result<ViewMesh>> {
    const view = await this.archive.readHead(index);
    this.#pending.delete(index);
    if (!view.ok) {
      return view;
    }
    const mesh = buildViewMesh(this.archive, view.value);
    this.#keep(index, mesh);
    return succeed(mesh);
  }

  #keep(index: number, mesh: ViewMesh): void {
    this.#meshes.delete(index);
    this.#meshes.set(index, mesh);
    for (const oldest of this.#meshes.keys()) {
      if (this.#meshes.size <= KEPT_VIEWS) {
        break;
      }
      this.#meshes.delete(oldest);
    }
  }
}
