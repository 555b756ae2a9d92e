import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { isUsable, type EmbeddedShot } from '../../electron/analysis/trials/embedded-shot.ts';
import {
  forEachDistanceRow,
  packEmbeddings,
  type DistanceName,
} from '../../electron/analysis/metrics/embedding-distances.ts';
import {
  operatingPoint,
  type OperatingPoint,
} from '../../electron/analysis/metrics/operating-point.ts';
import { splitTrials, type TrialTable } from '../../electron/analysis/trials/trial-table.ts';
import {
  FAR_LEVELS,
  sortedMetrics,
  type FarLevel,
} from '../../electron/analysis/metrics/verification-metrics.ts';

/** Error rates when every person is enrolled with this many shots. */
export interface EnrolmentPoint {
  readonly enrolled: number;
  readonly eer: number;
  /** At the threshold of each FAR, recomputed for this many shots; null if it cannot be claimed. */
  readonly at: Readonly<Record<FarLevel, OperatingPoint | null>>;
}

export interface EnrolmentCurve {
  /** Number of people with enough shots: the same ones at every point. */
  readonly people: number;
  /** Random draws of shots for each person. */
  readonly draws: number;
  readonly points: readonly EnrolmentPoint[];
}

export interface EnrolmentOptions {
  readonly distance: DistanceName;
  /** Most shots to enrol a person with. */
  readonly most: number;
  readonly seed: number;
}

const DRAWS = 10;
/** Distances kept at a time, 8 bytes each. */
const ROOM = 5e6;

/**
 * The effect of enrolling more shots: for 1, 2, … shots, drawn at random from each person's, every other shot is a
 * trial. Only shots with an embedding are enrolled, since enrolment would repeat the others; trials without one count
 * as rejected. People with too few shots are left out; if that would be more than half, fewer are enrolled.
 */
export function enrolmentCurve(
  shots: readonly EmbeddedShot[],
  { distance, most, seed }: EnrolmentOptions,
): EnrolmentCurve {
  const usable = usableShots(shots);
  const enrolled = enoughForHalf(usable, most);
  const people = [...usable.keys()].filter((id) => (usable.get(id)?.length ?? 0) > enrolled);
  if (enrolled === 0 || people.length < 2) return { people: 0, draws: 0, points: [] };
  const probes = shots.filter(({ person }) => people.includes(person));
  const draws = Math.floor(ROOM / (probes.length * people.length * enrolled));
  const rounds = Math.max(1, Math.min(DRAWS, draws));
  const tables = compareWithDraws(probes, people, { enrolled, rounds, seed, distance });
  return { people: people.length, draws: rounds, points: tables.map(pointOf) };
}

function usableShots(shots: readonly EmbeddedShot[]): Map<string, EmbeddedShot[]> {
  const people = new Map<string, EmbeddedShot[]>();
  for (const shot of shots) {
    if (!isUsable(shot.embedding)) continue;
    people.set(shot.person, [...(people.get(shot.person) ?? []), shot]);
  }
  return people;
}

/** The most shots, up to `most`, that at least half of the people have, with one more to try. */
function enoughForHalf(people: ReadonlyMap<string, readonly EmbeddedShot[]>, most: number): number {
  const counts = [...people.values()].map((own) => own.length).sort((a, b) => b - a);
  const middle = counts[Math.ceil(counts.length / 2) - 1] ?? 0;
  return Math.max(0, Math.min(most, middle - 1));
}

interface DrawOptions {
  readonly enrolled: number;
  readonly rounds: number;
  readonly seed: number;
  readonly distance: DistanceName;
}

/** One table for each number of enrolled shots, with each probe once per round. */
function compareWithDraws(
  probes: readonly EmbeddedShot[],
  people: readonly string[],
  { enrolled, rounds, seed, distance }: DrawOptions,
): TrialTable[] {
  const columns = people.length;
  const repeated = Array.from({ length: rounds }, () => probes).flat();
  const owners = Int32Array.from(repeated, ({ person }) => people.indexOf(person));
  const tables = Array.from({ length: enrolled }, () => ({
    probes: repeated,
    people,
    columns,
    owners,
    distances: new Float64Array(repeated.length * columns).fill(Infinity),
  }));
  const usable = probes.flatMap(({ embedding, person }, index) =>
    isUsable(embedding) ? [{ embedding, person, index }] : [],
  );
  const packed = packEmbeddings(usable);
  const random = seededRandom(seed);
  const own = people.map((id) =>
    usable.flatMap(({ person }, place) => (person === id ? [place] : [])),
  );
  const draws = Array.from({ length: rounds }, () => own.map((places) => shuffle(places, random)));
  forEachDistanceRow(packed, packed, distance, (row, distances) => {
    const index = usable[row]?.index ?? 0;
    draws.forEach((draw, round) => {
      draw.forEach((places, column) => {
        const cell = (round * probes.length + index) * columns + column;
        runningMinimum(places, row, distances, (count, smallest) => {
          const table = tables[count - 1];
          if (table !== undefined) table.distances[cell] = smallest;
        });
      });
    });
  });
  return tables;
}

/** Smallest distance to the first 1, 2, … of the places, skipping the probe's own place. */
function runningMinimum(
  places: readonly number[],
  probe: number,
  distances: Float64Array,
  handle: (count: number, smallest: number) => void,
): void {
  let [count, smallest] = [0, Infinity];
  for (const place of places) {
    if (place === probe) continue;
    smallest = Math.min(smallest, distances[place] ?? Infinity);
    handle(++count, smallest);
  }
}

/** Fisher–Yates. */
function shuffle(values: readonly number[], random: Random): number[] {
  const mixed = [...values];
  for (let i = mixed.length - 1; i > 0; i--) {
    const j = random.below(i + 1);
    [mixed[i], mixed[j]] = [mixed[j] ?? 0, mixed[i] ?? 0];
  }
  return mixed;
}

function pointOf(table: TrialTable, index: number): EnrolmentPoint {
  const { genuine, impostor } = splitTrials(table);
  const { eer, threshold } = sortedMetrics(genuine, impostor);
  const at = (level: FarLevel) => {
    const limit = threshold[level];
    return limit === null ? null : operatingPoint(table, limit);
  };
  const [a, b, c] = FAR_LEVELS;
  return { enrolled: index + 1, eer, at: { [a]: at(a), [b]: at(b), [c]: at(c) } };
}
