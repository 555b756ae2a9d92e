/**
 * Every state of the app that a person can meet, by name, to look at one screen at a time. Its sentences are those of
 * the engine and of main, so that they are said in every language.
 */
import type { AppState } from '../../electron/contract/window/app-state.ts';
import type { ClosedReason } from '../../electron/contract/vault.ts';
import { DEFAULT_SCENE, type SourceState } from '../../electron/contract/camera.ts';
import {
  RING_TICKS,
  type EnrolmentView,
  type LockView,
  type OpeningEvidence,
  type PersonSummary,
} from '../../electron/contract/identity.ts';
import { DEFAULT_LOCK_SETTINGS, DEFAULT_SECURITY } from '../../electron/contract/security.ts';
import { sampleAnalysis, sampleComparison } from './sample-analysis.ts';
import type { ExchangeJob } from '../../electron/contract/exchange.ts';
import type { PadFigures } from '../../electron/contract/pad/pad.ts';
import type { RecordingSummary } from '../../electron/contract/recordings.ts';
import {
  NO_TRAINING,
  type EvaluationView,
  type ProtocolSummary,
  type TrainingPhase,
  type TrainingRunView,
  type TrainingView,
} from '../../electron/contract/training.ts';

const NO_KINECT =
  'No Kinect for Xbox 360 was found. Plug in its USB cable and its power supply; Depthlock will find it automatically.';

const SOURCES: readonly SourceState[] = [
  {
    source: 'kinect2',
    title: 'Kinect for Xbox One (Microsoft driver)',
    state: 'unavailable',
    obstacle: 'no-driver',
    reason: 'Works on Windows only.',
  },
  {
    source: 'freenect',
    title: 'Kinect for Xbox 360',
    state: 'available',
    serials: ['A00364A01234037A'],
  },
  {
    source: 'libfreenect2',
    title: 'Kinect for Xbox One (libfreenect2)',
    state: 'unavailable',
    obstacle: 'no-permission',
    reason:
      'A Kinect is plugged in, but you may not use it. Put these lines into /etc/udev/rules.d/51-kinect.rules, run “sudo udevadm control --reload-rules”, then unplug the Kinect and plug it in again.',
    remedy:
      'SUBSYSTEM=="usb", ATTR{idVendor}=="045e", ATTR{idProduct}=="02c4", MODE="0660", TAG+="uaccess"',
  },
  { source: 'virtual', title: 'Virtual Kinect (demo)', state: 'streaming', chosen: true },
];

const NO_CAMERA: readonly SourceState[] = SOURCES.map((source) =>
  source.source === 'virtual'
    ? { source: 'virtual', title: 'Virtual Kinect (demo)', state: 'available' }
    : source.source === 'freenect'
      ? {
          source: 'freenect',
          title: 'Kinect for Xbox 360',
          state: 'stopped',
          chosen: true,
          obstacle: 'not-plugged-in',
          reason: NO_KINECT,
        }
      : source,
);

function person(id: string, name: string, trust: PersonSummary['trust']): PersonSummary {
  return {
    id,
    name,
    references: 26,
    enrolledAt: '2026-11-20T09:30:00Z',
    trust,
    encoder: 'depthlock-2026-11',
    hasPin: true,
    appearances: [{ id: 'first', label: '', enrolledAt: '2026-11-20T09:30:00Z', references: 26 }],
  };
}

const ADA = person('p-ada', 'Ada Moreau', 'virtual');
const TOMAS = person('p-tomas', 'Tomás Herrera', 'sensor');

const EMPTY_APP: AppState = {
  engine: {
    phase: 'running',
    encoder: 'depthlock-2026-11',
    runtime: { engine: 'onnxruntime', onnxruntime: '1.30.0', tfjsObstacle: 'no-library' },
    thresholds: { people: 0.9, renderedPeople: 0.82 },
    sinceMs: 0,
  },
  sources: SOURCES,
  scene: DEFAULT_SCENE,
  mirrored: [],
  virtualPeople: [
    { id: 'ada', name: 'Ada', description: 'woman, 31, long brown hair' },
    { id: 'tomas', name: 'Tomás', description: 'man, 44, short dark hair, beard' },
  ],
  enrolment: { phase: 'idle' },
  lock: { phase: 'nothing-enrolled' },
  security: DEFAULT_SECURITY,
  lockSettings: DEFAULT_LOCK_SETTINGS,
  encoderEngine: 'onnxruntime',
  greeting: null,
  cameraIsFixed: false,
  attempts: null,
  people: [],
  vault: { phase: 'open', hasRecoveryCode: true },
  lockActions: { lock: null, unlock: null },
  language: { choice: 'system', used: 'en' },
  startsAtLogin: false,
  system: 'linux',
  recorder: { phase: 'idle', obstacle: null, spaceLeft: 118e9 },
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
  keyStorage: 'gnome_libsecret',
  version: '0.1.0',
};

