/** Recorder, list of recordings and replay as the engine offers them; each works by itself, this keeps them out of each other's way. */
import type { SourceName, SourceState } from '../contract/camera.ts';
import type {
  EngineCommand,
  EngineMessage,
  GalleryEntry,
} from '../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../contract/frame.ts';
import type { CameraControl } from './camera/camera-control.ts';
import type { CameraPicture } from './camera/picture/camera-picture.ts';
import { AnalysisDesk } from './session/analysis/analysis-desk.ts';
import type { EncoderEngine } from '../contract/encoder-runtime.ts';
import path from 'node:path';
import { createExchange, type Conversion, type Exchange } from './exchange/exchange.ts';
import { FolderWatch } from './recording/folder-watch.ts';
import { Recorder } from './recording/recorder.ts';
import type { RecordingFiles } from './recording/recording-files.ts';
import { RecordingsFolder } from './recording/recordings-folder.ts';
import { Replay } from './session/replay.ts';
import type { Session } from './session/session.ts';
import type { Vision } from './vision/pipeline.ts';

export interface RecordingsOptions {
  readonly folder: string;
  /** How many bytes all recordings may take; null: as many as there is room for. */
  readonly limit: number | null;
  readonly files: RecordingFiles;
  /** Runs one import or export. */
  readonly convert: Conversion;
  readonly vision: Vision;
  readonly session: Session;
  readonly camera: Pick<CameraControl, 'select' | 'replay' | 'endReplay' | 'isReplaying'>;
  readonly gallery: readonly GalleryEntry[];
  /** Where the models are that analyses load, and what their encoder should run in. */
  readonly assets: string;
  readonly encoderEngine: EncoderEngine;
  /** Whether something else runs that an analysis must not slow down. */
  readonly isBusy: () => boolean;
  readonly onPicture: (frame: RgbdFrame, picture: CameraPicture | null) => void;
  readonly emit: (message: EngineMessage) => void;
}

export type RecordingsCommand = Extract<
  EngineCommand,
  {
    kind:
      | 'record.start'
      | 'record.stop'
      | 'recordings.list'
      | 'recordings.limit'
      | 'recordings.repair'
      | 'player.open'
      | 'player.control'
      | 'player.becomeCamera'
      | 'player.close'
      | 'analysis.start'
      | 'analysis.stop'
      | 'analysis.end'
      | 'exchange.start'
      | 'exchange.cancel';
  }
>;

export class Recordings {
  readonly recorder: Recorder;
  readonly #options: RecordingsOptions;
  readonly #folder: RecordingsFolder;
  readonly #replay: Replay;
  readonly #exchange: Exchange;
  readonly #analysis: AnalysisDesk;
  #gallery: readonly GalleryEntry[];
  #sources: readonly SourceState[] = [];
  readonly #watch: FolderWatch;
  #listing: Promise<void> = Promise.resolve();

