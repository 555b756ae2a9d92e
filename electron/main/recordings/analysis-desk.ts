/**
 * What analyses of recordings have found so far: kept in memory only, as long as the app runs, and forgotten with the
 * people or the recording that they are of.
 */
import { framesOf, joinPieces } from '../../analysis/tracks/joined-tracks.ts';
import type { AnalysisWish, EngineCommand } from '../../contract/engine/engine-messages.ts';
import type {
  AnalysisEvent,
  AnalysisKind,
  AnalysisView,
  TrackPiece,
} from '../../contract/recording-analysis.ts';

/** Recordings whose analyses are kept; of more the one that was started longest ago goes. */
const MOST_KEPT = 12;

export interface AnalysisDeskOptions {
  /** Passes a command to the engine; false if none runs. */
  readonly send: (command: EngineCommand) => boolean;
  readonly onViews: (views: readonly AnalysisView[]) => void;
}

export interface WantedAnalysis {
  readonly id: string;
  readonly file: string;
  readonly wish: AnalysisWish;
}

interface Kept {
  view: AnalysisView;
  readonly wish: AnalysisWish;
  readonly pieces: TrackPiece[];
}

const RUNNING: readonly AnalysisView['phase'][] = ['starting', 'running', 'waiting'];

export class AnalysisDesk {
  readonly #options: AnalysisDeskOptions;
  /** Oldest first. */
  #kept: Kept[] = [];

  constructor(options: AnalysisDeskOptions) {
    this.#options = options;
  }

  get views(): readonly AnalysisView[] {
    return this.#kept.map(({ view }) => view);
  }

  /** Starts an analysis, or goes on with it where it stopped; false if no engine runs. */
  start({ id, file, wish }: WantedAnalysis): boolean {
    const known = this.#find(id, wish.kind);
    const isSame = known !== undefined && JSON.stringify(known.wish) === JSON.stringify(wish);
    if (isSame && (known.view.phase === 'done' || RUNNING.includes(known.view.phase))) return true;
    const kept = isSame ? known : { wish, view: newView(id, wish.kind), pieces: [] };
    const from = kept.view.done;
    if (known !== undefined && !isSame) this.forget(id, wish.kind);
    if (!this.#options.send({ kind: 'analysis.start', id, file, from, wish })) return false;
    if (!isSame) this.#kept = [...this.#kept, kept].slice(-MOST_KEPT);
    this.#change(kept, { phase: 'starting', problem: null });
    return true;
  }

  /** Goes on with one that is known; false if it is not, or no engine runs. */
  resume(id: string, of: AnalysisKind, file: string): boolean {
    const kept = this.#find(id, of);
    return kept !== undefined && this.start({ id, file, wish: kept.wish });
  }

  stop(id: string, of: AnalysisKind): boolean {
    return this.#options.send({ kind: 'analysis.stop', id, of });
  }

  /** Forgets what was found, and ends what runs. */
  forget(id: string, of: AnalysisKind): void {
    this.#drop((kept) => kept.view.id === id && kept.view.kind === of);
  }

  /** Analyses of recordings that are not there any more go. */
  keepRecordings(ids: ReadonlySet<string>): void {
    this.#drop(({ view }) => !ids.has(view.id));
  }

  /** Whoever removes somebody wants nothing of them to stay. */
  keepPeople(ids: ReadonlySet<string>): void {
    this.#drop(
      ({ view }) =>
        view.kind === 'people' &&
        view.locks.some(({ people }) => people.some(({ personId }) => !ids.has(personId))),
    );
  }

  /** The tracks from a frame on; null: there is nothing from there. */
  tracks(id: string, of: AnalysisKind, from: number): TrackPiece | null {
    const kept = this.#find(id, of);
    return kept === undefined ? null : joinPieces(kept.pieces, from);
  }

  onEvent(id: string, of: AnalysisKind, event: AnalysisEvent): void {
    const kept = this.#find(id, of);
    if (kept === undefined) return;
    const { view } = kept;
    switch (event.kind) {
      case 'began': {
        const { from, frames, locks, enrolledFrames } = event;
        const begunAnew = kept.pieces.length === 0 ? [] : [...view.begunAnew, from];
        const began = { phase: 'running', done: from, begunAnew } as const;
        this.#change(kept, { ...began, frames, locks, enrolledFrames });
        break;
      }
      case 'piece': {
        // A piece that does not follow is of an analysis that was forgotten.
        if (event.piece.from !== view.done) return;
        kept.pieces.push(event.piece);
        const isRunning = view.phase === 'waiting' || view.phase === 'starting';
        this.#change(kept, {
          ...(isRunning ? { phase: 'running' } : {}),
          done: view.done + framesOf(event.piece),
          events: [...view.events, ...event.events],
        });
        break;
      }
      case 'failed':
        this.#change(kept, { phase: 'failed', problem: event.problem });
        break;
      case 'waiting':
      case 'stopped':
      case 'done':
        this.#change(kept, { phase: event.kind });
        break;
    }
  }

  /** What ran has stopped, and can be resumed. */
  engineLost(): void {
    for (const kept of this.#kept) {
      if (RUNNING.includes(kept.view.phase)) this.#change(kept, { phase: 'stopped' });
    }
  }

  #find(id: string, of: AnalysisKind): Kept | undefined {
    return this.#kept.find(({ view }) => view.id === id && view.kind === of);
  }

  #change(kept: Kept, changes: Partial<AnalysisView>): void {
    kept.view = { ...kept.view, ...changes };
    this.#options.onViews(this.views);
  }

  #drop(isUnwanted: (kept: Kept) => boolean): void {
    const unwanted = this.#kept.filter(isUnwanted);
    if (unwanted.length === 0) return;
    for (const { view } of unwanted) {
      this.#options.send({ kind: 'analysis.end', id: view.id, of: view.kind });
    }
    this.#kept = this.#kept.filter((kept) => !unwanted.includes(kept));
    this.#options.onViews(this.views);
  }
}

function newView(id: string, kind: AnalysisKind): AnalysisView {
  return {
    ...{ id, kind, phase: 'starting', done: 0, frames: 0, locks: [], events: [], begunAnew: [] },
    ...{ enrolledFrames: 0, problem: null },
  };
}
