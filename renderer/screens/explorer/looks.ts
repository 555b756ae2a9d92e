/** The looks of the sets that are shown, in one list: what the map, the figures and the tables are made of. */
import type { ExplorerPoint, ExplorerSet } from '../../../electron/contract/explorer.ts';

export interface Look {
  readonly point: ExplorerPoint;
  readonly set: ExplorerSet;
  /** Names of different sources are different people; null: not known whose it is. */
  readonly owner: string | null;
  readonly pose: Pose;
}

export const POSES = ['ahead', 'left', 'right', 'up', 'down'] as const;
export type Pose = (typeof POSES)[number];

/** Within so many degrees a head looks ahead. */
const AHEAD_YAW = 10;
const AHEAD_PITCH = 8;

/** Where a head points, seen from the camera: `left` is the left of the picture. */
export function poseOf(yaw: number, pitch: number): Pose {
  const [across, along] = [Math.abs(yaw) / AHEAD_YAW, Math.abs(pitch) / AHEAD_PITCH];
  if (across <= 1 && along <= 1) return 'ahead';
  if (across >= along) return yaw < 0 ? 'left' : 'right';
  return pitch < 0 ? 'up' : 'down';
}

/** Identifies an encoder among others. */
export const encoderKey = ({ encoder }: Pick<ExplorerSet, 'encoder'>): string =>
  `${encoder.name} ${encoder.version}`;

/** Identifies a set among those of one encoder. */
export const setKey = ({ kind, name }: Pick<ExplorerSet, 'kind' | 'name'>): string =>
  `${kind}:${name}`;

/** Embeddings that are not of numbers, or of another length than most, have no place. */
const isUsable = ({ embedding }: ExplorerPoint): boolean =>
  embedding.length > 0 && embedding.every(Number.isFinite);

/** @param hidden keys of sets that are not shown */
export function looksOf(
  sets: readonly ExplorerSet[],
  encoder: string,
  hidden: ReadonlySet<string>,
): Look[] {
  return sets
    .filter((set) => encoderKey(set) === encoder && !hidden.has(setKey(set)))
    .flatMap((set) =>
      set.points.filter(isUsable).map((point) => ({
        ...{ point, set, pose: poseOf(point.yaw, point.pitch) },
        owner: ownerOf(point, set),
      })),
    );
}

/** Of a recording nobody says who is in it: its looks are taken together. */
function ownerOf({ person }: ExplorerPoint, set: ExplorerSet): string | null {
  if (person !== null) return `${roomOf(set)}:${person}`;
  return set.kind === 'recording' ? `${setKey(set)}:${set.name}` : null;
}

/** An attempt that opened is of whoever is enrolled under that name. */
const roomOf = (set: ExplorerSet): string =>
  set.kind === 'attempts' ? 'references:' : setKey(set);

/** Looks that count in figures: whose they are is known, by somebody other than the lock, and they are in colour. */
export const countsInFigures = ({ set, point }: Look): boolean =>
  point.person !== null && set.kind !== 'attempts' && point.spectrum === 'colour';

/** Owners in the order in which they come. */
export const ownersOf = (looks: readonly Look[]): string[] => [
  ...new Set(looks.flatMap(({ owner }) => owner ?? [])),
];

export const nameOfOwner = (owner: string): string => owner.slice(owner.lastIndexOf(':') + 1);

/** Whether rendered people and real ones are together. */
export function mixesTrust(looks: readonly Look[]): boolean {
  const kinds = new Set(looks.map(({ point }) => point.trust === 'virtual'));
  return kinds.size > 1;
}

export interface Neighbour {
  readonly look: Look;
  readonly distance: number;
}

/** The nearest look of the same person, and of somebody else; null where there is none. */
export function nearestLooks(
  look: Look,
  looks: readonly Look[],
): { readonly same: Neighbour | null; readonly other: Neighbour | null } {
  let [same, other]: [Neighbour | null, Neighbour | null] = [null, null];
  for (const candidate of looks) {
    if (candidate === look || candidate.owner === null) continue;
    const distance = distanceBetween(look.point.embedding, candidate.point.embedding);
    const isSame = candidate.owner === look.owner;
    const best = isSame ? same : other;
    if (best !== null && best.distance <= distance) continue;
    if (isSame) same = { look: candidate, distance };
    else other = { look: candidate, distance };
  }
  return { same, other };
}

/** Euclidean; 0 to 2 for unit vectors. */
function distanceBetween(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += ((a[i] ?? 0) - (b[i] ?? 0)) ** 2;
  return Math.sqrt(sum);
}
