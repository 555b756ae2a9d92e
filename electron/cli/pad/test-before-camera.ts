/** Runs a presentation attack test before a camera, from the owner's enrolment to the numbers. */
import type { SourceName, VirtualScene } from '../../contract/camera.ts';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import type { RgbdFrame } from '../../contract/frame.ts';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import type { SecurityChoice } from '../../contract/security.ts';
import type { PadPlan, PadResults, PadView } from '../../contract/pad/pad.ts';
import { CameraControl } from '../../engine/camera/camera-control.ts';
import type { CameraRegistry } from '../../engine/camera/camera-source.ts';
import { CameraRecording } from '../../engine/recording/record-camera.ts';
import { LiveEnrolment } from '../../engine/session/live-enrolment.ts';
import { PadRun } from '../../engine/session/pad-run.ts';
import { scenesOf, type SceneOf } from '../../engine/session/pad-scenes.ts';
import type { Vision } from '../../engine/vision/pipeline.ts';
import { clearProgress, showProgress } from '../progress-line.ts';
import { enrolNamed, type NamedRecording } from '../recordings/named-recording.ts';
import { commandOf, readKeys, type KeySource } from './keys.ts';
import { enrolmentLine, tell } from './lead.ts';

export interface PadTestOptions {
  readonly vision: Vision;
  readonly registry: CameraRegistry;
  readonly source: SourceName;
  readonly scene: VirtualScene;
  /** Ids of the virtual people. */
  readonly people: readonly string[];
  /** Null: whoever sits before the camera enrols first. */
  readonly owner: NamedRecording | null;
  readonly ownerName: string;
  readonly plan: PadPlan;
  readonly security: SecurityChoice;
  readonly app: string;
  /** Null: no picture is kept. */
  readonly keepRecording: string | null;
  /** Ends it early; what was counted is kept. */
  readonly signal: AbortSignal;
  /** Null: nobody is led, the virtual Kinect plays by itself. */
  readonly keys: KeySource | null;
}

const STOPPED = 'It was stopped before anybody was enrolled, so nothing was tested.';

export async function testBeforeCamera(options: PadTestOptions): Promise<Result<PadResults>> {
  const { scene, people, keepRecording } = options;
  const scenes = scenesOf(scene, people);
  if (options.keys === null && !scenes.ok) return scenes;
  const recording = keepRecording === null ? null : keepPictures(keepRecording, options.app);
  const stage = new Stage(options, recording);
  try {
    const owner = await ownerOf(options, stage);
    if (!owner.ok) return owner;
    const demonstrate = scenes.ok && options.keys === null ? scenes.value : null;
    return succeed(await runTest(options, stage, owner.value, demonstrate));
  } finally {
    await stage.close();
  }
}

/** The camera, the keys, and who is asked of both just now. */
class Stage {
  readonly camera: CameraControl;
  readonly #recording: CameraRecording | null;
  readonly #file: string | null;
  readonly #giveBack: () => void;
  #onFrame: (frame: RgbdFrame) => Promise<void> = () => Promise.resolve();
  #onKey: (key: string) => void = () => undefined;
  #onLost: (problem: Problem) => void = () => undefined;

  constructor(
    { registry, source, scene, keys, keepRecording }: PadTestOptions,
    recording: CameraRecording | null,
  ) {
    this.#recording = recording;
    this.#file = keepRecording;
    this.camera = new CameraControl({
      registry,
      scene,
      onFrame: async (frame) => {
        await recording?.ready();
        await this.#onFrame(frame);
      },
      ...(recording === null ? {} : { onSensorFrame: (frame) => recording.take(frame) }),
      wantsSensorFrames: () => recording !== null,
      onSources: () => undefined,
      onStarted: () => undefined,
      onLost: (problem) => {
        clearProgress();
        console.error(problem.message);
        this.#onLost(problem);
      },
    });
    this.#giveBack = keys === null ? () => undefined : readKeys(keys, (key) => this.#onKey(key));
    void this.camera.select(source);
  }

