/**
 * The engine process: cameras, vision and decisions. Main starts it in a utilityProcess, restarts it when it dies,
 * and brings the new one to the current state with `start`.
 */
import { ENGINE_EXIT } from '../contract/engine/engine-exit.ts';
import type { EngineCommand, EngineMessage } from '../contract/engine/engine-messages.ts';
import type { CameraControl } from './camera/camera-control.ts';
import type { Recordings } from './recordings.ts';
import type { PadDesk } from './session/pad-desk.ts';
import { FrameSender } from './frame-sender.ts';
import { FileProcessesOfMain } from './file-process/file-processes-of-main.ts';
import { findParentPort, type ParentMessage } from './parent-port.ts';
import type { Session } from './session/session.ts';
import { encoderName } from './vision/encode/encoder-info.ts';
import { startVision } from './vision/worker/vision-client.ts';

const TICK_MS = 1000;

type StartCommand = Extract<EngineCommand, { kind: 'engine.start' }>;

interface Running {
  readonly session: Session;
  readonly camera: CameraControl;
  readonly recordings: Recordings;
  readonly pad: PadDesk;
  stop(): Promise<void>;
}

const mainPort = requireParentPort();
const frameSender = new FrameSender(() => running?.recordings.showAgain());
const fileProcesses = new FileProcessesOfMain((wish) => mainPort.postMessage(wish));
let running: Running | null = null;
let queue: Promise<void> = Promise.resolve();

function requireParentPort() {
  const port = findParentPort();
  if (port === null) throw new Error('The engine runs in a utilityProcess of Electron only.');
  return port;
}

function emit(message: EngineMessage): void {
  if (message.kind === 'observation') frameSender.observe(message.observation);
  mainPort.postMessage(message);
}

function die(code: number, detail: unknown): never {
  console.error('engine:', detail);
  process.exit(code);
}

/** What the engine is made of besides vision: loaded while the vision worker loads its models on another thread. */
async function loadParts() {
  const [control, registry, people, mcap, elsewhere, recordings, session, pad] = await Promise.all([
    import('./camera/camera-control.ts'),
    import('./camera/camera-registry.ts'),
    import('./camera/virtual/atlas/people.ts'),
    import('./recording/mcap/create-recording.ts'),
    import('./file-process/files-elsewhere.ts'),
    import('./recordings.ts'),
    import('./session/session.ts'),
    import('./session/pad-desk.ts'),
  ]);
  return {
    ...control,
    ...registry,
    ...people,
    ...mcap,
    ...elsewhere,
    ...recordings,
    ...session,
    ...pad,
  };
}

async function start(command: StartCommand): Promise<Running | null> {
  const visionStarts = startVision({
    assets: command.assets,
    engine: command.encoderEngine,
    onDied: (detail) => die(ENGINE_EXIT.visionDied, detail),
  });
  const {
    CameraControl,
    createCameraRegistry,
    createRecordingsOf,
    FilesElsewhere,
    listVirtualPeople,
    PadDesk,
    Recordings,
    Session,
  } = await loadParts();
  const [vision, people] = await Promise.all([visionStarts, listVirtualPeople(command.assets)]);
  if (!people.ok) emit({ kind: 'problem', problem: people.problem });
  if (!vision.ok) {
    emit({ kind: 'failed', problem: vision.problem });
    return null;
  }
  const { gallery, unlocked, untilAsked, faceAllowed, security } = command;
  const session = new Session({
    vision: vision.value,
    ...{ gallery, unlocked, untilAsked, faceAllowed, security, emit },
    headDisplay: {
      wish: () => frameSender.headWish,
      show: (head) => frameSender.showHead(head),
    },
  });
  const camera = new CameraControl({
    registry: createCameraRegistry({
      assets: command.assets,
      virtualProblem: people.ok ? null : people.problem.message,
    }),
    scene: command.scene,
    mirrored: command.mirrored,
    onFrame: (frame, picture = null): Promise<void> => {
      const isRecorded = frame.camera.trust === 'recording';
      // Copied for the window first: vision takes the arrays away.
      frameSender.offer(frame, { picture, isResting: !isRecorded && session.isResting });
      if (recordings.isRehearsing) return recordings.rehearse(frame);
      return pad.isRunning ? pad.onFrame(frame) : session.onFrame(frame);
    },
    onSensorFrame: (frame) => {
      recordings.recorder.offer(frame);
    },
    wantsSensorFrames: (): boolean => recordings.recorder.isRecording,
    onSources: (sources) => {
      recordings.onSources(sources);
      pad.onSources(sources);
      emit({ kind: 'sources', sources });
    },
    onStarted: () => {
      if (!recordings.isRehearsing) session.onCameraStarted();
    },
    onLost: (problem) => {
      pad.onCameraLost(problem);
      session.onCameraLost(problem);
      emit({ kind: 'problem', problem });
    },
  });
  const made = { app: command.app, encoder: encoderName(vision.value.encoder) };
  const files = new FilesElsewhere(fileProcesses.start, createRecordingsOf(made));
  const recordings: Recordings = new Recordings({
    folder: command.recordings,
    limit: command.recordingsLimit,
    files: files.recordings,
    convert: files.convert,
    vision: vision.value,
    session,
    camera,
    gallery,
    ...{ assets: command.assets, encoderEngine: command.encoderEngine },
    isBusy: () => pad.isRunning,
    onPicture: (frame, picture) => frameSender.offer(frame, { picture }),
    emit,
  });
  const pad: PadDesk = new PadDesk({
    vision: vision.value,
    session,
    camera,
    gallery,
    scene: command.scene,
    people: people.ok ? people.value.map(({ id }) => id) : [],
    app: command.app,
    emit,
  });
  emit({
    kind: 'ready',
    encoder: encoderName(vision.value.encoder),
    runtime: vision.value.runtime,
    thresholds: vision.value.encoder.thresholds,
    virtualPeople: people.ok ? people.value : [],
  });
  session.tellAll();
  const ticking = setInterval(() => {
    session.tick();
  }, TICK_MS);
  // Not awaited: a sensor may take seconds, and a PIN does not wait for it.
  void camera.select(command.source);
  return {
    session,
    camera,
    recordings,
    pad,
    async stop() {
      clearInterval(ticking);
      await recordings.dispose();
      files.dispose();
      await camera.stop();
      await vision.value.dispose();
    },
  };
}

