import {
  applyAppEvent,
  type AppEvent,
  type AppState,
} from '../../electron/contract/window/app-state.ts';
import type {
  DepthlockBridge,
  RequestName,
  Requests,
} from '../../electron/contract/window/bridge.ts';
import type { VirtualScene } from '../../electron/contract/camera.ts';
import type { ExchangeJob } from '../../electron/contract/exchange.ts';
import { RING_TICKS, type EnrolmentView } from '../../electron/contract/identity.ts';
import type { Observation, StageTimes } from '../../electron/contract/observation.ts';
import { languageInUse } from '../../electron/contract/language.ts';
import { fail, succeed, type Result } from '../../electron/contract/problem.ts';
import type { AnalysisView } from '../../electron/contract/recording-analysis.ts';
import type { PlayerControl, PlayerView } from '../../electron/contract/recordings.ts';
import type { FrameListener } from '../frames/port/frame-hub.ts';
import { OPENING_EVIDENCE, STILL } from './fake-states.ts';
import { sampleAnalysis, sampleComparison, sampleTracks } from './sample-analysis.ts';
import { sampleActivity } from './sample-activity.ts';
import type { TrainingPhase, TrainingView } from '../../electron/contract/training.ts';
import { sampleEmbeddings } from './sample-embeddings.ts';
import { faceBoxOf, syntheticFrame, type HeadPlace } from './synthetic-frame.ts';

const FRAME_MS = 1000 / 30;
/** Frames for one circle of the head. */
const CIRCLE = 180;
const LOOK_FRAMES = 20;
const PIN = '246824';
const FAKE_CODE = '7K2M-Q9XD-4TBR-WV1E-HN83-P5ZC-0GJA-6SYF';

const TIMES: StageTimes = {
  detect: 0,
  landmarks: 3.1,
  pose: 0.6,
  fuse: 1.2,
  embed: 1.9,
  liveness: 0.4,
  total: 7.4,
};

export interface FakeBridge {
  readonly bridge: DepthlockBridge;
  readonly onFrame: (listener: FrameListener) => () => void;
  /** Pushes an event, as main would. */
  readonly emit: (event: AppEvent) => void;
  /** No more frames. */
  readonly stop: () => void;
}

/**
 * Plays main and the engine without either: it answers every request, delivers drawn frames, fills the ring of an
 * enrolment and opens the lock when the enrolled virtual person looks at it.
 * @param start initial state
 * @param playing whether lock and enrolment advance by themselves; false freezes the state for a screenshot
 * @param frames how many the camera delivers before it stands still; default: no end
 */
const CONFIRM = fail(
  'confirm-needed',
  'This needs your PIN once more: whoever finds Depthlock open must not be able to do it.',
);

