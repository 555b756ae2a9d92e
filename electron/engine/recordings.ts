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
  readonly files: RecordingFiles;
  /** Runs one import or export. */
  readonly convert: Conversion;
  readonly vision: Vision;
  readonly session: Session;
  readonly camera: Pick<CameraControl, 'select' | 'replay' | 'endReplay' | 'isReplaying'>;
  readonly gallery: readonly GalleryEntry[];
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
      | 'recordings.repair'
      | 'player.open'
      | 'player.control'
      | 'player.becomeCamera'
      | 'player.close'
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
  #gallery: readonly GalleryEntry[];
  #sources: readonly SourceState[] = [];
  readonly #watch: FolderWatch;
  #listing: Promise<void> = Promise.resolve();

  constructor(options: RecordingsOptions) {
    const { folder, files, emit } = options;
    this.#options = options;
    this.#gallery = options.gallery;
    const onProblem: ConstructorParameters<typeof Recorder>[0]['onProblem'] = (problem) =>
      emit({ kind: 'problem', problem });
    this.recorder = new Recorder({
      folder,
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
      case 'exchange.start':
        this.#exchange.start(command.request, command.id);
        break;
      case 'exchange.cancel':
        this.#exchange.cancel(command.id);
        break;
    }
  }

  /** Resolves when the file that is being written is whole, and nothing is left of conversions that ran. */
  async dispose(): Promise<void> {
    this.#watch.dispose();
    await Promise.all([this.recorder.dispose(), this.#exchange.stop()]);
    await this.#replay.dispose();
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
