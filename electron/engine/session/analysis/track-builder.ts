import type { MatchThresholds } from '../../../contract/identity.ts';
import { thresholdFor } from '../../../contract/identity.ts';
import type { Trust } from '../../../contract/frame.ts';
import {
  LOCK_PHASES,
  type AnalysedLock,
  type LockTrack,
  type TrackPiece,
} from '../../../contract/recording-analysis.ts';
import type { RehearsedFrame } from '../rehearsal.ts';

/** A lock whose tracks are built. */
export interface TrackedLock extends AnalysedLock {
  readonly people: readonly (AnalysedLock['people'][number] & { readonly trust: Trust })[];
  readonly thresholds: MatchThresholds;
}

/** What one frame says, of no lock in particular. */
interface Row {
  readonly timeMs: number;
  readonly yaw: number;
  readonly pitch: number;
  readonly roll: number;
  readonly distanceMm: number;
  readonly liveness: number;
}

interface LockRow {
  readonly phase: number;
  readonly distances: readonly number[];
  readonly thresholds: readonly number[];
}

const NOTHING_SEEN = { yaw: NaN, pitch: NaN, roll: NaN, distanceMm: NaN, liveness: NaN };

/** Gathers what locks made of frames, as arrays. */
export class TrackBuilder {
  readonly #locks: readonly TrackedLock[];
  #rows: Row[] = [];
  #lockRows: LockRow[][] = [];
  #phases: number[];

  constructor(locks: readonly TrackedLock[]) {
    this.#locks = locks;
    this.#phases = locks.map(() => LOCK_PHASES.indexOf('locked'));
    this.#lockRows = locks.map(() => []);
  }

  get length(): number {
    return this.#rows.length;
  }

  /** @param seen what each lock made of the frame, in their order; null: the frame cannot be read */
  add(timeMs: number, seen: readonly RehearsedFrame[] | null): void {
    this.#rows.push({ timeMs, ...measuresOf(seen?.[0]) });
    for (const [k, lock] of this.#locks.entries()) {
      const made = seen?.[k];
      if (made !== undefined) this.#phases[k] = LOCK_PHASES.indexOf(made.decision.phase);
      this.#lockRows[k]?.push({ phase: this.#phases[k] ?? 0, ...comparedBy(lock, made) });
    }
  }

  /** What was gathered since the last piece. */
  take(from: number): TrackPiece {
    const rows = this.#rows;
    const lockRows = this.#lockRows;
    this.#rows = [];
    this.#lockRows = this.#locks.map(() => []);
    const column = (of: Exclude<keyof Row, 'timeMs'>): Float32Array =>
      Float32Array.from(rows, (row) => row[of]);
    return {
      from,
      times: Float64Array.from(rows, ({ timeMs }) => timeMs),
      yaw: column('yaw'),
      pitch: column('pitch'),
      roll: column('roll'),
      distanceMm: column('distanceMm'),
      liveness: column('liveness'),
      locks: this.#locks.map((lock, k) => trackOf(lock, lockRows[k] ?? [])),
    };
  }
}

function trackOf({ people }: TrackedLock, rows: readonly LockRow[]): LockTrack {
  return {
    phases: Uint8Array.from(rows, ({ phase }) => phase),
    distances: people.map((_, p) => Float32Array.from(rows, (row) => row.distances[p] ?? NaN)),
    thresholds: people.map((_, p) => Float32Array.from(rows, (row) => row.thresholds[p] ?? NaN)),
  };
}

function measuresOf(seen: RehearsedFrame | undefined): Omit<Row, 'timeMs'> {
  if (seen?.observation.kind !== 'face') return NOTHING_SEEN;
  const { pose, liveness } = seen.observation;
  const { yaw, pitch, roll, distanceMm } = pose;
  const logOdds = liveness.kind === 'undecided' ? NaN : liveness.logOdds;
  return { yaw, pitch, roll, distanceMm, liveness: logOdds };
}

function comparedBy(
  { people, thresholds }: TrackedLock,
  seen: RehearsedFrame | undefined,
): Omit<LockRow, 'phase'> {
  const compared = people.map(({ personId, trust }) => {
    const found = seen?.distances?.find((one) => one.personId === personId);
    if (found === undefined) return { distance: NaN, threshold: NaN };
    const threshold = thresholdFor(trust, thresholds, found.comparison);
    return { distance: found.distance, threshold };
  });
  return {
    distances: compared.map(({ distance }) => distance),
    thresholds: compared.map(({ threshold }) => threshold),
  };
}