export function createFakeBridge(start: AppState, playing: boolean, frames = Infinity): FakeBridge {
  let app = start;
  let sequence = 0;
  let activity = sampleActivity(new Date());
  let lookedFor = 0;
  let owner: string | null = start.people.length > 0 ? 'ada' : null;
  const eventListeners = new Set<(event: AppEvent) => void>();
  const frameListeners = new Set<FrameListener>();

  function changeTraining(changes: Partial<TrainingView>): Result<undefined> {
    emit({ kind: 'training', view: { ...app.training, ...changes } });
    return succeed(undefined);
  }

  function changeRun(now: TrainingPhase): Result<undefined> {
    const { run } = app.training;
    return changeTraining({ run: run === null ? null : { ...run, now } });
  }

  function emit(event: AppEvent): void {
    app = applyAppEvent(app, event);
    for (const listener of eventListeners) listener(event);
  }

  function tick(): void {
    sequence += 1;
    if (sequence >= frames) clearInterval(ticking);
    const place = headPlace(app.scene, sequence);
    const frame = syntheticFrame(sequence, place);
    for (const listener of frameListeners) listener(frame);
    if (app.engine.phase !== 'running') return;
    emit({ kind: 'observation', observation: observe(sequence, place) });
    emit({ kind: 'distances', distances: distances(place) });
    if (sequence % 15 === 0) emit({ kind: 'statistics', statistics: statistics() });
    if (!playing) return;
    if (app.enrolment.phase === 'capturing') capture(app.enrolment, place);
    else look(place);
  }

  function distances(place: HeadPlace | null) {
    if (place === null) return [];
    return app.people.map(({ id, name }, index) => {
      const near = index === 0 ? 0.42 : 1.18;
      const wander = 0.05 * Math.sin(sequence / 23 + 2 * index) + 0.02 * Math.sin(sequence / 5);
      return { personId: id, name, distance: near + wander };
    });
  }

  function statistics() {
    const rates = { sensorFps: 30, visionFps: 29.6, replacedPerSecond: 0.4, missedPerSecond: 0 };
    return { ...rates, skipped: 12, cpuPercent: 38, memoryMb: 212 };
  }

  function capture(
    view: Extract<EnrolmentView, { phase: 'capturing' }>,
    place: HeadPlace | null,
  ): void {
    if (place === null) {
      emit({ kind: 'enrolment', view: { ...view, direction: null, hint: 'nobody' } });
      return;
    }
    const direction = { x: place.yaw / 20, y: place.pitch / 20 };
    const turn = Math.atan2(direction.x, -direction.y) / (2 * Math.PI);
    const reached = Math.hypot(direction.x, direction.y) > 0.7;
    const pointed = Math.round(((turn + 1) % 1) * RING_TICKS) % RING_TICKS;
    const ticks = view.ticks.map((filled, index) => filled || (reached && index === pointed));
    const references = ticks.filter(Boolean).length;
    if (references < RING_TICKS) {
      emit({ kind: 'enrolment', view: { ...view, ticks, direction, hint: 'none', references } });
      return;
    }
    const phase = view.pass === 1 ? 'between-passes' : 'naming';
    emit({ kind: 'enrolment', view: { phase, references, isKnownLook: false } });
  }

  function look(place: HeadPlace | null): void {
    const { phase } = app.lock;
    if (phase !== 'locked' && phase !== 'looking' && phase !== 'not-recognised') return;
    lookedFor = place === null ? 0 : lookedFor + 1;
    if (place === null && phase !== 'locked')
      emit({ kind: 'lock', view: { phase: 'locked', hint: 'nobody' } });
    if (lookedFor === 5) emit({ kind: 'lock', view: { phase: 'looking', hint: 'none' } });
    if (lookedFor < LOOK_FRAMES) return;
    lookedFor = -60;
    const { presentation } = app.scene;
    if (presentation.startsWith('print') || presentation === 'tablet') {
      emit({ kind: 'lock', view: { phase: 'looks-like-a-picture', triesLeft: 2 } });
    } else if (app.scene.person === owner) {
      unlock('face');
    } else {
      emit({
        kind: 'lock',
        view: { phase: 'not-recognised', because: 'stranger', triesLeft: 3 },
      });
    }
  }

  function unlock(by: 'face' | 'pin'): void {
    const person = app.people[0];
    if (person === undefined) return;
    const by_face =
      by === 'face'
        ? { distance: 0.42, threshold: 0.82, latencyMs: 212, evidence: OPENING_EVIDENCE }
        : {};
    emit({
      kind: 'lock',
      view: { phase: 'unlocked', personId: person.id, name: person.name, by, ...by_face },
    });
  }

  function startPass(pass: 1 | 2): void {
    const ticks = Array.from({ length: RING_TICKS }, () => false);
    emit({
      kind: 'enrolment',
      view: {
        phase: 'capturing',
        pass,
        ticks,
        centreCaptured: false,
        direction: null,
        hint: 'none',
        references: 0,
        still: null,
      },
    });
  }

  /** Who of the enrolled has the face that was captured: it is asked whether it is somebody else. */
  function twin(): Result<never> | null {
    const person = app.people[0];
    if (person === undefined || app.scene.person !== owner) return null;
    return fail(
      'looks-like-somebody',
      `This face looks like ${person.name}’s, who is enrolled already. If it is ${person.name}, add it to them as another look instead: Settings, People.`,
    );
  }

  function enrolled(name: string): Result<{ personId: string; recoveryCode: string | null }> {
    const id = `p-${app.people.length + 1}`;
    owner = app.scene.person;
    const person = {
      id,
      name,
      references: 49,
      enrolledAt: new Date().toISOString(),
      trust: 'virtual' as const,
      encoder: 'depthlock-2026-11',
      hasPin: true,
      appearances: [],
    };
    emit({ kind: 'people', people: [...app.people, person] });
    emit({ kind: 'lock', view: { phase: 'unlocked', personId: id, name, by: 'pin' } });
    emit({ kind: 'enrolment', view: { phase: 'done', personId: id, references: 49 } });
    return succeed({
      personId: id,
      recoveryCode: app.people.length === 1 ? FAKE_CODE : null,
    });
  }

  function startExchange(direction: ExchangeJob['direction'], name: string): Result<undefined> {
    const progress = { phase: 'running', done: 120, total: 400, leftMs: 9000 } as const;
    const job: ExchangeJob = { id: `job-${sequence}`, direction, name, progress };
    emit({ kind: 'exchange', jobs: [...app.exchange, job] });
    return succeed(undefined);
  }

  function keepAnalysis(view: AnalysisView): void {
    const others = app.analyses.filter((one) => one.id !== view.id || one.kind !== view.kind);
    emit({ kind: 'analyses', analyses: [...others, view] });
  }

  function withoutJob(id: string): Result<undefined> {
    emit({ kind: 'exchange', jobs: app.exchange.filter((job) => job.id !== id) });
    return succeed(undefined);
  }

  function keepPeople(people: AppState['people']): void {
    emit({ kind: 'people', people });
    if (people.length === 0) emit({ kind: 'lock', view: { phase: 'nothing-enrolled' } });
  }

  let isConfirmed = false;
  function takeConfirmation(): boolean {
    const was = isConfirmed;
    isConfirmed = false;
    return was;
  }

  const answers: { [N in RequestName]: (argument: Requests[N][0]) => Requests[N][1] } = {
    'state.get': () => app,
    'camera.select': ({ source }) => {
      emit({
        kind: 'sources',
        sources: app.sources.map((entry) => ({
          ...entry,
          state:
            entry.source === source
              ? 'streaming'
              : entry.state === 'streaming'
                ? 'available'
                : entry.state,
        })),
      });
      emit({ kind: 'lock', view: { phase: 'locked', hint: 'none' } });
      return succeed(undefined);
    },
    'camera.mirror': ({ source, mirrored }) => {
      const others = app.mirrored.filter((device) => device !== source);
      emit({ kind: 'mirrored', mirrored: mirrored ? [...others, source] : others });
      return succeed(undefined);
    },
    'lock.confirm': ({ pin }) => {
      isConfirmed = pin === PIN;
      return isConfirmed ? succeed(undefined) : fail('wrong-pin', 'That PIN is not right.');
    },
    'lock.settings': (lockSettings) => {
      if (!takeConfirmation()) return CONFIRM;
      emit({ kind: 'lock-settings', lockSettings });
      return succeed(undefined);
    },
    'security.set': ({ security }) => {
      if (!takeConfirmation()) return CONFIRM;
      emit({ kind: 'security', security });
      return succeed(undefined);
    },
    'scene.set': (scene) => {
      emit({ kind: 'scene', scene });
      return succeed(undefined);
    },
    'enrolment.start': () => {
      startPass(1);
      return succeed(undefined);
    },
    'enrolment.continue': () => {
      startPass(2);
      return succeed(undefined);
    },
    'enrolment.partial': () => {
      emit({ kind: 'enrolment', view: STILL });
      return succeed(undefined);
    },
    'enrolment.whole': () => {
      startPass(1);
      return succeed(undefined);
    },
    'enrolment.cancel': () => {
      emit({ kind: 'enrolment', view: { phase: 'idle' } });
      return succeed(undefined);
    },
    'enrolment.finish': ({ name, anyway }) => (anyway === true ? null : twin()) ?? enrolled(name),
    'lock.lock': () => {
      lookedFor = 0;
      emit({ kind: 'lock', view: { phase: 'locked', hint: 'none' } });
      return succeed(undefined);
    },
    'lock.ask': () => succeed(undefined),
    'live.save': () => (takeConfirmation() ? succeed(undefined) : CONFIRM),
    'explorer.embeddings': () => succeed(sampleEmbeddings(app)),
    'explorer.export': () => (takeConfirmation() ? succeed(undefined) : CONFIRM),
    'explorer.open': (wanted) => {
      const recording =
        wanted.kind === 'recording' ? app.recordings.find(({ id }) => id === wanted.id) : null;
      const id = `source-${app.openedSources.length}`;
      const name = recording?.name ?? 'family';
      const progress = { phase: 'reading', done: 12, total: 40 } as const;
      const sources = [...app.openedSources, { id, kind: wanted.kind, name, progress }];
      emit({ kind: 'opened-sources', sources });
      return succeed(undefined);
    },
    'explorer.close': ({ id }) => {
      const sources = app.openedSources.filter((source) => source.id !== id);
      emit({ kind: 'opened-sources', sources });
      return succeed(undefined);
    },
    'training.chooseData': () => changeTraining({ data: '/home/ada/training-data' }),
    'training.addPeople': () =>
      changeTraining({ people: [...app.training.people, `/home/ada/family-${sequence}`] }),
    'training.removePeople': ({ index }) =>
      changeTraining({ people: app.training.people.filter((_, i) => i !== index) }),
    'training.start': (wish) =>
      changeTraining({
        run: {
          ...{ wish, people: app.training.people, passes: 0, totalPasses: wish.passes, loss: null },
          curves: { losses: [], validations: [] },
          now: { phase: 'running', stage: { kind: 'starting' } },
        },
      }),
    'training.pause': () => changeRun({ phase: 'paused', because: 'asked' }),
    'training.resume': () => changeRun({ phase: 'running', stage: { kind: 'starting' } }),
    'training.stop': () => changeTraining({ run: null }),
    'evaluation.start': () => {
      const view = { phase: 'running', dataset: 'family', done: 31, total: 120 } as const;
      emit({ kind: 'evaluation', view });
      return succeed(undefined);
    },
    'evaluation.close': () => {
      emit({ kind: 'evaluation', view: { phase: 'idle' } });
      return succeed(undefined);
    },
    'evaluation.openReport': () => succeed(undefined),
    'lock.pin': ({ pin }) => {
      if (pin !== PIN) return fail('wrong-pin', 'That PIN is not right.');
      unlock('pin');
      return succeed(undefined);
    },
    'people.remove': ({ personId }) => {
      keepPeople(app.people.filter(({ id }) => id !== personId));
      return succeed(undefined);
    },
    'enrolment.addTo': ({ personId }) => {
      emit({ kind: 'enrolment', view: { phase: 'done', personId, references: 49 } });
      return succeed(undefined);
    },
    'people.rename': ({ personId, name }) => {
      keepPeople(app.people.map((one) => (one.id === personId ? { ...one, name } : one)));
      return succeed(undefined);
    },
    'people.removeAppearance': () => succeed(undefined),
    'pin.change': ({ pin }) =>
      pin === PIN ? succeed(undefined) : fail('wrong-pin', 'That PIN is not right.'),
    'vault.newRecoveryCode': ({ pin }) =>
      pin === PIN ? succeed(FAKE_CODE) : fail('wrong-pin', 'That PIN is not right.'),
    'vault.recover': ({ code }) =>
      code === FAKE_CODE
        ? succeed(app.people.map(({ id, name }) => ({ id, name })))
        : fail('wrong-pin', 'That recovery code is not right.'),
    'vault.recoverPin': () => {
      unlock('pin');
      return succeed(undefined);
    },
    'vault.openPrevious': () => {
      emit({ kind: 'vault', view: { phase: 'open', hasRecoveryCode: true } });
      return succeed(undefined);
    },
    'vault.startOver': () => {
      emit({ kind: 'vault', view: { phase: 'open', hasRecoveryCode: true } });
      keepPeople([]);
      return succeed(undefined);
    },
    'people.removeAll': () => {
      keepPeople([]);
      return succeed(undefined);
    },
    'engine.choose': ({ engine: encoderEngine }) => {
      emit({ kind: 'encoder-engine', encoderEngine });
      if (app.engine.phase === 'running') {
        const runtime = { ...app.engine.runtime, engine: encoderEngine };
        emit({ kind: 'engine', state: { ...app.engine, runtime } });
      }
      return succeed(undefined);
    },
    'engine.restart': () => {
      emit({ kind: 'engine', state: { phase: 'starting' } });
      return succeed(undefined);
    },
    'record.start': () => {
      emit({
        kind: 'recorder',
        view: {
          phase: 'recording',
          elapsedMs: 0,
          bytes: 0,
          bytesPerMinute: 0,
          frames: 0,
          droppedByDisk: 0,
          missedByCamera: 0,
          spaceLeft: 118e9,
        },
      });
      return succeed(undefined);
    },
    'record.stop': () => {
      emit({ kind: 'recorder', view: { phase: 'idle', obstacle: null, spaceLeft: 118e9 } });
      return succeed(undefined);
    },
    'recordings.thumbnail': () => succeed(null),
    'recordings.remove': ({ id }) => {
      const recordings = app.recordings.filter((recording) => recording.id !== id);
      emit({ kind: 'recordings', recordings });
      return succeed(undefined);
    },
    'recordings.rename': ({ id, name }) => {
      const recordings = app.recordings.map((recording) =>
        recording.id === id ? { ...recording, name } : recording,
      );
      emit({ kind: 'recordings', recordings });
      return succeed(undefined);
    },
    'recordings.reveal': () => succeed(undefined),
    'recordings.repair': ({ id }) => {
      const whole = app.recordings
        .filter((recording) => recording.id === id)
        .map((recording) => ({
          ...recording,
          id: `${id}-repaired`,
          name: `${recording.name} (repaired)`,
          complete: true,
        }));
      emit({ kind: 'recordings', recordings: [...whole, ...app.recordings] });
      return succeed(undefined);
    },
    'player.open': ({ id }) => {
      const recording = app.recordings.find((candidate) => candidate.id === id);
      if (recording === undefined)
        return fail(
          'recording-missing',
          'This recording is not in the folder any more. It may have been moved or deleted.',
        );
      const { frames, durationMs } = recording;
      emit({
        kind: 'player',
        view: {
          phase: 'open',
          id,
          mode: 'player',
          playing: false,
          speed: 1,
          loop: false,
          index: 0,
          frames,
          timeMs: 0,
          durationMs,
          recognition: null,
        },
      });
      return succeed(undefined);
    },
    'player.control': (control) => {
      const { player } = app;
      if (player.phase === 'open') {
        emit({ kind: 'player', view: { ...player, ...afterControl(player, control) } });
      }
      return succeed(undefined);
    },
    'player.becomeCamera': () => {
      const { player } = app;
      if (player.phase === 'open') {
        emit({ kind: 'player', view: { ...player, mode: 'camera', playing: true } });
      }
      emit({ kind: 'lock', view: { phase: 'locked', hint: 'none' } });
      return succeed(undefined);
    },
    'player.close': () => {
      emit({ kind: 'player', view: { phase: 'closed' } });
      return succeed(undefined);
    },
    'player.picture': () => succeed(null),
    'analysis.start': ({ id }) => {
      const recording = app.recordings.find((one) => one.id === id);
      if (recording !== undefined) keepAnalysis(sampleAnalysis(recording, 'running', 0.3));
      return succeed(undefined);
    },
    'analysis.compare': ({ id, encoder }) => {
      const recording = app.recordings.find((one) => one.id === id);
      if (recording !== undefined) keepAnalysis(sampleComparison(recording, encoder));
      return succeed(undefined);
    },
    'analysis.resume': ({ id, of }) => {
      const known = app.analyses.find((one) => one.id === id && one.kind === of);
      if (known !== undefined) keepAnalysis({ ...known, phase: 'running' });
      return succeed(undefined);
    },
    'analysis.stop': ({ id, of }) => {
      const running = app.analyses.find((one) => one.id === id && one.kind === of);
      if (running !== undefined) keepAnalysis({ ...running, phase: 'stopped' });
      return succeed(undefined);
    },
    'analysis.forget': ({ id, of }) => {
      const analyses = app.analyses.filter((one) => one.id !== id || one.kind !== of);
      emit({ kind: 'analyses', analyses });
      return succeed(undefined);
    },
    'analysis.tracks': ({ id, of, from }) => {
      const known = app.analyses.find((one) => one.id === id && one.kind === of);
      return succeed(known === undefined ? null : sampleTracks(known, from));
    },
    'analysis.encoders': () => succeed(['squeezenet']),
    'recordings.limit': ({ limit }) => {
      emit({ kind: 'recordings-limit', limit });
      return succeed(undefined);
    },
    'exchange.import': ({ kind }) => startExchange('import', kind),
    'exchange.importDropped': ({ path }) => startExchange('import', path),
    'exchange.export': ({ id, format }) => startExchange('export', `${id} as ${format}`),
    'exchange.cancel': ({ id }) => withoutJob(id),
    'exchange.reveal': () => succeed(undefined),
    'exchange.dismiss': ({ id }) => withoutJob(id),
    'exchange.dismissEnded': () => {
      const jobs = app.exchange.filter(({ progress: { phase } }) => phase === 'running');
      emit({ kind: 'exchange', jobs });
      return succeed(undefined);
    },
    'language.set': ({ choice }) => {
      emit({ kind: 'language', language: { choice, used: languageInUse(choice, ['en']) } });
      return succeed(undefined);
    },
    'startsAtLogin.set': ({ startsAtLogin }) => {
      emit({ kind: 'starts-at-login', startsAtLogin });
      return succeed(undefined);
    },
    'lockActions.set': (actions) => {
      if (!takeConfirmation()) return CONFIRM;
      emit({ kind: 'lock-actions', actions });
      return succeed(undefined);
    },
    'about.get': () =>
      succeed({
        ...{ app: '0.1.0', electron: '45.4.1', chrome: '148.0', node: '24.11.0' },
        encoders: ['fused 4', 'squeezenet 3'],
        releases: 'https://api.github.com/repos/example/depthlock/releases/latest',
      }),
    'about.checkVersion': () => succeed({ version: '0.2.0', isNewer: true }),
    'about.notices': () => succeed('# Notices\n\nThird-party software, models and data.'),
    'about.copyDiagnostics': () => succeed(undefined),
    'storage.get': () =>
      succeed({
        folders: [
          { folder: 'vault', path: '/home/ada/.config/Depthlock/vault', bytes: 48_000 },
          { folder: 'recordings', path: '/home/ada/.config/Depthlock/recordings', bytes: 3.2e9 },
        ],
        bytesLeft: 118e9,
      }),
    'storage.open': () => succeed(undefined),
    'activity.list': () => succeed(activity),
    'activity.export': () => (takeConfirmation() ? succeed(undefined) : CONFIRM),
    'activity.erase': () => {
      if (!takeConfirmation()) return CONFIRM;
      activity = [];
      return succeed(undefined);
    },
    'pad.start': () => succeed(undefined),
    'pad.next': () => succeed(undefined),
    'pad.repeat': () => succeed(undefined),
    'pad.skip': () => succeed(undefined),
    'pad.stop': () => succeed(undefined),
    'pad.close': () => {
      emit({ kind: 'pad', view: { phase: 'idle' } });
      return succeed(undefined);
    },
    'pad.copy': () => succeed(undefined),
    'pad.save': () => succeed(undefined),
  };

  const ticking = setInterval(tick, FRAME_MS);

  return {
    bridge: {
      request: (name, argument) => Promise.resolve(answers[name](argument)),
      pathOfFile: () => '',
      onEvent: (listener) => subscribe(eventListeners, listener),
    },
    onFrame: (listener) => subscribe(frameListeners, listener),
    emit,
    stop: () => clearInterval(ticking),
  };
}

