/**
 * Presentation attack tests in the app: whether one can be made, whose frames it gets, and what the virtual Kinect shows
 * meanwhile. While one runs, the lock of the app sees no frame.
 */
import type { SourceState, VirtualScene } from '../../contract/camera.ts';
import type {
  EngineCommand,
  EngineMessage,
  GalleryEntry,
} from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import type { PadView } from '../../contract/pad/pad.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { CameraControl } from '../camera/camera-control.ts';
import { comparable } from '../identity/trust.ts';
import type { Vision } from '../vision/pipeline.ts';
import { PadRun } from './pad-run.ts';
import { scenesOf, type SceneOf } from './pad-scenes.ts';
import type { Session } from './session.ts';

export type PadDeskCommand = Extract<EngineCommand, { kind: `pad.${string}` }>;

export interface PadDeskOptions {
  readonly vision: Vision;
  /** The app's lock: who opened it is the owner. It decides on the last frame before the test looks at any. */
  readonly session: Pick<Session, 'idle' | 'openedFor' | 'isEnrolling' | 'security'>;
  readonly camera: Pick<CameraControl, 'setScene' | 'isReplaying'>;
  readonly gallery: readonly GalleryEntry[];
  readonly scene: VirtualScene;
  /** Ids of the virtual people. */
  readonly people: readonly string[];
  /** Version of Depthlock. */
  readonly app: string;
  readonly emit: (message: EngineMessage) => void;
}

interface Owner {
  readonly owner: GalleryEntry;
  /** Null: a person presents. */
  readonly scenes: SceneOf | null;
}

export class PadDesk {
  readonly #options: PadDeskOptions;
  #gallery: readonly GalleryEntry[];
  /** As a person has set it: a demonstration shows others, and gives this one back. */
  #scene: VirtualScene;
  #sources: readonly SourceState[] = [];
  #run: PadRun | null = null;
  #isDirecting = false;

  constructor(options: PadDeskOptions) {
    this.#options = options;
    this.#gallery = options.gallery;
    this.#scene = options.scene;
    this.#tell({ phase: 'idle' });
  }

  /** Do frames belong to a test? Then they go to `onFrame`. */
  get isRunning(): boolean {
    return this.#run !== null && !this.#run.isOver;
  }

  /** Resolves when the frame was looked at. */
  async onFrame(frame: RgbdFrame): Promise<void> {
    await this.#options.session.idle;
    await this.#run?.onFrame(frame);
  }

  onSources(sources: readonly SourceState[]): void {
    this.#sources = sources;
  }

  onCameraLost(problem: Problem): void {
    this.#run?.cameraLost(problem.message);
  }

  /** What a person sets during a demonstration is shown after it. */
  setScene(scene: VirtualScene): void {
    this.#scene = scene;
    if (!this.#isDirecting) this.#options.camera.setScene(scene);
  }

  /** A test whose owner was removed is over, and its figures are forgotten. */
  setGallery(gallery: readonly GalleryEntry[]): void {
    const before = this.#gallery;
    this.#gallery = gallery;
    const removed = before.some(
      ({ personId }) => !gallery.some((person) => person.personId === personId),
    );
    if (removed && this.isRunning) this.handle({ kind: 'pad.close' });
  }

  /** Something else needs the camera: what was counted stays. */
  makeWay(): void {
    if (this.isRunning) this.#run?.command({ kind: 'pad.stop' });
  }

  handle(command: PadDeskCommand): void {
    switch (command.kind) {
      case 'pad.start': {
        const owner = this.#owner();
        if (owner.ok) this.#start(owner.value, command);
        else this.#options.emit({ kind: 'problem', problem: owner.problem });
        return;
      }
      case 'pad.close':
        this.makeWay();
        this.#run = null;
        this.#tell({ phase: 'idle' });
        return;
      case 'pad.next':
      case 'pad.repeat':
      case 'pad.skip':
      case 'pad.stop':
        this.#run?.command(command);
    }
  }

  #start(
    { owner, scenes }: Owner,
    { species, attempts }: Extract<PadDeskCommand, { kind: 'pad.start' }>,
  ): void {
    this.makeWay();
    const { vision, app, camera, session, emit } = this.#options;
    this.#isDirecting = scenes !== null;
    const presentations = (['genuine', ...species] as const).map((presentation) => ({
      presentation,
      attempts,
    }));
    this.#run = new PadRun({
      vision,
      owner,
      plan: { presentations },
      security: session.security,
      app,
      demonstrate: scenes === null ? null : (step) => camera.setScene(scenes(step)),
      onView: (view) => {
        if (view.phase === 'done') this.#giveSceneBack();
        this.#tell(view);
      },
      onObservation: (observation) => emit({ kind: 'observation', observation }),
    });
  }

  #giveSceneBack(): void {
    if (!this.#isDirecting) return;
    this.#isDirecting = false;
    this.#options.camera.setScene(this.#scene);
  }

  /** Whom a test would be about, or why there can be none now. */
  #owner(): Result<Owner> {
    const { session, camera, people } = this.#options;
    const streaming = this.#sources.find(({ state }) => state === 'streaming');
    if (camera.isReplaying || session.isEnrolling() || streaming === undefined) {
      return fail(
        'pad-impossible',
        'A test needs the camera for itself, and it is not free or delivers no pictures now. Close what uses it, then start again.',
      );
    }
    const owner = this.#gallery.find(({ personId }) => personId === session.openedFor);
    if (owner === undefined) {
      return fail(
        'pad-impossible',
        'A test is about whoever opened the lock, and nobody has. Enrol, unlock, then start again.',
      );
    }
    const trust = streaming.source === 'virtual' ? 'virtual' : 'sensor';
    if (comparable([owner], trust).length === 0) {
      return fail(
        'pad-impossible',
        'You enrolled with a real camera, and the virtual Kinect opens nothing of that. Choose your camera in Settings, then start again.',
      );
    }
    if (trust === 'sensor') return succeed({ owner, scenes: null });
    const scenes = scenesOf(this.#scene, people);
    return scenes.ok ? succeed({ owner, scenes: scenes.value }) : scenes;
  }

  #tell(view: PadView): void {
    this.#options.emit({ kind: 'pad', view });
  }
}
