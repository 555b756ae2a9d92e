/**
 * A recording in place of the camera. In the player its frames meet a lock of their own, which opens nothing and
 * shows what the real one would have made of them; as a camera they meet the real lock, with trust `recording`.
 */
import type { EngineMessage, GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { Problem } from '../../contract/problem.ts';
import type { PlayerControl, PlayerView, ReplayRecognition } from '../../contract/recordings.ts';
import { Player, type PlayerState } from '../recording/player.ts';
import type { Recording, RecordingFiles } from '../recording/recording-files.ts';
import { Recognition } from './recognition.ts';
import { rehearsedTrust } from './rehearsed-trust.ts';
import type { Session } from './session.ts';
import type { Vision } from '../vision/pipeline.ts';

export interface ReplayOptions {
  readonly files: RecordingFiles;
  readonly vision: Vision;
  readonly session: Session;
  readonly gallery: () => readonly GalleryEntry[];
  /** The picture for the window. */
  readonly onPicture: (frame: RgbdFrame) => void;
  readonly emit: (message: EngineMessage) => void;
  /** The camera makes way, or comes back. */
  readonly pauseCamera: () => Promise<void>;
  readonly resumeCamera: () => void;
  readonly onProblem: (problem: Problem) => void;
}

interface Opened {
  readonly id: string;
  readonly reader: Recording;
  readonly player: Player;
  mode: 'player' | 'camera';
  rehearsal: Recognition;
  recognition: ReplayRecognition | null;
}

export class Replay {
  readonly #options: ReplayOptions;
  #opened: Opened | null = null;
  /** Changes with every opening and closing: a file that opens too late is closed again. */
  #turn = 0;
  #holdsCamera = false;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#tell({ phase: 'closed' });
  }

  /** Does a recording hold the camera's place? */
  get isOpen(): boolean {
    return this.#holdsCamera;
  }

  /** Stops the camera and shows the first frame, paused. */
  async open(id: string, file: string): Promise<void> {
    const { files, onProblem, pauseCamera } = this.#options;
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
    this.#holdsCamera = true;
    await pauseCamera();
    // The camera's last frame would be the first that the rehearsal's vision remembers.
    await this.#options.session.idle;
    if (turn !== this.#turn) {
      await opened.value.close();
      return;
    }
    const player = new Player(opened.value, {
      onFrame: (frame, isContinuous) => this.#onFrame(frame, isContinuous),
      onState: (state) => this.#tellOpen(state),
      onProblem,
    });
    this.#opened = {
      id,
      reader: opened.value,
      player,
      mode: 'player',
      rehearsal: this.#rehearse(opened.value),
      recognition: null,
    };
    player.control({ kind: 'seek', timeMs: 0 });
  }

  control(control: PlayerControl): void {
    this.#opened?.player.control(control);
  }

  /** The window has missed the picture of a player that stands still. */
  showAgain(): void {
    this.#opened?.player.showAgain(this.#options.onPicture);
  }

  /** From the start, again and again, in front of the real lock. */
  becomeCamera(): void {
    const opened = this.#opened;
    if (opened === null) return;
    opened.mode = 'camera';
    // Before the lock closes the player's screen, which would give the camera back.
    this.#tellOpen(opened.player.state);
    this.#options.session.onCameraStarted();
    opened.player.control({ kind: 'speed', speed: 1 });
    opened.player.control({ kind: 'loop', loop: true });
    opened.player.control({ kind: 'seek', timeMs: 0 });
    opened.player.control({ kind: 'play' });
  }

  /** The camera comes back. */
  close(): void {
    void this.#shut().then(() => this.#options.resumeCamera());
  }

  /** Resolves when no frame will come; the camera stays as it is. */
  async dispose(): Promise<void> {
    await this.#shut();
  }

  async #shut(): Promise<void> {
    this.#turn += 1;
    const opened = this.#opened;
    this.#opened = null;
    this.#holdsCamera = false;
    this.#tell({ phase: 'closed' });
    await opened?.player.close();
  }

  async #onFrame(frame: RgbdFrame, isContinuous: boolean): Promise<void> {
    const opened = this.#opened;
    if (opened === null) return;
    // Copied for the window first: vision takes the arrays away.
    this.#options.onPicture(frame);
    if (opened.mode === 'camera') {
      await this.#options.session.onFrame(frame);
      return;
    }
    if (!isContinuous) opened.rehearsal = this.#rehearse(opened.reader);
    const { rehearsal } = opened;
    const { observation, distances, decision } = await rehearsal.look(frame);
    if (this.#opened !== opened || opened.rehearsal !== rehearsal) return;
    this.#options.emit({ kind: 'observation', observation });
    this.#options.emit({ kind: 'distances', distances: distances ?? [] });
    opened.recognition = { observation, distances: distances ?? [], decision };
  }

  /** A lock that forgets everything. */
  #rehearse({ info }: Recording): Recognition {
    const { vision, gallery } = this.#options;
    const trust = rehearsedTrust(info.sensor.trust);
    return new Recognition({ vision, gallery: gallery(), trust });
  }

  #tellOpen(state: PlayerState): void {
    const opened = this.#opened;
    if (opened === null) return;
    const { id, mode, reader } = opened;
    const { frames, durationMs } = reader.info;
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