const withAda: AppState = {
  ...EMPTY_APP,
  scene: { ...DEFAULT_SCENE, person: 'ada' },
  people: [ADA],
};

/** Somebody who does not move their head. */
export const STILL: EnrolmentView = {
  phase: 'capturing',
  pass: 1,
  ticks: ticksUpTo(0),
  centreCaptured: false,
  direction: null,
  hint: 'none',
  references: 3,
  still: { views: 3, of: 8 },
};

function locked(lock: LockView, changes: Partial<AppState> = {}): AppState {
  return { ...withAda, lock, ...changes };
}

function enrolling(enrolment: EnrolmentView): AppState {
  return { ...EMPTY_APP, scene: { ...DEFAULT_SCENE, person: 'ada' }, enrolment };
}

/** Of a face that opens at the usual level. */
export const OPENING_EVIDENCE: OpeningEvidence = {
  level: 'balanced',
  identity: 9.7,
  shape: 4.1,
  liveness: 5.6,
  sum: 12,
  bound: 9.21,
};

const unlocked: LockView = {
  phase: 'unlocked',
  personId: ADA.id,
  name: ADA.name,
  by: 'face',
  distance: 0.41,
  threshold: 0.82,
  latencyMs: 212,
  evidence: OPENING_EVIDENCE,
};

const live: AppState = { ...withAda, people: [ADA, TOMAS], lock: unlocked };

function recording(id: string, changes: Partial<RecordingSummary> = {}): RecordingSummary {
  return {
    id,
    name: id,
    camera: 'Kinect for Xbox One',
    createdAt: '2026-11-24T16:05:00Z',
    durationMs: 93_400,
    bytes: 214_000_000,
    frames: 2802,
    dropped: 0,
    droppedByDisk: 0,
    missedByCamera: 0,
    complete: true,
    problem: null,
    hasThumbnail: false,
    formats: ['recording', 'tum', 'dataset', 'ply'],
    ...changes,
  };
}

const RECORDINGS: readonly RecordingSummary[] = [
  recording('evening'),
  recording('cut', {
    camera: 'Virtual Kinect',
    createdAt: '2026-11-23T09:41:00Z',
    durationMs: 12_900,
    bytes: 31_400_000,
    frames: 381,
    dropped: 6,
    droppedByDisk: null,
    missedByCamera: null,
    complete: false,
  }),
  recording('foreign', {
    createdAt: '2026-11-20T20:12:00Z',
    bytes: 4_200,
    problem:
      'foreign.mcap cannot be played (byte 0: it does not begin as an MCAP file does). Choose a recording that Depthlock made.',
  }),
];

const recordingNow: AppState['recorder'] = {
  phase: 'recording',
  elapsedMs: 74_200,
  bytes: 168_000_000,
  bytesPerMinute: 136_000_000,
  frames: 2226,
  droppedByDisk: 0,
  missedByCamera: 0,
  spaceLeft: 118e9,
};

const EXCHANGE: readonly ExchangeJob[] = [
  {
    id: 'job-1',
    direction: 'import',
    name: 'rgbd_dataset_freiburg1_xyz',
    progress: { phase: 'running', done: 312, total: 798, leftMs: 41_000 },
  },
  {
    id: 'job-2',
    direction: 'export',
    name: 'evening frame 872.ply',
    progress: { phase: 'waiting' },
  },
  {
    id: 'job-3',
    direction: 'export',
    name: '2026-11-24 16-05-00',
    progress: {
      phase: 'failed',
      problem: {
        code: 'files-unwritable',
        message:
          'A fakenect dump holds the raw readings of a Kinect v1; this session of “Kinect for Xbox One” has none. Convert it to a TUM folder or a folder dataset instead.',
      },
    },
  },
];

