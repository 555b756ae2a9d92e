import { describe, expect, it } from 'vitest';
import type { LockView, PersonSummary } from '../../contract/identity.ts';
import type { Observation } from '../../contract/observation.ts';
import type { AnalysisView } from '../../contract/recording-analysis.ts';
import type { PlayerView, RecorderView } from '../../contract/recordings.ts';
import { DEFAULT_LOCK_SETTINGS } from '../../contract/security.ts';
import type { AppEvent, AppState } from '../../contract/window/app-state.ts';
import { listedRecording } from '../recordings/listed-recording-fixture.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { AppStore } from './app-store.ts';
import { windowEvent, windowState } from './locked-window.ts';
import { feedWindows } from './window-feed.ts';

/** In every place where a secret can be: none of them may be found in what a locked window is told. */
const SECRET = 'Ada-Secret';
const SECRET_NUMBER = 0.123456;

const ADA: PersonSummary = {
  ...{ id: `${SECRET}-id`, name: SECRET, references: 20, enrolledAt: SECRET },
  ...{ trust: 'sensor', encoder: SECRET, hasPin: true },
  appearances: [{ id: SECRET, label: SECRET, enrolledAt: SECRET, references: 20 }],
};
const DISTANCE = { personId: ADA.id, name: SECRET, distance: SECRET_NUMBER };
const FACE: Observation = {
  ...{ kind: 'face', sequence: 1, timeMs: 33, track: 7, others: 2, hint: 'move-closer' },
  ...{ spectrum: 'colour', attention: 'looks-away' },
  box: { x: SECRET_NUMBER, y: SECRET_NUMBER, width: SECRET_NUMBER, height: SECRET_NUMBER },
  pose: {
    ...{ yaw: SECRET_NUMBER, pitch: SECRET_NUMBER, roll: SECRET_NUMBER },
    ...{ distanceMm: SECRET_NUMBER, interOcularMm: SECRET_NUMBER },
  },
  liveness: { kind: 'live', logOdds: SECRET_NUMBER },
  times: {
    ...{
      detect: SECRET_NUMBER,
      landmarks: SECRET_NUMBER,
      pose: SECRET_NUMBER,
      fuse: SECRET_NUMBER,
    },
    ...{ embed: SECRET_NUMBER, liveness: SECRET_NUMBER, total: SECRET_NUMBER },
  },
};
const OPEN: LockView = {
  ...{ phase: 'unlocked', personId: ADA.id, name: SECRET, by: 'face', distance: SECRET_NUMBER },
};
const RECORDING = { ...listedRecording(SECRET, SECRET).summary, name: SECRET, camera: SECRET };
const PLAYER: Extract<PlayerView, { phase: 'open' }> = {
  ...{ phase: 'open', id: SECRET, mode: 'camera', playing: true, speed: 1, loop: true },
  ...{ index: 3, frames: 30, timeMs: 100, durationMs: 1000 },
  recognition: { observation: FACE, distances: [DISTANCE], decision: OPEN },
};
const PROBLEMS = [
  { code: 'enrolment-of-older-version', message: `${SECRET} enrolled with an earlier version.` },
  { code: 'vault-damaged', message: 'The vault is damaged.' },
] as const;

const ANALYSIS: AnalysisView = {
  ...{ id: SECRET, kind: 'people', phase: 'done', done: 30, frames: 30, enrolledFrames: 0 },
  locks: [{ encoder: SECRET, people: [{ personId: ADA.id, name: SECRET }] }],
  events: [{ kind: 'unlock', personId: ADA.id, name: SECRET, frame: 3, timeMs: 100 }],
  ...{ begunAnew: [], problem: null },
};

