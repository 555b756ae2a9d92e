/**
 * A recording in the place of the camera. In the player its frames meet a lock of their own, which opens nothing and
 * shows what the real one would have made of them; as a camera they meet the real lock, with trust `recording`.
 */
import type { EngineMessage, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PlayerControl, PlayerView, ReplayRecognition } from '../../contract/recordings.ts';
import type { CameraControl } from '../camera/camera-control.ts';
import type { CameraPicture } from '../camera/picture/camera-picture.ts';
import { RecordingCamera, type RecordingState } from '../camera/recording/recording-camera.ts';
import type { RecordingInfo } from '../camera/recording/recording.ts';
import type { RecordingFiles } from '../recording/recording-files.ts';
import { smallJpeg } from '../recording/small-jpeg.ts';
import { Rehearsal } from './rehearsal.ts';
import { rehearsedGallery, rehearsedTrust } from './rehearsed-trust.ts';
import type { Session } from './session.ts';
import type { Vision } from '../vision/pipeline.ts';

export interface ReplayOptions {
  readonly files: RecordingFiles;
  readonly vision: Vision;
  /** The real lock: it decides on the camera's last frame before anything is rehearsed, and is told of a new camera. */
  readonly session: Pick<Session, 'idle' | 'onCameraStarted' | 'security'>;
  readonly camera: Pick<CameraControl, 'replay' | 'endReplay' | 'isReplaying'>;
  readonly gallery: () => readonly GalleryEntry[];
  /** The picture that stands still, for a window that has missed it. */
  readonly onPicture: (frame: RgbdFrame, picture: CameraPicture | null) => void;
  readonly emit: (message: EngineMessage) => void;
  /** A recording is about to take the camera's place. */
  readonly beforeReplay: () => Promise<void>;
  /** It has taken the place, or given it back. */
  readonly onReplaced: () => void;
  readonly onProblem: (problem: Problem) => void;
}

/** Pixels of a picture over the time line. */
const PICTURE_WIDTH = 240;

interface Opened {
  readonly id: string;
  readonly info: RecordingInfo;
  readonly recording: RecordingCamera;
  mode: 'player' | 'camera';
  rehearsal: Rehearsal;
  recognition: ReplayRecognition | null;
}

export class Replay {
  readonly #options: ReplayOptions;
  #opened: Opened | null = null;
  /** Changes with every opening and closing: a file that opens too late is closed again. */
  #turn = 0;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#tell({ phase: 'closed' });
  }

  /** Does a recording have the camera's place? */
  get isOpen(): boolean {
    return this.#options.camera.isReplaying;
  }

  /** Do its frames meet a lock that opens nothing? */
  get isRehearsing(): boolean {
    return this.#opened?.mode === 'player';
  }

  /** Takes the camera's place and shows the first frame, paused. */
  async open(id: string, file: string): Promise<void> {
    const { files, camera, beforeReplay, onReplaced, onProblem } = this.#options;
    await this.#shut();
    const turn = this.#turn;
    this.#tell({ phase: 'opening', id });
    const opened = await files.open(file);
    if (turn !== this.#turn) {
      if (opened.ok) await opened.value.close();
      return;
    }
    if (!opened.ok || opened.value.info.frames === 0) {
      if (opened.ok) await opened.value.close();
      onProblem(opened.ok ? EMPTY : opened.problem);
      this.close();
      return;
    }
    await beforeReplay();
    if (turn !== this.#turn) {
      await opened.value.close();
      return;
    }
    const { info } = opened.value;
    const recording = new RecordingCamera(opened.value, {
      onState: (state) => this.#tellOpen(state),
      onProblem,
    });
    const rehearsal = this.#newRehearsal(info);
    this.#opened = { id, info, recording, mode: 'player', rehearsal, recognition: null };
    const starting = camera.replay(recording);
    onReplaced();
    const started = await starting;
    if (started.ok || turn !== this.#turn) return;
    onProblem(started.problem);
    this.close();
  }

  /** What the real lock would make of a frame. Resolves when that was told. */
  async rehearse(frame: RgbdFrame): Promise<void> {
    const opened = this.#opened;
    if (opened === null) return;
    if (frame.afterJump === true) opened.rehearsal = this.#newRehearsal(opened.info);
    const { rehearsal } = opened;
    await this.#options.session.idle;
    const { observation, distances, decision } = await rehearsal.look(frame);
    if (this.#opened !== opened || opened.rehearsal !== rehearsal) return;
    const near = distances ?? [];
    this.#options.emit({ kind: 'observation', observation });
    this.#options.emit({ kind: 'distances', distances: near });
    opened.recognition = { observation, distances: near, decision };
  }

  /** What it shows at a time, small, wherever it is played; null: nothing is open, or the frame cannot be read. */
  async pictureAt(timeMs: number): Promise<Uint8Array | null> {
    const frame = await this.#opened?.recording.sensorFrameAt(timeMs);
    return frame?.ok === true ? smallJpeg(frame.value, PICTURE_WIDTH) : null;
  }

  control(control: PlayerControl): void {
    this.#opened?.recording.control(control);
  }

  /** The window has missed the picture of a player that stands still. */
  showAgain(): void {
    this.#opened?.recording.showAgain(this.#options.onPicture);
  }

  /** From the start, again and again, in front of the real lock. */
  becomeCamera(): void {
    const opened = this.#opened;
    if (opened === null) return;
    opened.mode = 'camera';
    // Before the lock closes the player's screen, which would give the camera back.
    this.#tellOpen(opened.recording.state);
    this.#options.session.onCameraStarted();
    opened.recording.control({ kind: 'speed', speed: 1 });
    opened.recording.control({ kind: 'loop', loop: true });
    opened.recording.control({ kind: 'seek', timeMs: 0 });
    opened.recording.control({ kind: 'play' });
  }

  /** The camera comes back. */
  close(): void {
    const shut = this.#shut();
    const turn = this.#turn;
    void shut.then(() => {
      // Another recording was opened meanwhile, and keeps the place.
      if (turn !== this.#turn) return;
      const ending = this.#options.camera.endReplay();
      this.#options.onReplaced();
      return ending;
    });
  }

  /** Resolves when no frame of the recording will come. Its place stays empty. */
  async dispose(): Promise<void> {
    await this.#shut();
  }

  async #shut(): Promise<void> {
    this.#turn += 1;
    const opened = this.#opened;
    this.#opened = null;
    this.#tell({ phase: 'closed' });
    await opened?.recording.stop();
  }

  /** A lock that knows of nothing before. */
  #newRehearsal({ sensor }: RecordingInfo): Rehearsal {
    const { vision, gallery, session } = this.#options;
    const trust = rehearsedTrust(sensor.trust);
    return new Rehearsal({
      vision,
      gallery: rehearsedGallery(gallery(), trust),
      trust,
      locksAgain: true,
      security: session.security,
    });
  }

  #tellOpen(state: RecordingState): void {
    const opened = this.#opened;
    if (opened === null) return;
    const { id, mode, info } = opened;
    const { frames, durationMs } = info;
    const recognition = mode === 'camera' ? null : opened.recognition;
    this.#tell({ phase: 'open', id, mode, ...state, frames, durationMs, recognition });
  }

  #tell(view: PlayerView): void {
    this.#options.emit({ kind: 'player', view });
  }
}

const EMPTY: Problem = {
  code: 'recording-unreadable',
  message: 'This recording has no whole frame, so there is nothing to play. It can be deleted.',
};