const playerOpen: AppState['player'] = {
  phase: 'open',
  id: 'evening',
  mode: 'player',
  playing: false,
  speed: 1,
  loop: true,
  index: 871,
  frames: 2802,
  timeMs: 29_040,
  durationMs: 93_400,
  recognition: {
    observation: {
      kind: 'face',
      sequence: 871,
      timeMs: 29_040,
      track: 1,
      others: 0,
      box: { x: 200, y: 120, width: 110, height: 140 },
      pose: { yaw: -4, pitch: 2, roll: 1, distanceMm: 650, interOcularMm: 62 },
      hint: 'none',
      spectrum: 'colour',
      liveness: { kind: 'live', logOdds: 6 },
      attention: 'attentive',
      times: { detect: 0, landmarks: 3, pose: 1, fuse: 1, embed: 2, liveness: 0, total: 7 },
    },
    distances: [
      { personId: 'p-ada', name: 'Ada Moreau', distance: 0.41 },
      { personId: 'p-tomas', name: 'Tomás Herrera', distance: 1.22 },
    ],
    decision: unlocked,
  },
};

function ticksUpTo(count: number): readonly boolean[] {
  return Array.from({ length: RING_TICKS }, (_, index) => index < count);
}

const padRate = (errors: number, trials: number, low: number, high: number) => ({
  errors,
  trials,
  rate: errors / trials,
  interval: { low, high },
});
const NO_OUTCOMES = { opened: 0, attack: 0, 'not-recognised': 0, undecided: 0, 'nothing-seen': 0 };

const PAD_FIGURES: PadFigures = {
  genuine: {
    shown: 5,
    outcomes: { ...NO_OUTCOMES, opened: 5 },
    reasons: {},
    bpcer: padRate(0, 5, 0, 0.451),
    bpnrr: padRate(0, 5, 0, 0.451),
    frr: padRate(0, 5, 0, 0.451),
    medianOpenMs: 420,
  },
  species: [
    {
      species: 'paper-mask',
      shown: 5,
      outcomes: { ...NO_OUTCOMES, opened: 1, 'not-recognised': 3, attack: 1 },
      reasons: { folded: 1 },
      apcer: padRate(4, 5, 0.376, 0.964),
      iapar: padRate(1, 5, 0.036, 0.624),
      apnrr: padRate(0, 5, 0, 0.451),
    },
    {
      species: 'print-bent',
      shown: 3,
      outcomes: { ...NO_OUTCOMES, attack: 2, undecided: 1 },
      reasons: { bent: 1, flat: 1 },
      apcer: padRate(0, 3, 0, 0.632),
      iapar: padRate(0, 3, 0, 0.632),
      apnrr: padRate(1, 3, 0.061, 0.792),
    },
    {
      species: 'other-person',
      shown: 5,
      outcomes: { ...NO_OUTCOMES, 'not-recognised': 5 },
      reasons: {},
      apcer: null,
      iapar: padRate(0, 5, 0, 0.451),
      apnrr: padRate(0, 5, 0, 0.451),
    },
  ],
};

const padStep = {
  presentation: 'print-bent',
  attempt: 4,
  attempts: 5,
  step: 3,
  steps: 10,
} as const;
const pad = { step: padStep, figures: PAD_FIGURES, isDemonstration: false } as const;
const padAttempt = { presentation: 'print-bent', reason: null, afterMs: 1240 } as const;

const trainingRun = (now: TrainingPhase, changes: Partial<TrainingRunView> = {}): TrainingView => ({
  data: '/home/ada/training-data',
  people: ['/home/ada/family', '/home/ada/colleagues'],
  trained: null,
  run: {
    wish: { encoder: 'fused', passes: 320_000, rendered: 500, exports: true },
    people: ['family', 'colleagues'],
    now,
    passes: 140_800,
    totalPasses: 320_000,
    loss: 0.412,
    curves: {
      losses: Array.from({ length: 44 }, (_, i) => ({
        passes: 3200 * (i + 1),
        value: 0.38 + 1.4 * Math.exp(-i / 7) + 0.02 * Math.sin(3 * i),
      })),
      validations: Array.from({ length: 11 }, (_, i) => ({
        passes: 12_800 * (i + 1),
        value: 0.021 + 0.06 * Math.exp(-i / 2) + 0.001 * Math.cos(5 * i),
      })),
    },
    ...changes,
  },
});

