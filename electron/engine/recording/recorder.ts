/** Writes the camera's frames into a file, from Record to Stop, and reports progress. */
import { access, constants, mkdir, statfs } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { Problem } from '../../contract/problem.ts';
import type { RecorderView } from '../../contract/recordings.ts';
import type { SensorFrame, SensorModel } from '../camera/sensor-frame.ts';
import { EarlyFrames } from './early-frames.ts';
import type { RecordingWriter, RecordingFiles } from './recording-files.ts';
import { recordingsSize } from './recordings-size.ts';

/** Below this much free space recording neither starts nor continues: the rest of the system needs it. */
const SPACE_RESERVE = 200 * 1024 * 1024;
const LOOK_MS = 500;

export interface RecorderOptions {
  readonly folder: string;
  readonly files: RecordingFiles;
  /** How many bytes all recordings in the folder may take; null, the default: as many as there is room for. */
  readonly limit?: number | null;
  readonly onView: (view: RecorderView) => void;
  readonly onProblem: (problem: Problem) => void;
  /** A file was finished. */
  readonly onSaved: () => void;
  /** Free bytes on the disk of a folder; null if unknown. */
  readonly freeSpace?: (folder: string) => Promise<number | null>;
}

type State =
  | { readonly kind: 'idle' }
  /** Record was pressed; the first frame determines the sensor. */
  | { readonly kind: 'waiting' }
  | { readonly kind: 'opening'; readonly early: EarlyFrames }
  | { readonly kind: 'recording'; readonly writer: RecordingWriter; readonly sinceMs: number }
  | { readonly kind: 'saving' };

export class Recorder {
  readonly #options: RecorderOptions;
  readonly #freeSpace: (folder: string) => Promise<number | null>;
  #state: State = { kind: 'idle' };
  #stopWanted = false;
  /** Of the recording that runs, from its first frame on. */
  #sensor: SensorModel | null = null;
  #file: string | null = null;
  #saved: Promise<void> = Promise.resolve();
  #cameraObstacle: string | null = 'No camera is in use. Choose one in Settings.';
  #diskObstacle: string | null = null;
  #limit: number | null;
  #limitObstacle: string | null = null;
  #spaceLeft: number | null = null;
  #timer: ReturnType<typeof setInterval>;
  #told = '';

  constructor(options: RecorderOptions) {
    this.#options = options;
    this.#freeSpace = options.freeSpace ?? freeSpaceOf;
    this.#limit = options.limit ?? null;
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
  }

  /** The file that is not finished yet; null while nothing is written. */
  get unfinishedFile(): string | null {
    return this.#state.kind === 'idle' || this.#state.kind === 'waiting' ? null : this.#file;
  }

  /** Whether the next frame is kept: from Record on. */
  get isRecording(): boolean {
    return this.#state.kind !== 'idle' && this.#state.kind !== 'saving';
  }

  /** Why the camera has nothing to record, as a sentence; null while it streams. Ends a recording, and says so. */
  setCameraObstacle(reason: string | null): void {
    this.#cameraObstacle = reason;
    if (reason !== null) void this.endBecause('The camera stopped sending pictures.');
    this.#tell();
  }

  /** Why no more may come into the folder by the limit, as a sentence; null while more may. */
  get limitObstacle(): string | null {
    return this.#limitObstacle;
  }

  /** Recordings that take more already stay as they are. Resolves when it is known whether they do. */
  async setLimit(limit: number | null): Promise<void> {
    this.#limit = limit;
    await this.look();
  }

