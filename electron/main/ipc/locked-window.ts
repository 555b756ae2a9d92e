/**
 * What a window learns while the lock is closed: its phase, what the owner needs in order to get in, and who is being
 * recorded. Everything that passes is named here; whatever is added to the app's state stays behind until it is, too.
 */
import { DEFAULT_SCENE } from '../../contract/camera.ts';
import { DEFAULT_ENGINE } from '../../contract/encoder-runtime.ts';
import type { LockView } from '../../contract/identity.ts';
import { NO_LOCK_ACTIONS } from '../../contract/lock-actions.ts';
import type { Observation } from '../../contract/observation.ts';
import type { Problem, ProblemCode } from '../../contract/problem.ts';
import type { PlayerView, RecorderView } from '../../contract/recordings.ts';
import { DEFAULT_LOCK_SETTINGS, DEFAULT_SECURITY } from '../../contract/security.ts';
import { NO_TRAINING } from '../../contract/training.ts';
import type { VaultView } from '../../contract/vault.ts';
import type { AppEvent, AppState, EngineState } from '../../contract/window/app-state.ts';
import { isAnybodyReal } from '../lock-out/inert-people.ts';

/** Problems of the machine, with nobody's name in them. */
const SHOWN_PROBLEMS: readonly ProblemCode[] = [
  ...(['no-camera', 'camera-stopped', 'no-gpu'] as const),
  ...(['model-missing', 'model-corrupt', 'people-missing'] as const),
  ...(['vault-damaged', 'vault-unavailable', 'try-not-written'] as const),
  ...(['engine-stopped', 'vision-stopped', 'internal'] as const),
];

/** Whether everything may be shown: it is open, or there is nothing to lock. */
export const isOpenTo = ({ phase }: LockView): boolean =>
  phase === 'unlocked' || phase === 'nothing-enrolled';

/** The state as a window may know it. */
export function windowState(state: AppState): AppState {
  if (isOpenTo(state.lock)) return state;
  const isDemo = !isCameraFixed(state);
  return {
    engine: phaseOf(state.engine),
    sources: sourcesOf(state),
    // Whoever plays with a demo goes on playing.
    scene: isDemo ? state.scene : DEFAULT_SCENE,
    virtualPeople: isDemo ? state.virtualPeople : [],
    mirrored: [],
    enrolment: { phase: 'idle' },
    lock: state.lock,
    security: DEFAULT_SECURITY,
    lockSettings: DEFAULT_LOCK_SETTINGS,
    // The lock, too, speaks the language of whoever reads it.
    language: state.language,
    encoderEngine: DEFAULT_ENGINE,
    greeting: greetingOf(state),
    cameraIsFixed: !isDemo,
    lockActions: NO_LOCK_ACTIONS,
    startsAtLogin: null,
    system: state.system,
    attempts: null,
    people: [],
    vault: vaultOf(state.vault),
    recorder: recorderOf(state.recorder),
    recordings: [],
    recordingsLimit: null,
    player: playerOf(state.player),
    analyses: [],
    pad: { phase: 'idle' },
    exchange: [],
    training: NO_TRAINING,
    evaluation: { phase: 'idle' },
    openedSources: [],
    problems: state.problems.filter(isShown),
    keyStorage: '',
    version: state.version,
  };
}

/**
 * An event as a window may know it; null: not at all.
 * @param state after the event
 */