const NOT_TRAINED: Partial<TrainingRunView> = {
  ...{ passes: 0, loss: null, curves: { losses: [], validations: [] } },
};

const protocol = (genuine: number, impostor: number): ProtocolSummary => ({
  genuine,
  impostor,
  eer: 0.0119,
  eerInterval: { low: 0.0048, high: 0.0214 },
  frr: {
    '1e-2': { rate: 0.0143, interval: { low: 0.0071, high: 0.0262 }, threshold: 0.93 },
    '1e-3': { rate: 0.0548, interval: { low: 0.031, high: 0.0881 }, threshold: 0.84 },
    '1e-4': null,
  },
  shipped: [
    {
      ...{ name: 'balanced', threshold: 0.862 },
      far: { errors: 9, trials: impostor, rate: 0.0015, interval: { low: 0.0008, high: 0.0029 } },
      frr: { errors: 18, trials: genuine, rate: 0.0429, interval: { low: 0.0271, high: 0.0671 } },
    },
  ],
});

const EVALUATED: EvaluationView = {
  phase: 'done',
  dataset: 'colleagues',
  summary: {
    ...{ dataset: 'colleagues', encoder: 'fused 4', people: 15, shots: 437 },
    missed: {
      count: 3,
      reasons: { 'no face found': 3 },
      shots: ['femi/window-2', 'grace/window-1', 'grace/window-4'],
    },
    gallery: protocol(420, 5880),
    leaveOneOut: protocol(437, 6118),
  },
};

function closedVault(reason: ClosedReason, message: string, canOpenPrevious: boolean): AppState {
  return {
    ...EMPTY_APP,
    lock: { phase: 'locked', hint: 'none' },
    vault: {
      ...{ phase: 'closed', reason, message, canOpenPrevious, canStartOver: true },
      ...{ opensWithPin: false, opensWithRecoveryCode: false },
    },
  };
}