  ask(
    onFrame: (frame: RgbdFrame) => Promise<void>,
    onKey: (key: string) => void,
    onLost: (problem: Problem) => void,
  ): void {
    [this.#onFrame, this.#onKey, this.#onLost] = [onFrame, onKey, onLost];
  }

  async close(): Promise<void> {
    this.#giveBack();
    await this.camera.stop();
    const closed = await this.#recording?.close(null);
    if (closed === undefined) return;
    console.error(
      closed.ok
        ? `PICTURES of everybody who was before the camera are in ${String(this.#file)}. Delete it when you do not need it any more.`
        : closed.problem.message,
    );
  }
}

function keepPictures(file: string, app: string): CameraRecording {
  console.error(
    `PICTURES ARE KEPT, as --keep-recording asks: everything that the camera sees is written to ${file}.`,
  );
  const signal = new AbortController().signal;
  const recording = new CameraRecording({ file, seconds: Infinity, color: 'jpeg', app, signal });
  void recording.ended.then((problem) => {
    if (problem !== null) console.error(problem.message);
  });
  return recording;
}

async function ownerOf(options: PadTestOptions, stage: Stage): Promise<Result<GalleryEntry>> {
  const { owner, vision, ownerName, scene, keys, signal } = options;
  if (owner !== null) {
    showProgress(`Enrolling ${owner.name}`);
    const enrolled = await enrolNamed(vision, owner);
    clearProgress();
    return signal.aborted ? fail('enrolment-incomplete', STOPPED) : enrolled;
  }
  if (keys !== null) {
    console.error(
      'First you enrol, for this test only: look at the camera and turn your head slowly round, twice.\n  p if you cannot turn your head, q to stop.',
    );
  } else {
    stage.camera.setScene({ ...scene, motion: { kind: 'script', script: 'head-circle' } });
  }
  const enrolment = new LiveEnrolment(vision, ownerName, (view) => {
    showProgress(enrolmentLine(view));
  });
  stage.ask(
    (frame) => enrolment.onFrame(frame),
    (key) => {
      if (key === 'p') enrolment.partial();
      if (key === 'q') enrolment.stop(STOPPED);
    },
    // A device may come back; what is drawn here does not.
    ({ message }) => {
      if (keys === null) enrolment.stop(message);
    },
  );
  const stop = (): void => enrolment.stop(STOPPED);
  signal.addEventListener('abort', stop);
  if (signal.aborted) stop();
  const enrolled = await enrolment.done;
  signal.removeEventListener('abort', stop);
  clearProgress();
  return enrolled;
}

async function runTest(
  { vision, plan, security, app, signal }: PadTestOptions,
  stage: Stage,
  owner: GalleryEntry,
  sceneOf: SceneOf | null,
): Promise<PadResults> {
  return new Promise((resolve) => {
    let before: PadView = { phase: 'idle' };
    const run = new PadRun({
      vision,
      owner,
      plan,
      security,
      app,
      demonstrate: sceneOf === null ? null : (step) => stage.camera.setScene(sceneOf(step)),
      onView: (view) => {
        show(view, before);
        before = view;
        if (view.phase === 'done') resolve(view.results);
      },
    });
    const stop = (): void => run.command({ kind: 'pad.stop' });
    stage.ask(
      (frame) => run.onFrame(frame),
      (key) => {
        const command = commandOf(key);
        if (command !== null) run.command(command);
      },
      ({ message }) => {
        run.cameraLost(message);
        if (sceneOf !== null) stop();
      },
    );
    signal.addEventListener('abort', stop);
    if (signal.aborted) stop();
  });
}

/** Prompts and results go to the error stream: the figures alone are the output. */
function show(view: PadView, before: PadView): void {
  const { lines, live } = tell(view, before);
  if (lines.length > 0) {
    clearProgress();
    for (const line of lines) console.error(line);
  }
  if (live !== '') showProgress(live);
}