  constructor(options: RecordingsOptions) {
    const { folder, limit, files, emit } = options;
    this.#options = options;
    this.#gallery = options.gallery;
    const onProblem: ConstructorParameters<typeof Recorder>[0]['onProblem'] = (problem) =>
      emit({ kind: 'problem', problem });
    this.recorder = new Recorder({
      folder,
      limit,
      files,
      onView: (view) => emit({ kind: 'recorder', view }),
      onProblem,
      onSaved: () => this.#list(),
    });
    this.#folder = new RecordingsFolder(folder, files);
    this.#replay = new Replay({
      ...options,
      gallery: () => this.#gallery,
      beforeReplay: () => this.recorder.endBecause('A recording takes the place of the camera.'),
      onReplaced: () => this.#tellRecorder(),
      onProblem: (problem) => {
        onProblem(problem);
        // A file that cannot be opened may be gone.
        this.#list();
      },
    });
    this.#exchange = createExchange((event) => {
      emit({ kind: 'exchange', event });
      // What was imported is a recording too.
      if (event.kind === 'finished') this.#list();
    }, options.convert);
    const { assets, encoderEngine: engine, session, isBusy } = options;
    this.#analysis = new AnalysisDesk({
      ...{ assets, engine },
      openRecording: (file) => options.files.open(file),
      security: () => session.security,
      // Whoever stands before a closed lock learns nothing, and is not kept waiting.
      mayRun: () =>
        session.isOpen && !session.isEnrolling() && !this.recorder.isRecording && !isBusy(),
      emit: ({ id, kind: of }, event) => emit({ kind: 'analysis', id, of, event }),
    });
    this.#watch = new FolderWatch(folder, () => this.#list());
    void this.recorder.look();
    this.#list();
  }

  onSources(sources: readonly SourceState[]): void {
    this.#sources = sources;
    this.#tellRecorder();
  }

  setGallery(gallery: readonly GalleryEntry[]): void {
    this.#gallery = gallery;
  }

  /** A recording is one camera's: it ends here with a sentence, and so does a replay. */
  async selectCamera(source: SourceName): Promise<void> {
    await this.recorder.endBecause('The camera was changed.');
    await this.#replay.dispose();
    await this.#options.camera.select(source);
  }

  /** Does the recording that is played meet a lock that opens nothing? Then its frames go to `rehearse`. */
  get isRehearsing(): boolean {
    return this.#replay.isRehearsing;
  }

  /** Resolves when the frame was looked at. */
  rehearse(frame: RgbdFrame): Promise<void> {
    return this.#replay.rehearse(frame);
  }

  /** A small JPEG of the recording in the player, at a time of it; null: none is open, or it cannot be read. */
  pictureAt(timeMs: number): Promise<Uint8Array | null> {
    return this.#replay.pictureAt(timeMs);
  }

  /** The window is ready for a picture, and has missed the last one. */
  showAgain(): void {
    this.#replay.showAgain();
  }

  handle(command: RecordingsCommand): void {
    switch (command.kind) {
      case 'record.start':
        this.recorder.start();
        break;
      case 'record.stop':
        void this.recorder.stop();
        break;
      case 'recordings.list':
        this.#list();
        break;
      case 'recordings.limit':
        void this.recorder.setLimit(command.limit);
        break;
      case 'recordings.repair':
        void this.#repair(command.file);
        break;
      case 'player.open':
        void this.#replay.open(command.id, command.file);
        break;
      case 'player.control':
        this.#replay.control(command.control);
        break;
      case 'player.becomeCamera':
        this.#replay.becomeCamera();
        break;
      case 'player.close':
        this.#replay.close();
        break;
      case 'analysis.start': {
        const { id, file, from, wish } = command;
        const plan =
          wish.kind === 'people' ? { kind: wish.kind, gallery: this.#gallery } : { ...wish };
        this.#analysis.start({ id, file, from, plan });
        break;
      }
      case 'analysis.stop':
        this.#analysis.stop({ id: command.id, kind: command.of });
        break;
      case 'analysis.end':
        this.#analysis.end({ id: command.id, kind: command.of });
        break;
      case 'exchange.start':
        this.#convert(command);
        break;
      case 'exchange.cancel':
        this.#exchange.cancel(command.id);
        break;
    }
  }

  /** Resolves when the file that is being written is whole, and nothing is left of conversions that ran. */
  async dispose(): Promise<void> {
    this.#watch.dispose();
    await Promise.all([this.recorder.dispose(), this.#exchange.stop(), this.#analysis.dispose()]);
    await this.#replay.dispose();
  }

  /** What comes into the folder counts as if it had been recorded. */
  #convert({ id, request }: Extract<EngineCommand, { kind: 'exchange.start' }>): void {
    const isImport = path.dirname(request.output) === this.#options.folder;
    const { limitObstacle } = this.recorder;
    if (isImport && limitObstacle !== null) {
      const problem = { code: 'files-unwritable', message: limitObstacle } as const;
      this.#options.emit({ kind: 'exchange', event: { kind: 'failed', id, problem } });
      return;
    }
    this.#exchange.start(request, id);
  }

  async #repair(file: string): Promise<void> {
    const repaired = await this.#options.files.repair(file);
    if (!repaired.ok) this.#options.emit({ kind: 'problem', problem: repaired.problem });
    this.#list();
  }

  /** One look at the folder at a time, in the order in which they were wanted. */
  #list(): void {
    this.#listing = this.#listing.then(async () => {
      const listed = await this.#folder.list(this.recorder.unfinishedFile);
      this.#options.emit({ kind: 'recordings', listed });
    });
  }

  #tellRecorder(): void {
    if (this.#replay.isOpen) {
      this.recorder.setCameraObstacle(
        'A recording is being played. Close it to record the camera.',
      );
    } else if (this.#sources.some(({ state }) => state === 'streaming')) {
      this.recorder.setCameraObstacle(null);
    } else {
      const stopped = this.#sources.find(({ state }) => state === 'stopped');
      this.recorder.setCameraObstacle(stopped?.reason ?? 'No camera delivers pictures now.');
    }
  }
}