export function windowEvent(event: AppEvent, state: AppState): AppEvent | null {
  if (isOpenTo(state.lock)) return event;
  switch (event.kind) {
    case 'engine':
      return { kind: 'engine', state: phaseOf(event.state) };
    case 'sources':
      return { kind: 'sources', sources: sourcesOf(state) };
    case 'scene':
    case 'virtual-people':
      return isCameraFixed(state) ? null : event;
    case 'observation':
      return { kind: 'observation', observation: presenceIn(event.observation) };
    case 'lock':
    case 'language':
      return event;
    case 'statistics': {
      // Why it takes longer, and no more.
      const { sensorFps, visionFps } = event.statistics;
      const statistics = {
        ...{ sensorFps, visionFps, skipped: 0, replacedPerSecond: 0, missedPerSecond: 0 },
        ...{ cpuPercent: null, memoryMb: 0 },
      };
      return { kind: 'statistics', statistics };
    }
    case 'problem':
      return isShown(event.problem) ? event : null;
    case 'recorder':
      return { kind: 'recorder', view: recorderOf(event.view) };
    case 'vault':
      return { kind: 'vault', view: vaultOf(event.view) };
    case 'player':
      return { kind: 'player', view: playerOf(event.view) };
    case 'state':
    case 'mirrored':
    case 'enrolment':
    case 'security':
    case 'lock-settings':
    case 'encoder-engine':
    case 'lock-actions':
    case 'starts-at-login':
    case 'people':
    case 'distances':
    case 'recordings':
    case 'recordings-limit':
    case 'analyses':
    case 'pad':
    case 'exchange':
    case 'training':
    case 'evaluation':
    case 'opened-sources':
    case 'command':
      return null;
  }
}

/** Whether the camera, and what the virtual one plays, cannot be changed while it is locked. */
const isCameraFixed = ({ people, lock }: AppState): boolean =>
  !isOpenTo(lock) && (people.length === 0 || isAnybodyReal(people));

/** The phase, and why there is no engine. */
function phaseOf(engine: EngineState): EngineState {
  if (engine.phase !== 'running') return engine;
  const runtime = { engine: DEFAULT_ENGINE, onnxruntime: '', tfjsObstacle: null };
  return { ...engine, encoder: '', runtime, thresholds: { people: 0, renderedPeople: 0 } };
}

/** Which cameras are there and why not, without their serial numbers. */
const sourcesOf = ({ sources }: AppState): AppState['sources'] =>
  sources.map(({ source, title, state, reason, obstacle, remedy, chosen }) => ({
    ...{ source, title, state },
    ...(reason === undefined ? {} : { reason }),
    ...(obstacle === undefined ? {} : { obstacle }),
    ...(remedy === undefined ? {} : { remedy }),
    ...(chosen === undefined ? {} : { chosen }),
  }));

/** The first name of the first who enrolled, if that is wanted. */
function greetingOf({ lockSettings, people }: AppState): string | null {
  if (!lockSettings.greets) return null;
  const owner = people.find(({ trust }) => trust === 'sensor') ?? people[0];
  return owner?.name.split(/\s/u)[0] ?? null;
}

/** Whether somebody is there, and what they should do: no measurement. */
function presenceIn(observation: Observation): Observation {
  const { sequence, timeMs, hint, spectrum } = observation;
  const times = { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 };
  const seen = { sequence, timeMs, hint, spectrum, times };
  if (observation.kind === 'no-face') return { kind: 'no-face', ...seen };
  return {
    kind: 'face',
    ...seen,
    ...{ track: 0, others: 0, box: { x: 0, y: 0, width: 0, height: 0 } },
    pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 0, interOcularMm: 0 },
    ...{ liveness: { kind: 'undecided' }, attention: 'unknown' },
  };
}

/** Why it is closed; of an open one, nothing. */
const vaultOf = (vault: VaultView): VaultView =>
  vault.phase === 'closed' ? vault : { phase: 'open', hasRecoveryCode: true };

/** Whoever is filmed may know it, and end it. */
const recorderOf = (recorder: RecorderView): RecorderView =>
  recorder.phase === 'idle' ? { phase: 'idle', obstacle: null, spaceLeft: null } : recorder;

/** That a recording has the camera's place, not which. */
function playerOf(player: PlayerView): PlayerView {
  if (player.phase !== 'open' || player.mode !== 'camera') return { phase: 'closed' };
  return {
    ...{ phase: 'open', id: '', mode: 'camera', playing: true, speed: 1, loop: true },
    ...{ index: 0, frames: 0, timeMs: 0, durationMs: 0, recognition: null },
  };
}

const isShown = ({ code }: Problem): boolean => SHOWN_PROBLEMS.includes(code);