type OpenPlayer = Extract<PlayerView, { phase: 'open' }>;

function afterControl(player: OpenPlayer, control: PlayerControl): Partial<OpenPlayer> {
  switch (control.kind) {
    case 'play':
      return { playing: true };
    case 'pause':
      return { playing: false };
    case 'step':
      return { playing: false, index: player.index + control.frames };
    case 'seek':
      return { timeMs: control.timeMs };
    case 'speed':
      return { speed: control.speed };
    case 'loop':
      return { loop: control.loop };
  }
}

function subscribe<T>(listeners: Set<T>, listener: T): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function headPlace(scene: VirtualScene, sequence: number): HeadPlace | null {
  if (scene.person === 'nobody') return null;
  const { distanceMm, motion } = scene;
  if (motion.kind === 'held') return { yaw: motion.yaw, pitch: motion.pitch, distanceMm };
  const angle = (2 * Math.PI * sequence) / CIRCLE;
  switch (motion.script) {
    case 'idle':
      return { yaw: 3 * Math.sin(sequence / 37), pitch: 2 * Math.sin(sequence / 29), distanceMm };
    case 'head-circle':
      return { yaw: 20 * Math.sin(angle), pitch: -18 * Math.cos(angle), distanceMm };
    case 'look-around':
      return { yaw: 35 * Math.sin(sequence / 40), pitch: 8 * Math.sin(sequence / 31), distanceMm };
    case 'approach':
      return { yaw: 0, pitch: 0, distanceMm: 1300 - 6 * (sequence % 110) };
  }
}

function observe(sequence: number, place: HeadPlace | null): Observation {
  const timeMs = sequence * FRAME_MS;
  const spectrum = 'colour';
  if (place === null) {
    return { kind: 'no-face', sequence, timeMs, hint: 'nobody', spectrum, times: TIMES };
  }
  return {
    kind: 'face',
    sequence,
    timeMs,
    track: 1,
    others: 0,
    box: faceBoxOf(place),
    pose: { ...place, roll: 1.4 * Math.sin(sequence / 50), interOcularMm: 62 },
    hint: 'none',
    spectrum,
    liveness: { kind: 'live', logOdds: 6 },
    attention: 'attentive',
    times: TIMES,
  };
}