export const FAKE_STATES = {
  'vault-damaged': closedVault(
    'damaged',
    'The file with the stored faces is damaged: its checksum does not fit its content. Depthlock left everything as it found it. Open the copy before the last change, or put a backup of the newest file in its place. If none of this is possible, start over.',
    true,
  ),
  'vault-missing': closedVault(
    'missing',
    'The file with the stored faces is gone, although somebody is enrolled. Depthlock left everything as it found it. Put a backup of the newest file in its place. If none of this is possible, start over.',
    false,
  ),
  'vault-key-lost': {
    ...closedVault(
      'key-lost',
      'The stored faces cannot be opened: the key storage of this computer gave no key, or not the right one. Depthlock left everything as it found it. Enter the recovery code. If none of this is possible, start over.',
      false,
    ),
    vault: {
      phase: 'closed',
      reason: 'key-lost',
      message:
        'The stored faces cannot be opened: the key storage of this computer gave no key, or not the right one. Depthlock left everything as it found it. Enter the recovery code, or put a backup of the newest file in its place. If none of this is possible, start over.',
      opensWithPin: false,
      opensWithRecoveryCode: true,
      canOpenPrevious: false,
      canStartOver: true,
    },
  },
  play: EMPTY_APP,
  welcome: EMPTY_APP,
  'welcome-blind': { ...EMPTY_APP, sources: NO_CAMERA },
  locked: locked({ phase: 'locked', hint: 'nobody' }),
  looking: locked({ phase: 'looking', hint: 'move-closer' }),
  'locked-until-asked': locked({ phase: 'locked', hint: 'press-a-key' }),
  'not-recognised': locked({
    phase: 'not-recognised',
    because: 'stranger',
    triesLeft: 3,
  }),
  picture: locked({ phase: 'looks-like-a-picture', triesLeft: 2 }),
  'too-many': locked({
    phase: 'too-many-tries',
    because: 'tries',
    retryAt: new Date(Date.now() + 29_500).toISOString(),
  }),
  'pin-needed': locked({ phase: 'pin-needed', because: 'start' }),
  greeting: locked({ phase: 'locked', hint: 'nobody' }, { people: [], greeting: 'Ada' }),
  'no-camera': locked({ phase: 'no-camera', reason: NO_KINECT }, { sources: NO_CAMERA }),
  recognised: locked(unlocked),
  'enrol-first': enrolling({
    phase: 'capturing',
    pass: 1,
    ticks: ticksUpTo(9),
    centreCaptured: true,
    direction: { x: -0.55, y: 0.72 },
    hint: 'none',
    references: 9,
    still: null,
  }),
  'enrol-hint': enrolling({
    phase: 'capturing',
    pass: 2,
    ticks: ticksUpTo(17),
    centreCaptured: true,
    direction: { x: -0.8, y: -0.4 },
    hint: 'move-closer',
    references: 21,
    still: null,
  }),
  'enrol-still': enrolling(STILL),
  'enrol-between': enrolling({ phase: 'between-passes', references: 25, isKnownLook: false }),
  'enrol-naming': enrolling({ phase: 'naming', references: 49, isKnownLook: false }),
  'enrol-done': {
    ...withAda,
    lock: unlocked,
    enrolment: { phase: 'done', personId: ADA.id, references: 49 },
  },
  'enrol-stopped': enrolling({
    phase: 'stopped',
    reason:
      'A second face came into view, so nothing was kept. Start again with only you in front of the camera.',
  }),
  'enrol-lost': enrolling({
    phase: 'stopped',
    reason:
      'The camera engine stopped, and what it had captured of your face is gone with it. Once the camera is back, start the enrolment again.',
  }),
  'enrol-twin': {
    ...live,
    enrolment: { phase: 'naming', references: 49, isKnownLook: false },
  },
  'enrol-known-look': enrolling({ phase: 'between-passes', references: 25, isKnownLook: true }),
  live,
  'live-nobody': { ...live, scene: { ...DEFAULT_SCENE, person: 'nobody' } },
  'live-basic-text': {
    ...live,
    keyStorage: 'basic_text',
    problems: [
      {
        code: 'no-gpu',
        message:
          'The graphics processor stopped, so pictures are drawn by the main processor now. Recognition is not affected; restart Depthlock if the picture stutters.',
      },
      {
        code: 'vault-damaged',
        message:
          'Depthlock went back to the copy of the stored faces before the last change, so that change may be missing. Look through the list of people and enrol whoever is missing.',
      },
    ],
  },
  recording: { ...live, recorder: recordingNow },
  'record-disabled': {
    ...live,
    recorder: {
      phase: 'idle',
      obstacle:
        'The disk is almost full, so nothing more can be recorded. Delete recordings or other files to go on.',
      spaceLeft: 120e6,
    },
  },
  'recording-locked': locked({ phase: 'locked', hint: 'nobody' }, { recorder: recordingNow }),
  library: { ...live, recordings: RECORDINGS },
  exchange: { ...live, recordings: RECORDINGS, exchange: EXCHANGE },
  player: { ...live, recordings: RECORDINGS, player: playerOpen },
  'player-analysing': {
    ...live,
    recordings: RECORDINGS,
    player: playerOpen,
    analyses: [sampleAnalysis({ id: 'evening', frames: 2802 }, 'running', 0.64)],
  },
  'player-analysed': {
    ...live,
    recordings: RECORDINGS,
    player: playerOpen,
    analyses: [sampleAnalysis({ id: 'evening', frames: 2802 }, 'done', 1)],
  },
  'player-compared': {
    ...live,
    recordings: RECORDINGS,
    player: playerOpen,
    analyses: [sampleComparison({ id: 'evening', frames: 2802 }, 'squeezenet')],
  },
  'replay-locked': locked(
    { phase: 'looking', hint: 'none' },
    { recordings: RECORDINGS, player: { ...playerOpen, mode: 'camera', playing: true } },
  ),
  'pad-preparing': {
    ...live,
    pad: {
      ...pad,
      step: { ...padStep, attempt: 1 },
      figures: { genuine: PAD_FIGURES.genuine, species: [] },
      phase: 'preparing',
      notice: null,
    },
  },
  'pad-lost': {
    ...live,
    pad: {
      ...pad,
      phase: 'preparing',
      notice:
        'Kinect for Xbox One (libfreenect2) stopped sending frames. Unplug it and plug it in again; Depthlock will carry on by itself.',
    },
  },
  'pad-starting': { ...live, pad: { ...pad, phase: 'starting', secondsLeft: 2 } },
  'pad-looking': {
    ...live,
    pad: { ...pad, phase: 'looking', sees: 'face', hint: 'move-closer', secondsLeft: 7 },
  },
  'pad-refused': {
    ...live,
    pad: {
      ...pad,
      phase: 'result',
      attempt: { ...padAttempt, outcome: 'attack', reason: 'bent' },
      next: { ...padStep, attempt: 5 },
    },
  },
  'pad-opened': {
    ...live,
    pad: {
      ...pad,
      phase: 'result',
      attempt: { ...padAttempt, outcome: 'opened' },
      next: { ...padStep, presentation: 'print-folded', attempt: 1, step: 4 },
    },
  },
  'pad-done': {
    ...live,
    pad: {
      phase: 'done',
      results: {
        version: 1,
        app: '0.1.0',
        date: '2026-11-24T16:05:00Z',
        camera: { name: 'Kinect for Xbox One', trust: 'sensor', width: 512, height: 424 },
        encoder: 'fused 4',
        level: 'balanced',
        asksEyes: true,
        ended: 'stopped',
        plan: { presentations: [{ presentation: 'genuine', attempts: 5 }] },
        repeated: 1,
        attempts: [{ ...padAttempt, outcome: 'opened' }],
        figures: PAD_FIGURES,
      },
    },
  },
  training: {
    ...live,
    training: trainingRun({
      phase: 'running',
      stage: { kind: 'training', perSecond: 41.3, secondsLeft: 4340 },
    }),
    evaluation: EVALUATED,
  },
  'training-preparing': {
    ...live,
    training: trainingRun(
      {
        phase: 'running',
        stage: {
          ...{ kind: 'preparing', label: 'people rendered for training' },
          ...{ done: 175, total: 500, secondsLeft: 5200 },
        },
      },
      NOT_TRAINED,
    ),
    evaluation: { phase: 'running', dataset: 'colleagues', done: 131, total: 437 },
  },
  'training-interrupted': {
    ...live,
    training: trainingRun({ phase: 'paused', because: 'app-ended' }),
    evaluation: {
      phase: 'failed',
      dataset: 'holidays',
      message:
        'There is no dataset in /home/ada/holidays: /home/ada/holidays/dataset.json does not exist. Give the folder that holds dataset.json.',
    },
  },
  'training-failed': {
    ...live,
    training: {
      ...trainingRun(
        {
          phase: 'failed',
          message:
            'The training ended without a word, as a process does that is killed or runs out of memory. Its last checkpoint is kept: resume it, or begin anew.',
        },
        NOT_TRAINED,
      ),
      trained: 'squeezenet',
    },
  },
  'training-setup': {
    ...live,
    training: { ...trainingRun({ phase: 'pausing' }), run: null },
  },
  explorer: {
    ...live,
    recordings: RECORDINGS,
    openedSources: [
      {
        ...{ id: 'source-1', kind: 'dataset', name: 'colleagues' },
        progress: {
          ...{ phase: 'read', looks: 45, missed: 3, unreadable: 2 },
          problem:
            '/home/ada/colleagues/femi/window-2.depth.png cannot be read: it does not exist.',
        },
      },
      {
        ...{ id: 'source-2', kind: 'recording', name: 'evening' },
        progress: { phase: 'reading', done: 212, total: 600 },
      },
      {
        ...{ id: 'source-3', kind: 'dataset', name: 'holidays' },
        progress: {
          phase: 'failed',
          message:
            'There is no dataset in /home/ada/holidays: /home/ada/holidays/dataset.json does not exist. Give the folder that holds dataset.json.',
        },
      },
    ],
  },
  'explorer-empty': { ...live, people: [ADA], virtualPeople: [] },
  starting: { ...EMPTY_APP, engine: { phase: 'starting' } },
  restarting: locked(
    { phase: 'locked', hint: 'none' },
    {
      engine: {
        phase: 'restarting',
        reason: 'The camera engine stopped answering.',
        restarts: 1,
      },
    },
  ),
  failed: locked(
    { phase: 'no-camera', reason: 'Depthlock is getting ready.' },
    {
      sources: [],
      engine: {
        phase: 'failed',
        problem: {
          code: 'model-missing',
          message:
            'The model "fused" is missing: assets/models/fused.onnx cannot be read. Faces cannot be recognised without it. Reinstall Depthlock, or run `git checkout assets/models`.',
        },
      },
    },
  ),
} as const satisfies Readonly<Record<string, AppState>>;

export type FakeStateName = keyof typeof FAKE_STATES;
