import type { AppState } from '../../contract/window/app-state.ts';
import { DEFAULT_SCENE } from '../../contract/camera.ts';
import { DEFAULT_LOCK_SETTINGS, DEFAULT_SECURITY } from '../../contract/security.ts';
import { NO_TRAINING } from '../../contract/training.ts';

/** An app that has just started, for tests. */
export const INITIAL_STATE: AppState = {
  engine: { phase: 'starting' },
  sources: [],
  scene: DEFAULT_SCENE,
  mirrored: [],
  virtualPeople: [],
  enrolment: { phase: 'idle' },
  lock: { phase: 'nothing-enrolled' },
  security: DEFAULT_SECURITY,
  lockSettings: DEFAULT_LOCK_SETTINGS,
  language: { choice: 'system', used: 'en' },
  encoderEngine: 'onnxruntime',
  greeting: null,
  cameraIsFixed: false,
  attempts: null,
  people: [],
  vault: { phase: 'open', hasRecoveryCode: true },
  lockActions: { lock: null, unlock: null },
  startsAtLogin: null,
  system: 'linux',
  recorder: { phase: 'idle', obstacle: null, spaceLeft: null },
  recordings: [],
  player: { phase: 'closed' },
  analyses: [],
  recordingsLimit: null,
  pad: { phase: 'idle' },
  exchange: [],
  training: NO_TRAINING,
  evaluation: { phase: 'idle' },
  openedSources: [],
  problems: [],
  keyStorage: 'basic_text',
  version: '0.1.0',
};