async function stop(): Promise<never> {
  await running?.stop();
  frameSender.close();
  process.exit(ENGINE_EXIT.stopped);
}

async function handle(command: EngineCommand): Promise<void> {
  if (command.kind === 'engine.stop') return stop();
  if (command.kind === 'engine.start') {
    await running?.stop();
    frameSender.setShown(command.windowShown);
    running = await start(command);
    return;
  }
  if (running !== null) apply(running, command);
}

function apply(
  { session, camera, recordings, pad }: Running,
  command: Exclude<EngineCommand, { kind: 'engine.start' | 'engine.stop' }>,
): void {
  switch (command.kind) {
    case 'camera.select':
      pad.makeWay();
      void recordings.selectCamera(command.source);
      return;
    case 'camera.mirror':
      void camera.setMirrored(command.mirrored);
      return;
    case 'window.show':
      return frameSender.setShown(command.shown);
    case 'scene.set':
      return pad.setScene(command.scene);
    case 'people.set':
      recordings.setGallery(command.gallery);
      pad.setGallery(command.gallery);
      return session.setGallery(command.gallery);
    case 'enrolment.start':
      pad.makeWay();
      return session.enrol(command);
    case 'enrolment.continue':
    case 'enrolment.partial':
    case 'enrolment.whole':
    case 'enrolment.cancel':
    case 'enrolment.finish':
      return session.enrol(command);
    case 'lock.lock':
    case 'lock.ask':
    case 'lock.face':
    case 'lock.pin':
    case 'lock.security':
      return session.lock(command);
    case 'player.open':
      pad.makeWay();
      return recordings.handle(command);
    case 'record.start':
    case 'record.stop':
    case 'recordings.list':
    case 'recordings.limit':
    case 'recordings.repair':
    case 'player.control':
    case 'player.becomeCamera':
    case 'player.close':
    case 'analysis.start':
    case 'analysis.stop':
    case 'analysis.end':
    case 'exchange.start':
    case 'exchange.cancel':
      return recordings.handle(command);
    case 'pad.start':
    case 'pad.next':
    case 'pad.repeat':
    case 'pad.skip':
    case 'pad.stop':
    case 'pad.close':
      return pad.handle(command);
    case 'ask':
      // Not awaited: what follows does not wait for an answer.
      void answerTo(command, session, recordings).then(emit);
      return;
  }
}

async function answerTo(
  asked: Extract<EngineCommand, { kind: 'ask' }>,
  session: Session,
  recordings: Recordings,
): Promise<EngineMessage> {
  const { id, question } = asked;
  switch (question) {
    case 'enrolment.take':
      return { kind: 'answer', id, question, answer: session.capturedEnrolment() };
    case 'attempts.recent':
      return { kind: 'answer', id, question, answer: session.recentAttempts };
    case 'player.picture': {
      const answer = session.isOpen ? await recordings.pictureAt(asked.timeMs) : null;
      return { kind: 'answer', id, question, answer };
    }
  }
}

/** Narrows by what a message holds, which TypeScript does not do by itself. */
function isOf<Kind extends ParentMessage['data']['kind']>(
  message: ParentMessage,
  kind: Kind,
): message is Extract<ParentMessage, { readonly data: { readonly kind: Kind } }> {
  return message.data.kind === kind;
}

/** One after the other: a command that comes while the engine still starts waits for it. */
function enqueue(command: EngineCommand): void {
  queue = queue.then(() => handle(command));
}

process.on('uncaughtException', (error) => die(ENGINE_EXIT.uncaught, error));
process.on('unhandledRejection', (error) => die(ENGINE_EXIT.uncaught, error));
process.once('SIGTERM', () => {
  enqueue({ kind: 'engine.stop' });
});

mainPort.on('message', (message) => {
  // Compared one by one, so that each kind keeps the kind of its port.
  if (isOf(message, 'frame-port')) {
    if (message.ports[0] !== undefined) frameSender.setPort(message.ports[0]);
  } else if (isOf(message, 'file-port')) {
    if (message.ports[0] !== undefined) fileProcesses.connect(message.data.id, message.ports[0]);
  } else if (isOf(message, 'file-gone')) fileProcesses.gone(message.data.id);
  else enqueue(message.data);
});