  /**
   * Ends the recording that runs and tells why; does nothing where none does. Resolves when the file is finished.
   * @param reason a sentence
   */
  async endBecause(reason: string): Promise<void> {
    if (this.isRecording && !this.#stopWanted) this.#tellStopped(reason);
    await this.stop();
  }

  start(): void {
    if (this.#state.kind !== 'idle') return;
    const obstacle = this.#obstacle();
    if (obstacle !== null) {
      this.#options.onProblem({ code: 'recording-failed', message: obstacle });
      return;
    }
    this.#stopWanted = false;
    this.#state = { kind: 'waiting' };
    this.#tell();
  }

  /** Copies what is kept of the frame; does nothing while nothing is recorded. */
  offer(frame: SensorFrame): void {
    if (!this.isRecording || this.#stopWanted) return;
    if (this.#isOfAnother(frame)) {
      void this.endBecause('The sensor was changed, and a recording is of one sensor.');
      return;
    }
    if (this.#state.kind === 'recording') this.#state.writer.offer(frame);
    else if (this.#state.kind === 'opening') this.#state.early.keep(frame);
    else if (this.#state.kind === 'waiting') this.#saved = this.#open(frame);
  }

  /** Resolves when the file is finished. */
  async stop(): Promise<void> {
    this.#stopWanted = true;
    if (this.#state.kind === 'waiting') this.#state = { kind: 'idle' };
    if (this.#state.kind === 'recording') this.#saved = this.#save(this.#state.writer);
    this.#tell();
    await this.#saved;
  }

  async dispose(): Promise<void> {
    clearInterval(this.#timer);
    await this.stop();
  }

  /** Checks the disk and reports progress. Called automatically twice a second. */
  async look(): Promise<void> {
    const { folder } = this.#options;
    this.#diskObstacle = await folderObstacle(folder);
    this.#spaceLeft = this.#diskObstacle === null ? await this.#freeSpace(folder) : null;
    if (this.#spaceLeft !== null && this.#spaceLeft < SPACE_RESERVE) {
      this.#diskObstacle =
        'The disk is almost full, so nothing more can be recorded. Delete recordings or other files to go on.';
    }
    await this.#lookAtLimit();
    const obstacle = this.#diskObstacle ?? this.#limitObstacle;
    if (obstacle !== null) void this.endBecause(obstacle);
    this.#tell();
  }

  /** Twice a second: a recording goes beyond the limit by what half a second of it takes. */
  async #lookAtLimit(): Promise<void> {
    const limit = this.#limit;
    if (limit === null) {
      this.#limitObstacle = null;
      return;
    }
    const left = limit - (await recordingsSize(this.#options.folder));
    this.#limitObstacle = left > 0 ? null : LIMIT_MET;
    if (this.#spaceLeft !== null) this.#spaceLeft = Math.max(0, Math.min(this.#spaceLeft, left));
  }

  async #open(first: SensorFrame): Promise<void> {
    const early = new EarlyFrames();
    early.keep(first);
    this.#sensor = first.sensor;
    this.#state = { kind: 'opening', early };
    const file = await unusedFile(this.#options.folder, fileStem(new Date()));
    this.#file = file;
    // Closing the file meets the failure again and reports it.
    const opened = await this.#options.files.create(file, first.sensor, () => void this.stop());
    if (!opened.ok) {
      this.#state = { kind: 'idle' };
      this.#options.onProblem(opened.problem);
      this.#tell();
      return;
    }
    this.#state = { kind: 'recording', writer: opened.value, sinceMs: performance.now() };
    early.giveTo(opened.value);
    this.#tell();
    if (this.#stopWanted) await this.stop();
  }

  #isOfAnother({ sensor }: SensorFrame): boolean {
    if (this.#state.kind === 'waiting' || sensor === this.#sensor) return false;
    return !isDeepStrictEqual(sensor, this.#sensor);
  }

  #tellStopped(reason: string): void {
    const kept =
      this.#state.kind === 'waiting'
        ? 'Nothing was recorded yet.'
        : 'What was recorded until then is kept.';
    const message = `Recording has stopped. ${reason} ${kept}`;
    this.#options.onProblem({ code: 'recording-failed', message });
  }

  async #save(writer: RecordingWriter): Promise<void> {
    this.#state = { kind: 'saving' };
    this.#tell();
    const closed = await writer.close();
    this.#state = { kind: 'idle' };
    if (!closed.ok) this.#tellStopped(closed.problem.message);
    this.#tell();
    this.#options.onSaved();
  }

  #obstacle(): string | null {
    return this.#cameraObstacle ?? this.#diskObstacle ?? this.#limitObstacle;
  }

  #tell(): void {
    const view = this.#view();
    const told = JSON.stringify(view);
    if (told === this.#told) return;
    this.#told = told;
    this.#options.onView(view);
  }

  #view(): RecorderView {
    const spaceLeft = this.#spaceLeft;
    switch (this.#state.kind) {
      case 'idle':
        return { phase: 'idle', obstacle: this.#obstacle(), spaceLeft };
      case 'saving':
        return { phase: 'saving' };
      case 'waiting':
      case 'opening':
        return { ...NOTHING_YET, spaceLeft };
      case 'recording': {
        const { frames, droppedByDisk, missedByCamera, bytes } = this.#state.writer.statistics();
        const elapsedMs = performance.now() - this.#state.sinceMs;
        const bytesPerMinute = elapsedMs === 0 ? 0 : (bytes * 60_000) / elapsedMs;
        return {
          phase: 'recording',
          elapsedMs,
          bytes,
          bytesPerMinute,
          frames,
          droppedByDisk,
          missedByCamera,
          spaceLeft,
        };
      }
    }
  }
}

const LIMIT_MET =
  'Recordings take as much room as Settings, Storage, allows them, so nothing more is recorded or imported. Delete recordings, or allow them more.';

const NOTHING_YET = {
  phase: 'recording',
  elapsedMs: 0,
  bytes: 0,
  bytesPerMinute: 0,
  frames: 0,
  droppedByDisk: 0,
  missedByCamera: 0,
} as const;

/** Creates the folder if necessary; returns why it cannot be written, as a sentence, or null. */
async function folderObstacle(folder: string): Promise<string | null> {
  try {
    await mkdir(folder, { recursive: true });
    await access(folder, constants.W_OK);
    return null;
  } catch {
    return 'The folder of recordings cannot be written. Give yourself permission to write in it, or free the disk it lies on.';
  }
}

async function freeSpaceOf(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    return null;
  }
}

/** Two recordings may begin in one second: the second gets a number. */
async function unusedFile(folder: string, stem: string): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    const number = attempt === 1 ? '' : ` ${attempt}`;
    const file = path.join(folder, `${stem}${number}.mcap`);
    const isUsed = await access(file).then(
      () => true,
      () => false,
    );
    if (!isUsed) return file;
  }
}

/** Local time as a file name that sorts: "2026-11-26 14-03-09". */
function fileStem(time: Date): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join('-')}`;
}
