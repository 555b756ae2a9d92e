/**
 * Recordings and datasets that a person has opened in the explorer: their looks are embedded by a command in a process
 * of its own, which holds no templates, and kept in memory.
 */
import { randomUUID } from 'node:crypto';
import { embedLine, parseLine, type EmbedLine } from '../../contract/command-lines.ts';
import {
  MOST_LOOKS_OPENED,
  MOST_OPENED,
  type EncoderVersion,
  type ExplorerPoint,
  type ExplorerSet,
  type OpenedSource,
  type SourceProgress,
} from '../../contract/explorer.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RunningCommand } from '../command-line/start-command-line.ts';
import { withoutName, type StartCommand } from '../training/start-command.ts';

export interface OpenedSourcesOptions {
  /** Models of the app. */
  readonly assets: string;
  readonly start: StartCommand;
  readonly onSources: (sources: readonly OpenedSource[]) => void;
}

interface Source extends OpenedSource {
  readonly encoder: EncoderVersion | null;
  /** Grows while it is read. */
  readonly points: ExplorerPoint[];
  readonly command: RunningCommand | null;
}

const TOO_MANY = fail(
  'training-impossible',
  `${MOST_OPENED} recordings and datasets are open in the explorer already. Close one first.`,
);
const KILLED =
  'Reading it ended without a word, as a process does that is killed or runs out of memory. Close other programs, then open it again.';
/** A window is told at most so often, milliseconds. */
const TELL_MS = 250;

export class OpenedSources {
  readonly #options: OpenedSourcesOptions;
  readonly #sources = new Map<string, Source>();
  #toldAt = -Infinity;

  constructor(options: OpenedSourcesOptions) {
    this.#options = options;
  }

  /** @param name of the recording or the folder; a number is added where another source has it */
  open(kind: OpenedSource['kind'], path: string, name: string): Result<undefined> {
    if (this.#sources.size >= MOST_OPENED) return TOO_MANY;
    const id = randomUUID();
    const counts = { done: 0, missed: 0, unreadable: 0, problem: null as string | null };
    let total = 0;
    let complaint = '';
    const command = this.#options.start(
      ['embed', path, '--assets', this.#options.assets, ...mostOf(kind)],
      {
        onLine: (text) => {
          const source = this.#sources.get(id);
          const line = parseLine(embedLine, text);
          if (source === undefined || line === null) return;
          if (line.kind === 'source') {
            total = line.looks;
            this.#sources.set(id, { ...source, encoder: line.encoder });
          } else {
            counts.done++;
            if (line.kind === 'look') source.points.push(pointOf(line));
            else if (line.kind === 'missed') counts.missed++;
            else {
              counts.unreadable++;
              counts.problem ??= line.problem;
            }
          }
          this.#progress(id, { phase: 'reading', done: counts.done, total });
        },
        onError: (text) => {
          if (text.trim() !== '') complaint = text;
        },
      },
      null,
    );
    this.#sources.set(id, {
      ...{ id, kind, name: this.#freeName(name), encoder: null, points: [], command },
      progress: { phase: 'reading', done: 0, total: 0 },
    });
    void command.ended.then((code) => {
      const source = this.#sources.get(id);
      if (source === undefined) return;
      const { missed, unreadable, problem } = counts;
      const said = complaint === '' || code > 2 || code < 0 ? KILLED : withoutName(complaint);
      const progress: SourceProgress =
        code === 0
          ? { phase: 'read', looks: source.points.length, missed, unreadable, problem }
          : { phase: 'failed', message: said };
      if (code !== 0) source.points.length = 0;
      this.#sources.set(id, { ...source, progress, command: null });
      this.#tell();
    });
    this.#tell();
    return succeed(undefined);
  }

  /** Forgets it, also while it is read. */
  close(id: string): void {
    const source = this.#sources.get(id);
    this.#sources.delete(id);
    source?.command?.kill();
    this.#tell();
  }

  closeAll(): void {
    for (const id of [...this.#sources.keys()]) this.close(id);
  }

  /** Those that are read, and have a look. */
  sets(): readonly ExplorerSet[] {
    return [...this.#sources.values()].flatMap(({ kind, name, encoder, points, progress }) =>
      encoder === null || progress.phase !== 'read' || points.length === 0
        ? []
        : [{ kind, name, encoder, points }],
    );
  }

  #freeName(name: string): string {
    const taken = new Set([...this.#sources.values()].map((source) => source.name));
    let free = name;
    for (let number = 2; taken.has(free); number++) free = `${name} ${number}`;
    return free;
  }

  #progress(id: string, progress: SourceProgress): void {
    const source = this.#sources.get(id);
    if (source === undefined) return;
    this.#sources.set(id, { ...source, progress });
    if (performance.now() - this.#toldAt >= TELL_MS) this.#tell();
  }

  #tell(): void {
    this.#toldAt = performance.now();
    this.#options.onSources(
      [...this.#sources.values()].map(({ id, kind, name, progress }) => ({
        ...{ id, kind, name, progress },
      })),
    );
  }
}

/** Of a recording the command knows how many say as much as all. */
const mostOf = (kind: OpenedSource['kind']): readonly string[] =>
  kind === 'dataset' ? ['--most', String(MOST_LOOKS_OPENED)] : [];

function pointOf({
  person,
  yaw,
  pitch,
  handicap,
  spectrum,
  trust,
  timeIso,
  embedding,
  picture,
}: Extract<EmbedLine, { kind: 'look' }>): ExplorerPoint {
  return {
    ...{ person, yaw, pitch, handicap, spectrum, trust, timeIso },
    embedding: Float32Array.from(embedding),
    thumbnail: Uint8Array.from(Buffer.from(picture, 'base64')),
  };
}
