/** Where the explorer's embeddings come from. A further source is a function more in `explorerSources`. */
import { readVirtualPeople } from '../../base/virtual-people-file.ts';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import {
  encoderVersionOf,
  type AttemptLook,
  type ExplorerPoint,
  type ExplorerSet,
} from '../../contract/explorer.ts';
import type { AppState } from '../../contract/window/app-state.ts';

/** Called for each request, while it is open. What it gives is checked by nobody: only main may be one. */
export type ExplorerSource = () => readonly ExplorerSet[] | Promise<readonly ExplorerSet[]>;

export interface ExplorerSourceOptions {
  readonly assets: string;
  readonly store: { readonly state: Pick<AppState, 'engine'> };
  readonly vault: { gallery(): readonly GalleryEntry[] };
  readonly opened: { sets(): readonly ExplorerSet[] };
  readonly engine: { recentAttempts(): Promise<readonly AttemptLook[]> };
}

export function explorerSources(options: ExplorerSourceOptions): readonly ExplorerSource[] {
  const { assets, store, vault, opened, engine } = options;
  let shipped: Promise<ExplorerSet | null> | null = null;
  return [
    () => referenceSets(vault.gallery()),

    async () => {
      const running = store.state.engine;
      if (running.phase !== 'running') return [];
      return attemptSets(await engine.recentAttempts(), running.encoder, vault.gallery());
    },

    () => opened.sets(),

    async () => {
      shipped ??= readVirtualPeople(assets);
      const people = await shipped;
      return people === null ? [] : [people];
    },
  ];
}

/** What is stored of enrolled people, and was added to it since: a set for each encoder. */
export function referenceSets(gallery: readonly GalleryEntry[]): ExplorerSet[] {
  const encoders = [...new Set(gallery.map(({ encoder }) => encoder))];
  return encoders.map((encoder) => ({
    kind: 'references',
    name: '',
    encoder: encoderVersionOf(encoder),
    points: gallery.filter((entry) => entry.encoder === encoder).flatMap(pointsOf),
  }));
}

function pointsOf({ name, trust, references, added = [] }: GalleryEntry): ExplorerPoint[] {
  const known = { person: name, trust, handicap: 0 } as const;
  return [
    ...references.map(({ embedding, yaw, pitch, spectrum }) => ({
      ...{ embedding, yaw, pitch, spectrum, ...known },
      timeIso: null,
    })),
    ...added.map(({ embedding, yaw, pitch, spectrum, addedMs }) => ({
      ...{ embedding, yaw, pitch, spectrum, ...known },
      timeIso: isoOf(addedMs),
    })),
  ];
}

/** Attempts of this run of the engine; none, no set. */
export function attemptSets(
  attempts: readonly AttemptLook[],
  encoder: string,
  gallery: readonly GalleryEntry[],
): ExplorerSet[] {
  if (attempts.length === 0) return [];
  const names = new Map(gallery.map(({ personId, name }) => [personId, name]));
  const points = attempts.map(({ personId, atMs, ...look }): ExplorerPoint => ({
    ...look,
    person: personId === null ? null : (names.get(personId) ?? null),
    opened: personId !== null,
    timeIso: isoOf(atMs),
  }));
  return [{ kind: 'attempts', name: '', encoder: encoderVersionOf(encoder), points }];
}

/** A file's or engine's time may be any number. */
function isoOf(timeMs: number): string | null {
  const time = new Date(timeMs);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