const FULL: AppState = {
  ...INITIAL_STATE,
  engine: {
    ...{ phase: 'running', encoder: SECRET, sinceMs: 5 },
    runtime: { engine: 'tfjs-node', onnxruntime: SECRET, tfjsObstacle: 'failed' },
    thresholds: { people: SECRET_NUMBER, renderedPeople: SECRET_NUMBER },
  },
  sources: [
    { source: 'kinect2', title: 'Kinect', state: 'streaming', serials: [SECRET], chosen: true },
  ],
  scene: { ...INITIAL_STATE.scene, person: SECRET },
  virtualPeople: [{ id: SECRET, name: SECRET, description: SECRET }],
  mirrored: ['kinect2'],
  enrolment: { phase: 'done', personId: ADA.id, references: 20 },
  lock: { phase: 'not-recognised', because: 'stranger', triesLeft: 3 },
  security: { level: 'strict', asksEyes: false },
  people: [ADA],
  recorder: { phase: 'idle', obstacle: SECRET, spaceLeft: SECRET_NUMBER },
  recordings: [RECORDING],
  recordingsLimit: 5e9,
  player: PLAYER,
  analyses: [ANALYSIS],
  exchange: [{ id: SECRET, direction: 'export', name: SECRET, progress: { phase: 'waiting' } }],
  training: {
    ...{ data: SECRET, people: [SECRET], trained: 'fused' },
    run: {
      wish: { encoder: 'fused', passes: 1, rendered: 1, exports: true },
      ...{ people: [SECRET], now: { phase: 'failed', message: SECRET } },
      ...{
        passes: 1,
        totalPasses: 1,
        loss: SECRET_NUMBER,
        curves: { losses: [], validations: [] },
      },
    },
  },
  evaluation: { phase: 'failed', dataset: SECRET, message: SECRET },
  openedSources: [
    {
      ...{ id: SECRET, kind: 'dataset', name: SECRET },
      progress: { phase: 'failed', message: SECRET },
    },
  ],
  problems: PROBLEMS,
  keyStorage: SECRET,
};

const CLOSED: readonly LockView[] = [
  { phase: 'locked', hint: 'nobody' },
  { phase: 'looking', hint: 'move-closer' },
  { phase: 'not-recognised', because: 'stranger', triesLeft: 3 },
  { phase: 'looks-like-a-picture', triesLeft: 2 },
  { phase: 'too-many-tries', because: 'tries', retryAt: null },
  { phase: 'pin-needed', because: 'start' },
  { phase: 'no-camera', reason: 'Unplugged.' },
];

/** One of every kind, with a secret wherever one fits. */
const EVENTS: readonly AppEvent[] = [
  { kind: 'engine', state: FULL.engine },
  { kind: 'sources', sources: FULL.sources },
  { kind: 'scene', scene: FULL.scene },
  { kind: 'mirrored', mirrored: FULL.mirrored },
  { kind: 'observation', observation: FACE },
  { kind: 'virtual-people', virtualPeople: FULL.virtualPeople },
  { kind: 'enrolment', view: FULL.enrolment },
  { kind: 'security', security: FULL.security },
  { kind: 'lock-settings', lockSettings: FULL.lockSettings },
  { kind: 'encoder-engine', encoderEngine: 'tfjs-node' },
  { kind: 'state', state: FULL },
  { kind: 'people', people: FULL.people },
  { kind: 'vault', view: FULL.vault },
  { kind: 'distances', distances: [DISTANCE] },
  {
    kind: 'statistics',
    statistics: {
      sensorFps: 30,
      visionFps: 30,
      skipped: 0,
      replacedPerSecond: 0,
      missedPerSecond: 0,
      cpuPercent: 4,
      memoryMb: SECRET_NUMBER,
    },
  },
  { kind: 'problem', problem: PROBLEMS[0] },
  { kind: 'recorder', view: FULL.recorder },
  { kind: 'recordings', recordings: FULL.recordings },
  { kind: 'player', view: PLAYER },
  { kind: 'analyses', analyses: FULL.analyses },
  { kind: 'recordings-limit', limit: FULL.recordingsLimit },
  { kind: 'exchange', jobs: FULL.exchange },
  { kind: 'training', view: FULL.training },
  { kind: 'evaluation', view: FULL.evaluation },
  { kind: 'opened-sources', sources: FULL.openedSources },
  { kind: 'command', command: 'import-file' },
  { kind: 'language', language: FULL.language },
];

const saysNothing = (told: unknown): void => {
  const text = JSON.stringify(told);
  expect(text).not.toContain(SECRET);
  expect(text).not.toContain(String(SECRET_NUMBER));
};

describe.each(CLOSED)('a lock that is closed: $phase', (lock) => {
  const state: AppState = { ...FULL, lock };

  it('tells a window its phase, and no name, number or list', () => {
    const told = windowState(state);
    saysNothing(told);
    expect(told.lock).toEqual(lock);
    expect([told.people, told.recordings, told.exchange]).toEqual([[], [], []]);
    expect([told.analyses, told.recordingsLimit]).toEqual([[], null]);
    expect(told).toMatchObject({ enrolment: { phase: 'idle' }, pad: { phase: 'idle' } });
    expect(told.security).toEqual(INITIAL_STATE.security);
    expect(told.lockSettings).toEqual(DEFAULT_LOCK_SETTINGS);
    expect(told.problems.map(({ code }) => code)).toEqual(['vault-damaged']);
  });

  it.each(EVENTS)('tells a window nothing by the event $kind', (event) => {
    saysNothing(windowEvent(event, state));
  });

  it.each([
    'distances',
    'people',
    'recordings',
    'enrolment',
    'exchange',
    'training',
    'evaluation',
    'opened-sources',
    'security',
    'state',
    'command',
  ])('passes no event %s at all', (kind) => {
    const event = EVENTS.find((candidate) => candidate.kind === kind);
    expect(event && windowEvent(event, state)).toBeNull();
  });

  it('speaks the language that was chosen, and the next one at once', () => {
    const language = { choice: 'zh', used: 'zh' } as const;
    expect(windowState({ ...state, language }).language).toEqual(language);
    expect(windowEvent({ kind: 'language', language }, state)).toEqual({
      kind: 'language',
      language,
    });
  });

  it('says whether somebody is there, and what to do', () => {
    expect(windowEvent({ kind: 'observation', observation: FACE }, state)).toMatchObject({
      observation: { kind: 'face', hint: 'move-closer', liveness: { kind: 'undecided' } },
    });
  });

  it('says that pictures are recorded, and that a recording is played', () => {
    const recorder: RecorderView = {
      ...{ phase: 'recording', elapsedMs: 1, bytes: 2, bytesPerMinute: 3, frames: 4 },
      ...{ droppedByDisk: 0, missedByCamera: 0, spaceLeft: null },
    };
    const told = windowState({ ...state, recorder });
    expect(told.recorder).toEqual(recorder);
    expect(told.player).toMatchObject({ phase: 'open', mode: 'camera', id: '' });
    expect(windowState({ ...state, player: { ...PLAYER, mode: 'player' } }).player).toEqual({
      phase: 'closed',
    });
  });
});

describe('a lock', () => {
  it.each([OPEN, { phase: 'nothing-enrolled' }] satisfies LockView[])(
    'that is open tells everything: $phase',
    (lock) => {
      const state = { ...FULL, lock };
      expect(windowState(state)).toEqual(state);
      for (const event of EVENTS) expect(windowEvent(event, state)).toBe(event);
    },
  );

  it('greets by the first name of its owner where that is wanted', () => {
    const lockSettings = { ...DEFAULT_LOCK_SETTINGS, greets: true };
    const people = [
      { ...ADA, name: 'Demo', trust: 'virtual' },
      { ...ADA, name: 'Ada Moreau' },
    ] as const;
    expect(windowState({ ...FULL, people, lockSettings }).greeting).toBe('Ada');
    expect(windowState({ ...FULL, people }).greeting).toBeNull();
  });

  it('fixes the camera unless nobody real is enrolled', () => {
    expect(windowState(FULL).cameraIsFixed).toBe(true);
    // A vault that does not open tells nobody's trust.
    expect(windowState({ ...FULL, people: [] }).cameraIsFixed).toBe(true);
    const demo = windowState({ ...FULL, people: [{ ...ADA, trust: 'virtual' }] });
    expect([demo.cameraIsFixed, demo.scene]).toEqual([false, FULL.scene]);
    expect(demo.people).toEqual([]);
  });
});

describe('a window', () => {
  it('gets all when the lock opens, and loses it when it closes', () => {
    const store = new AppStore(FULL);
    const told: AppEvent[] = [];
    feedWindows(store, (event) => told.push(event));
    store.apply({ kind: 'distances', distances: [DISTANCE] });
    store.apply({ kind: 'lock', view: { phase: 'looking', hint: 'none' } });
    saysNothing(told);
    told.length = 0;

    store.apply({ kind: 'lock', view: OPEN });
    expect(told).toEqual([
      { kind: 'lock', view: OPEN },
      { kind: 'state', state: store.state },
    ]);
    store.apply({ kind: 'distances', distances: [DISTANCE] });
    expect(told.at(-1)).toEqual({ kind: 'distances', distances: [DISTANCE] });
    told.length = 0;

    store.apply({ kind: 'lock', view: { phase: 'locked', hint: 'none' } });
    expect(told.map(({ kind }) => kind)).toEqual(['lock', 'state']);
    saysNothing(told);
    store.apply({ kind: 'people', people: [ADA] });
    expect(told).toHaveLength(2);
  });
});
