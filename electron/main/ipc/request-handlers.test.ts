import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { NO_LOGIN_START } from '../start/login-start.ts';
import type { RequestName, Requests } from '../../contract/window/bridge.ts';
import type { DepthEncoding } from '../../contract/exchange.ts';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { ExplorerSet } from '../../contract/explorer.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { languageInUse } from '../../contract/language.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { CapturedEnrolment } from '../../contract/engine/engine-messages.ts';
import type { PadResults } from '../../contract/pad/pad.ts';
import type { PlayerView } from '../../contract/recordings.ts';
import { AppStore } from './app-store.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { LockKeeper } from '../lock-out/lock-keeper.ts';
import { LockOutInMemory } from '../lock-out/lock-out-fixture.ts';
import { AnalysisDesk } from '../recordings/analysis-desk.ts';
import { ExchangeDesk } from '../recordings/exchange-desk.ts';
import { RecordingsById } from '../recordings/recordings-by-id.ts';
import { OpenedSources } from '../explorer/opened-sources.ts';
import { standInCommands } from '../training/commands-fixture.ts';
import { EvaluationDesk } from '../training/evaluation-desk.ts';
import { TrainingDesk } from '../training/training-desk.ts';
import { createRequestHandlers, type HandlerOptions } from './request-handlers.ts';
import { listedRecording } from '../recordings/listed-recording-fixture.ts';

const LOCKED = { phase: 'locked', hint: 'none' } as const;
const DONE = { ok: true };
const REFUSED = { ok: false };

const RIGHT_PIN = '2468';
const SOMEBODY: PersonSummary = {
  ...{ id: 'p', name: 'Ada', references: 20, enrolledAt: '2026-11-20T09:30:00Z' },
  ...{ trust: 'sensor', encoder: 'fused 4', hasPin: true, appearances: [] },
};

const EMBEDDINGS: ExplorerSet = {
  ...{ kind: 'recording', name: 'Desk', encoder: { name: 'fused', version: '4' }, points: [] },
};

const refuse = () => Promise.resolve(fail('internal', ''));
/** What these tests do not ask of a vault; see vault-handlers.test.ts. */
const CLOSED_TO_ALL = {
  adviceOn: () => null,
  addAppearance: refuse,
  newRecoveryCode: refuse,
  openPrevious: refuse,
  openWithRecoveryCode: refuse,
  removeAppearance: refuse,
  rename: refuse,
  setPin: refuse,
  setPinByRecoveryCode: refuse,
  startOver: () => Promise.resolve(succeed(undefined)),
};

let folder: string;
let recordings: RecordingsById;
let sent: EngineCommand[];
let revealed: string[];
let copied: string[];
let asked: string[];
let chosen: string | null;
let encoding: DepthEncoding | null;
/** Something that happens while the system's dialog is open, or a PIN is checked. */
/** Of the player, over its time line. */
const PICTURE = Uint8Array.of(1, 2, 3);
let meanwhile: () => void;
let people: PersonSummary[];
/** Ids that were removed from the vault, and names that were added to it. */
let removed: string[];
let noted: string[];
let added: string[];
let captured: () => Promise<Result<CapturedEnrolment>>;
let nowMs: number;
let isClosed: boolean;
let lockOut: LockOutInMemory;
let keeper: LockKeeper;
let store: AppStore;
let commands: ReturnType<typeof standInCommands>;
let training: TrainingDesk;
let handlers: ReturnType<typeof createRequestHandlers>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-handlers-'));
  [sent, revealed, copied, asked, chosen] = [[], [], [], [], '/chosen/out'];
  encoding = 'tum';
  meanwhile = () => undefined;
  [people, removed, added, nowMs, isClosed] = [[SOMEBODY], [], [], 0, false];
  noted = [];
  captured = () => Promise.resolve(fail('internal', ''));
  lockOut = new LockOutInMemory();
  store = new AppStore(INITIAL_STATE);
  recordings = new RecordingsById(folder);
  await writeFile(path.join(folder, 'a.mcap'), 'pictures');
  recordings.take([listedRecording('a', 'a.mcap'), listedRecording('evil', '../a.mcap')]);
  const send = (command: EngineCommand): boolean => {
    sent.push(command);
    return true;
  };
  const choose = (question: string): Promise<string | null> => {
    asked.push(question);
    meanwhile();
    return Promise.resolve(chosen);
  };
  const vault: HandlerOptions['vault'] = {
    ...CLOSED_TO_ALL,
    get isClosed() {
      return isClosed;
    },
    ...CLOSED_TO_ALL,
    people: () => people,
    add: ({ name }: { name: string }) => {
      meanwhile();
      added.push(name);
      people = [...people, { ...SOMEBODY, id: `${name}-id`, name }];
      return Promise.resolve(succeed({ personId: `${name}-id`, recoveryCode: null }));
    },
    personWithPin: (pin: string) => {
      meanwhile();
      return Promise.resolve(pin === RIGHT_PIN ? (people[0] ?? null) : null);
    },
    remove: (id: string) => {
      removed.push(id);
      people = people.filter((person) => person.id !== id);
      return Promise.resolve(succeed(undefined));
    },
    removeAppearance: (personId, appearanceId) => {
      removed.push(`${personId} ${appearanceId}`);
      return Promise.resolve(succeed(undefined));
    },
    startOver: () => {
      [people, isClosed] = [[], false];
      return Promise.resolve(succeed(undefined));
    },
    addAppearance: (personId, { label }) => {
      added.push(`${personId} ${label}`);
      return Promise.resolve(succeed(undefined));
    },
    removeAll: () => {
      removed.push(...people.map(({ id }) => id));
      [people, isClosed] = [[], false];
      return Promise.resolve(succeed(undefined));
    },
  };
  keeper = new LockKeeper({
    ...{ store: lockOut, vault },
    now: () => ({ wallMs: nowMs, upMs: nowMs, run: 'run', boot: null }),
    tell: () => undefined,
    show: (view) => store.apply({ kind: 'lock', view }),
    onProblem: (problem) => store.apply({ kind: 'problem', problem }),
  });
  commands = standInCommands();
  training = await TrainingDesk.open({
    ...{ home: path.join(folder, 'training'), start: commands.start },
    onView: (view) => store.apply({ kind: 'training', view }),
  });
  handlers = createRequestHandlers({
    ...{ store, vault, keeper },
    loginStart: NO_LOGIN_START,
    setLanguage: (choice) =>
      store.apply({ kind: 'language', language: { choice, used: languageInUse(choice, []) } }),
    about: {
      versions: { app: '1', electron: '2', chrome: '3', node: '4', releases: null },
      ...{ assets: folder, notices: path.join(folder, 'notices') },
      folders: { vault: path.join(folder, 'vault'), recordings: path.join(folder, 'recordings') },
      getRelease: () => Promise.reject(new Error('offline')),
      openFolder: (place) => Promise.resolve(revealed.push(place) > 0 ? '' : 'no'),
    },
    lockActions: { set: () => Promise.resolve(succeed(undefined)) },
    activity: {
      append: () => Promise.resolve(succeed(undefined)),
      entries: () => Promise.resolve(succeed([])),
      erase: () => Promise.resolve(succeed(undefined)),
      note: (event) => noted.push(event.kind),
    },
    nowMs: () => nowMs,
    recordings,
    desk: new ExchangeDesk({
      folder,
      send,
      onJobs: (jobs) => store.apply({ kind: 'exchange', jobs }),
    }),
    analyses: new AnalysisDesk({
      send,
      onViews: (analyses) => store.apply({ kind: 'analyses', analyses }),
    }),
    dialogs: {
      chooseInput: (kind) => choose(kind),
      chooseFolder: (purpose) => choose(purpose),
      confirmDropped: (input) =>
        choose(`dropped ${input}`).then((said) => (said === null ? null : true)),
      chooseEncoding: (name) => choose(`meaning of ${name}`).then(() => encoding),
      chooseOutput: (format, name) => choose(`${format} ${name}`),
      chooseNumbers: (name) => choose(name),
      chooseTable: (name) => choose(name),
      chooseFigure: (format, name) => choose(`${format} ${name}`),
      chooseView: (format, name) => choose(`${format} ${name}`),
    },
    explorerSources: [() => [EMBEDDINGS]],
    openedSources: new OpenedSources({
      ...{ assets: folder, start: commands.start },
      onSources: (sources) => store.apply({ kind: 'opened-sources', sources }),
    }),
    training,
    evaluation: new EvaluationDesk({
      ...{ home: path.join(folder, 'evaluation'), assets: folder, start: commands.start },
      onView: (view) => store.apply({ kind: 'evaluation', view }),
    }),
    trainedAssets: path.join(folder, 'trained'),
    openFile: (file) => Promise.resolve(revealed.push(file) > 0 ? '' : 'no'),
    reveal: (file) => revealed.push(file),
    copy: (text) => copied.push(text),
    engine: {
      send,
      chooseEncoderEngine: (encoderEngine) =>
        store.apply({ kind: 'encoder-engine', encoderEngine }),
      mirrorCamera: (source, isMirrored) =>
        store.apply({ kind: 'mirrored', mirrored: isMirrored ? [source] : [] }),
      lock: () => keeper.lock(),
      askToLook: () => send({ kind: 'lock.ask' }),
      peopleChanged: () => undefined,
      playerPicture: () => {
        meanwhile();
        return Promise.resolve(PICTURE);
      },
      selectCamera: (source) => send({ kind: 'camera.select', source }),
      setRecordingsLimit: (limit) => store.apply({ kind: 'recordings-limit', limit }),
      setLockSettings: (lockSettings) => store.apply({ kind: 'lock-settings', lockSettings }),
      setScene: (scene) => send({ kind: 'scene.set', scene }),
      setSecurity: (security) => store.apply({ kind: 'security', security }),
      start: () => undefined,
      takeEnrolment: () => captured(),
    },
  });
});
beforeEach(async () => {
  await keeper.pinRight();
  unlock();
});
afterEach(async () => {
  const ending = training.end();
  for (const { end } of commands.started) await end(130);
  await ending;
  await rm(folder, { recursive: true, force: true });
});

const lock = () => keeper.lock();
const unlock = () => keeper.openByPin(SOMEBODY);
const show = (view: PlayerView) => store.apply({ kind: 'player', view });
const open = (mode: 'player' | 'camera'): PlayerView => ({
  phase: 'open',
  id: 'a',
  mode,
  playing: true,
  speed: 1,
  loop: false,
  index: 0,
  frames: 30,
  timeMs: 0,
  durationMs: 1000,
  recognition: null,
});
function ask<N extends RequestName>(name: N, argument: Requests[N][0]) {
  return handlers[name](argument);
}
const kinds = () => sent.map(({ kind }) => kind);

describe('a request for a language', () => {
  it('is refused while it is locked: nobody else makes the lock speak what its owner cannot read', async () => {
    lock();
    expect(await ask('language.set', { choice: 'zh' })).toMatchObject(REFUSED);
    expect(store.state.language.used).toBe('en');
    unlock();
    expect(await ask('language.set', { choice: 'zh' })).toMatchObject(DONE);
    expect(store.state.language).toEqual({ choice: 'zh', used: 'zh' });
  });
});

describe('a request to turn a device’s pictures', () => {
  it('is refused while it is locked: a turned face does not open it', async () => {
    lock();
    expect(await ask('camera.mirror', { source: 'kinect2', mirrored: true })).toMatchObject(
      REFUSED,
    );
    expect(store.state.mirrored).toEqual([]);
    unlock();
    expect(await ask('camera.mirror', { source: 'kinect2', mirrored: true })).toEqual(DONE);
    expect(store.state.mirrored).toEqual(['kinect2']);
  });
});

describe('a request about storage and the app', () => {
  it('is answered in an open lock only', async () => {
    lock();
    for (const name of ['about.get', 'about.copyDiagnostics', 'storage.get'] as const) {
      expect(await ask(name, undefined)).toMatchObject(REFUSED);
    }
    expect(await ask('storage.open', { folder: 'vault' })).toMatchObject(REFUSED);
    expect([copied, revealed]).toEqual([[], []]);
    unlock();
    expect(await ask('storage.get', undefined)).toMatchObject({
      value: { folders: [{ folder: 'vault' }, { folder: 'recordings' }] },
    });
    expect(await ask('storage.open', { folder: 'recordings' })).toEqual(DONE);
    expect(revealed).toEqual([path.join(folder, 'recordings')]);
    expect(await ask('about.copyDiagnostics', undefined)).toEqual(DONE);
    expect(copied.join('')).toContain('Depthlock 1');
    expect(copied.join('')).not.toContain(folder);
    expect(copied.join('')).not.toContain(SOMEBODY.name);
  });
});

describe('a request for what the encoder runs in', () => {
  const choose = () => ask('engine.choose', { engine: 'tfjs-node' });

  it('is kept, and refused while it is locked', async () => {
    lock();
    expect(await choose()).toMatchObject(REFUSED);
    expect(store.state.encoderEngine).toBe('onnxruntime');
    unlock();
    expect(await choose()).toEqual(DONE);
    expect(store.state.encoderEngine).toBe('tfjs-node');
  });

  it('ends no recording', async () => {
    const view = {
      phase: 'recording',
      ...{ elapsedMs: 1, bytes: 1, bytesPerMinute: 1, frames: 1 },
      ...{ droppedByDisk: 0, missedByCamera: 0, spaceLeft: 1 },
    } as const;
    store.apply({ kind: 'recorder', view });
    expect(await choose()).toMatchObject({ problem: { code: 'busy' } });
    store.apply({ kind: 'recorder', view: { phase: 'idle', obstacle: null, spaceLeft: 1 } });
    expect(store.state.encoderEngine).toBe('onnxruntime');
  });
});

const confirm = (pin = RIGHT_PIN) => ask('lock.confirm', { pin });
const NEEDS_PIN = { ok: false, problem: { code: 'confirm-needed' } };
const DEMO: PersonSummary = { ...SOMEBODY, id: 'demo', name: 'Demo', trust: 'virtual' };
const CAPTURED: CapturedEnrolment = {
  ...{ references: [], trust: 'sensor', encoder: 'fused 4', shape: null, resembles: null },
};

describe('requests for training and evaluation', () => {
  const wish = { encoder: 'fused', passes: 64, rendered: 25, exports: true } as const;

  it('start nothing while it is locked, and a training goes on meanwhile', async () => {
    chosen = '/data';
    expect(await ask('training.chooseData', undefined)).toEqual(DONE);
    expect(await ask('training.start', wish)).toEqual(DONE);
    lock();
    const refused = [
      await ask('training.chooseData', undefined),
      await ask('training.addPeople', undefined),
      await ask('training.removePeople', { index: 0 }),
      await ask('training.start', wish),
      await ask('training.pause', undefined),
      await ask('training.resume', undefined),
      await ask('training.stop', undefined),
      await ask('evaluation.start', { trained: false }),
      await ask('evaluation.start', { trained: true }),
      await ask('evaluation.close', undefined),
      await ask('evaluation.openReport', undefined),
    ];
    for (const answer of refused) expect(answer).toMatchObject({ problem: { code: 'locked' } });
    expect(commands.started.map((command) => command.asked())).toEqual([0]);
    commands.started[0]?.print({ kind: 'notice', message: 'It goes on.' });
    expect(store.state.training.run?.now.phase).toBe('running');
  });

  it('start nothing that was asked for in another opening of the lock', async () => {
    [chosen, meanwhile] = ['/home/ada/family', lock];
    expect(await ask('evaluation.start', { trained: false })).toMatchObject(REFUSED);
    expect(commands.started).toEqual([]);
  });

  it('evaluate what a person chose, and open its report', async () => {
    expect(await ask('evaluation.start', { trained: true })).toMatchObject({
      problem: { code: 'training-impossible' },
    });
    expect(await ask('evaluation.openReport', undefined)).toMatchObject(REFUSED);
    chosen = '/home/ada/family';
    expect(await ask('evaluation.start', { trained: false })).toEqual(DONE);
    expect(commands.started[0]?.words.slice(0, 2)).toEqual(['evaluate', '/home/ada/family']);
    expect(asked).toEqual(['dataset']);
  });

  it('keep the folders that are chosen, and forget one', async () => {
    for (chosen of ['/home/ada/family', '/home/ada/work']) {
      expect(await ask('training.addPeople', undefined)).toEqual(DONE);
    }
    await ask('training.removePeople', { index: 0 });
    expect(store.state.training.people).toEqual(['/home/ada/work']);
  });
});

describe('requests of the explorer', () => {
  const request = { format: 'csv', name: 'map', files: [Uint8Array.of(1, 2)] } as const;

  it('are answered with embeddings only while it is open', async () => {
    lock();
    expect(await ask('explorer.embeddings', undefined)).toMatchObject(REFUSED);
    unlock();
    expect(await ask('explorer.embeddings', undefined)).toEqual({ ok: true, value: [EMBEDDINGS] });
  });

  it('open a dataset that a person chose, and a recording of the folder', async () => {
    chosen = null;
    expect(await ask('explorer.open', { kind: 'dataset' })).toEqual(DONE);
    expect(commands.started).toEqual([]);
    chosen = '/home/ada/family';
    expect(await ask('explorer.open', { kind: 'dataset' })).toEqual(DONE);
    expect(await ask('explorer.open', { kind: 'recording', id: 'a' })).toEqual(DONE);
    expect(commands.started.map(({ words }) => words[1])).toEqual([
      '/home/ada/family',
      path.join(folder, 'a.mcap'),
    ]);
    expect(await ask('explorer.open', { kind: 'recording', id: 'none' })).toMatchObject(REFUSED);
    const [{ id } = { id: '' }] = store.state.openedSources;
    expect(await ask('explorer.close', { id })).toEqual(DONE);
    expect(store.state.openedSources.map(({ name }) => name)).toEqual(['a']);
  });

  it('open and close nothing while it is locked, or when it is locked meanwhile', async () => {
    lock();
    expect(await ask('explorer.open', { kind: 'recording', id: 'a' })).toMatchObject(REFUSED);
    expect(await ask('explorer.close', { id: 'a' })).toMatchObject(REFUSED);
    expect(await ask('explorer.open', { kind: 'dataset' })).toMatchObject(REFUSED);
    unlock();
    [chosen, meanwhile] = ['/home/ada/family', lock];
    expect(await ask('explorer.open', { kind: 'dataset' })).toMatchObject(REFUSED);
    expect(commands.started).toEqual([]);
  });

  it('write nothing without the PIN, and what the window made with it', async () => {
    expect(await ask('explorer.export', request)).toMatchObject(NEEDS_PIN);
    const file = path.join(folder, 'map.csv');
    chosen = file;
    await confirm();
    expect(await ask('explorer.export', request)).toEqual(DONE);
    expect([...(await readFile(file))]).toEqual([1, 2]);
    expect(asked.at(-1)).toBe('csv map');
    expect(await ask('explorer.export', request)).toMatchObject(NEEDS_PIN);
  });

  it('write both files of the projector into a folder', async () => {
    const output = path.join(folder, 'projector');
    chosen = output;
    const files = [Uint8Array.of(1), Uint8Array.of(2)];
    await confirm();
    expect(await ask('explorer.export', { format: 'tensorboard', name: 'p', files })).toEqual(DONE);
    expect([...(await readFile(path.join(output, 'vectors.tsv')))]).toEqual([1]);
    expect([...(await readFile(path.join(output, 'metadata.tsv')))]).toEqual([2]);
    await confirm();
    expect(await ask('explorer.export', { ...request, files })).toMatchObject({ ok: false });
  });

  it('write nothing where it was locked while the dialog was open', async () => {
    const file = path.join(folder, 'late.csv');
    chosen = file;
    await confirm();
    meanwhile = lock;
    expect(await ask('explorer.export', request)).toMatchObject(REFUSED);
    await expect(readFile(file)).rejects.toThrow();
  });
});

describe('a live view', () => {
  const PNG = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3);
  const request = { format: 'png', name: 'Depth', file: PNG } as const;

  it('is written where a person says, with the PIN, once', async () => {
    expect(await ask('live.save', request)).toMatchObject(NEEDS_PIN);
    const file = path.join(folder, 'depth.png');
    chosen = file;
    await confirm();
    expect(await ask('live.save', request)).toEqual(DONE);
    expect(new Uint8Array(await readFile(file))).toEqual(PNG);
    expect(asked.at(-1)).toBe('png Depth');
    expect(await ask('live.save', request)).toMatchObject(NEEDS_PIN);
  });

  it('is not written while it is locked, nor where it was locked meanwhile', async () => {
    const file = path.join(folder, 'late.png');
    chosen = file;
    lock();
    expect(await ask('live.save', request)).toMatchObject(REFUSED);
    unlock();
    await confirm();
    meanwhile = lock;
    expect(await ask('live.save', request)).toMatchObject(REFUSED);
    await expect(readFile(file)).rejects.toThrow();
  });

  it('is a picture or a point cloud, and nothing else', async () => {
    chosen = path.join(folder, 'program.png');
    await confirm();
    const file = new TextEncoder().encode('#!/bin/sh');
    expect(await ask('live.save', { ...request, file })).toMatchObject({ ok: false });
    await expect(readFile(chosen)).rejects.toThrow();
    const cloud = new TextEncoder().encode('ply\nformat binary_little_endian 1.0');
    chosen = path.join(folder, 'cloud.ply');
    expect(await ask('live.save', { format: 'ply', name: 'Cloud', file: cloud })).toEqual(DONE);
  });
});

describe('requests that need the PIN once more', () => {
  const strict = { level: 'strict', asksEyes: false } as const;
  const settings = { idleMinutes: 1, awaySeconds: 5, greets: true } as const;
  const PROTECTED: readonly [string, () => unknown][] = [
    ['enrolling another person', () => ask('enrolment.start', undefined)],
    ['removing', () => ask('people.remove', { personId: 'p' })],
    ['removing a look', () => ask('people.removeAppearance', { personId: 'p', appearanceId: 'a' })],
    ['deleting everything', () => ask('people.removeAll', undefined)],
    ['exporting', () => ask('exchange.export', { id: 'a', format: 'tum' })],
    ['the security level', () => ask('security.set', { security: strict })],
    ['when it locks by itself', () => ask('lock.settings', settings)],
  ];

  it.each(PROTECTED)('refuse %s without it, do it once with it, and not again', async (_, act) => {
    const before = structuredClone(store.state);
    expect(await act()).toMatchObject(NEEDS_PIN);
    expect([store.state, sent, removed, asked]).toEqual([before, [], [], []]);
    expect(await confirm('1357')).toMatchObject({ problem: { code: 'wrong-pin' } });
    expect(await act()).toMatchObject(NEEDS_PIN);
    expect(await confirm()).toEqual(DONE);
    expect(await act()).toMatchObject(DONE);
    people = [SOMEBODY];
    expect(await act()).toMatchObject(NEEDS_PIN);
  });

  it.each(PROTECTED)('refuse %s a minute after it was given', async (_, act) => {
    await confirm();
    nowMs += 60_001;
    expect(await act()).toMatchObject(NEEDS_PIN);
  });

  it.each(PROTECTED)('refuse %s in the next opening of the lock', async (_, act) => {
    await confirm();
    lock();
    expect(await act()).toMatchObject({ problem: { code: 'locked' } });
    unlock();
    expect(await act()).toMatchObject(NEEDS_PIN);
  });

  it('give nothing if it was locked while the PIN was checked', async () => {
    meanwhile = lock;
    expect(await confirm()).toMatchObject({ problem: { code: 'locked' } });
    meanwhile = () => undefined;
    unlock();
    expect(await ask('security.set', { security: strict })).toMatchObject(NEEDS_PIN);
    lock();
    expect(await confirm()).toMatchObject({ problem: { code: 'locked' } });
  });

  it('share one limit of wrong PINs with the lock', async () => {
    for (let k = 0; k < 20; k++) await confirm('1357');
    for (const name of ['lock.pin', 'lock.confirm'] as const) {
      expect(await ask(name, { pin: RIGHT_PIN })).toMatchObject({
        problem: { code: 'too-many-pins' },
      });
    }
  });

  it('charge a PIN on disk before it is checked', async () => {
    let failures = -1;
    meanwhile = () => (failures = lockOut.written.at(-1)?.pinFailures ?? 0);
    await confirm('1357');
    expect(failures).toBe(1);
    lockOut.isFull = true;
    failures = -1;
    expect(await confirm()).toMatchObject({ problem: { code: 'try-not-written' } });
    expect(failures).toBe(-1);
  });
});

describe('the first enrolment', () => {
  beforeEach(() => {
    [people, captured] = [[], () => Promise.resolve(succeed(CAPTURED))];
    keeper.lock();
  });

  it('needs no PIN, and opens for whoever has just set one', async () => {
    expect(await ask('enrolment.start', undefined)).toEqual(DONE);
    expect(await ask('enrolment.finish', { name: 'Eve', pin: '9753' })).toMatchObject(DONE);
    expect(store.state.lock).toMatchObject({ phase: 'unlocked', personId: 'Eve-id', by: 'pin' });
    expect(lockOut.state.lastPin).not.toBeNull();
  });
});

describe('an enrolment', () => {
  const finish = () => ask('enrolment.finish', { name: 'Eve', pin: '9753' });
  beforeEach(async () => {
    captured = () => {
      meanwhile();
      return Promise.resolve(succeed(CAPTURED));
    };
    await confirm();
    expect(await ask('enrolment.start', undefined)).toEqual(DONE);
  });

  it('is finished where it was begun with the PIN', async () => {
    expect(await finish()).toMatchObject(DONE);
    expect(added).toEqual(['Eve']);
    expect(await finish()).toMatchObject({ problem: { code: 'locked' } });
  });

  it('of a face that somebody has already is told, and goes on if it is meant', async () => {
    captured = () => Promise.resolve(succeed({ ...CAPTURED, resembles: people[0]?.id ?? '' }));
    const name = people[0]?.name ?? 'nobody';
    const told = await finish();
    expect(told).toMatchObject({ problem: { code: 'looks-like-somebody' } });
    expect(told.ok ? '' : told.problem.message).toContain(name);
    expect(added).toEqual([]);
    const anyway = ask('enrolment.finish', { name: 'Eve', pin: '9753', anyway: true });
    expect(await anyway).toMatchObject(DONE);
    expect(added).toEqual(['Eve']);
  });

  it('tells no name once it was locked', async () => {
    captured = () => Promise.resolve(succeed({ ...CAPTURED, resembles: people[0]?.id ?? '' }));
    lock();
    const told = await finish();
    expect(told).toMatchObject({ problem: { code: 'locked' } });
    expect(JSON.stringify(told)).not.toContain(people[0]?.name ?? 'nobody');
  });

  it('of another look of somebody is finished in the same way', async () => {
    const addTo = () => ask('enrolment.addTo', { personId: 'p', label: 'glasses' });
    meanwhile = lock;
    expect(await addTo()).toMatchObject({ problem: { code: 'locked' } });
    meanwhile = () => undefined;
    unlock();
    expect(await addTo()).toMatchObject({ problem: { code: 'locked' } });
    await confirm();
    await ask('enrolment.start', undefined);
    expect(await addTo()).toEqual(DONE);
    expect(added).toEqual(['p glasses']);
  });

  it('is not finished when it was locked while the engine gave it', async () => {
    meanwhile = lock;
    expect(await finish()).toMatchObject({ problem: { code: 'locked' } });
    expect(added).toEqual([]);
  });

  it('is taken back when it was locked while it was stored', async () => {
    captured = () => Promise.resolve(succeed(CAPTURED));
    meanwhile = lock;
    expect(await finish()).toMatchObject({ problem: { code: 'locked' } });
    expect([added, removed]).toEqual([['Eve'], ['Eve-id']]);
  });

  it('is not finished in another opening of the lock than that in which it was begun', async () => {
    lock();
    unlock();
    expect(await finish()).toMatchObject({ problem: { code: 'locked' } });
    expect(added).toEqual([]);
  });
});

describe('deleting everything', () => {
  it('deletes the recordings too, and gives back all tries', async () => {
    await writeFile(path.join(folder, 'cut-off.mcap.part'), 'pictures');
    await writeFile(path.join(folder, 'note.txt'), 'mine');
    await confirm('1357');
    await confirm();
    expect(await ask('people.removeAll', undefined)).toEqual(DONE);
    expect(removed).toEqual(['p']);
    expect(await readdir(folder)).toEqual(['note.txt']);
    expect(kinds()).toContain('recordings.list');
    expect(lockOut.state).toMatchObject({ faceTries: 0, pinFailures: 0, lastPin: null });
  });

  it('waits until nothing is written any more', async () => {
    await confirm();
    const view = { elapsedMs: 1, bytes: 1, bytesPerMinute: 1, frames: 1, spaceLeft: null } as const;
    store.apply({
      kind: 'recorder',
      view: { phase: 'recording', ...view, droppedByDisk: 0, missedByCamera: 0 },
    });
    expect(await ask('people.removeAll', undefined)).toMatchObject({ problem: { code: 'busy' } });
    expect([removed, await readdir(folder)]).toEqual([[], ['a.mcap']]);
  });

  it('is not for a vault that does not open, which has to be started over: recordings are put aside', async () => {
    isClosed = true;
    lock();
    expect(await ask('people.removeAll', undefined)).toMatchObject({ problem: { code: 'locked' } });
    expect(await ask('vault.startOver', { typed: 'start' })).toMatchObject(REFUSED);
    expect(isClosed).toBe(true);
    expect(await ask('vault.startOver', { typed: ' Start over ' })).toEqual(DONE);
    // Nobody sees what others recorded, and nothing is deleted.
    const beside = await readdir(path.dirname(folder));
    const aside = beside.filter((name) => name.startsWith(`${path.basename(folder)}-before-`));
    const kept = aside.map((name) => path.join(path.dirname(folder), name));
    expect(await Promise.all(kept.map((own) => readdir(own)))).toEqual([['a.mcap']]);
    await Promise.all(kept.map((own) => rm(own, { recursive: true })));
  });
});

describe('the camera and the scene before a closed lock', () => {
  const change = async () => [
    await ask('camera.select', { source: 'virtual' }),
    await ask('scene.set', INITIAL_STATE.scene),
  ];
  beforeEach(lock);

  it('cannot be changed where somebody real is enrolled', async () => {
    for (const beside of [[SOMEBODY], [DEMO, SOMEBODY]]) {
      people = beside;
      for (const answer of await change()) {
        expect(answer).toMatchObject({ ok: false, problem: { code: 'camera-fixed' } });
      }
    }
    expect(sent).toEqual([]);
  });

  it('cannot be changed where nobody can tell who is enrolled', async () => {
    [people, isClosed] = [[], true];
    for (const answer of await change()) expect(answer).toMatchObject(REFUSED);
  });

  it('can be changed where there is but a demo, and where it is open', async () => {
    people = [DEMO];
    expect(await change()).toEqual([DONE, DONE]);
    people = [SOMEBODY];
    unlock();
    expect(await change()).toEqual([DONE, DONE]);
  });
});

describe('the PIN of a demo entry', () => {
  it('opens nothing beside somebody real, and counts as wrong', async () => {
    people = [DEMO, SOMEBODY];
    lock();
    expect(await ask('lock.pin', { pin: RIGHT_PIN })).toMatchObject({
      problem: { code: 'wrong-pin' },
    });
    expect(store.state.lock).toEqual(LOCKED);
    expect(lockOut.state.pinFailures).toBe(1);
    people = [DEMO];
    expect(await ask('lock.pin', { pin: RIGHT_PIN })).toEqual(DONE);
    expect(store.state.lock).toMatchObject({ phase: 'unlocked', personId: 'demo' });
  });
});

describe('wrong PINs', () => {
  it('say at the fifth how long to wait, and at the next what is left of it', async () => {
    lock();
    const wrong = () => ask('lock.pin', { pin: '135791' });
    for (let k = 0; k < 4; k++) {
      expect(await wrong()).toEqual(fail('wrong-pin', 'That PIN is not right.'));
    }
    const fifth = await wrong();
    expect(fifth).toMatchObject({
      problem: {
        code: 'wrong-pin',
        message: 'That PIN is not right. Too many wrong PINs. Wait a minute, then try again.',
        waitMs: 60_000,
      },
    });
    expect(await wrong()).toMatchObject({ problem: { code: 'too-many-pins', waitMs: 60_000 } });
  });
});

describe('a locked window', () => {
  it('may ask the lock to look, which opens nothing by itself', async () => {
    lock();
    expect(await ask('lock.ask', undefined)).toEqual(DONE);
    expect([kinds(), store.state.lock]).toEqual([['lock.ask'], LOCKED]);
  });

  it('is told no more than its phase', async () => {
    store.apply({ kind: 'people', people });
    expect(JSON.stringify(await ask('state.get', undefined))).toContain('Ada');
    lock();
    expect(JSON.stringify(await ask('state.get', undefined))).not.toContain('Ada');
  });
});

describe('requests about recordings', () => {
  it('name files by id, and none that lies elsewhere', async () => {
    const file = path.join(folder, 'a.mcap');
    expect(await ask('player.open', { id: 'a' })).toEqual(DONE);
    expect(await ask('recordings.repair', { id: 'a' })).toEqual(DONE);
    expect(await ask('recordings.reveal', { id: 'a' })).toEqual(DONE);
    expect(sent).toEqual([
      { kind: 'player.open', id: 'a', file },
      { kind: 'recordings.repair', file },
    ]);
    expect(revealed).toEqual([file]);
    for (const id of ['evil', 'unknown']) {
      const answers = [
        await ask('player.open', { id }),
        await ask('recordings.repair', { id }),
        await ask('recordings.reveal', { id }),
        await ask('analysis.start', { id }),
        await ask('analysis.compare', { id, encoder: 'other', enrolment: null }),
        await ask('analysis.compare', { id: 'a', encoder: 'other', enrolment: id }),
        await ask('recordings.remove', { id }),
        await ask('exchange.export', { id, format: 'tum' }),
      ];
      expect(answers.map(({ ok }) => ok)).toEqual(answers.map(() => false));
    }
    expect(asked).toEqual([]);
    expect(revealed).toHaveLength(1);
  });

  it('are refused while it is locked, but for those that end something', async () => {
    lock();
    const refused = [
      await ask('record.start', undefined),
      await ask('player.open', { id: 'a' }),
      await ask('player.control', { kind: 'play' }),
      await ask('player.becomeCamera', undefined),
      await ask('recordings.thumbnail', { id: 'a' }),
      await ask('recordings.limit', { limit: 2e9 }),
      await ask('player.picture', { timeMs: 0 }),
      await ask('analysis.start', { id: 'a' }),
      await ask('analysis.compare', { id: 'a', encoder: 'other', enrolment: null }),
      await ask('analysis.resume', { id: 'a', of: 'people' }),
      await ask('analysis.stop', { id: 'a', of: 'people' }),
      await ask('analysis.forget', { id: 'a', of: 'people' }),
      await ask('analysis.tracks', { id: 'a', of: 'people', from: 0 }),
      await ask('analysis.encoders', undefined),
      await ask('recordings.remove', { id: 'a' }),
      await ask('recordings.reveal', { id: 'a' }),
      await ask('recordings.repair', { id: 'a' }),
      await ask('exchange.import', { kind: 'folder' }),
      await ask('exchange.importDropped', { path: '/dropped.mcap' }),
      await ask('exchange.export', { id: 'a', format: 'tum' }),
      await ask('exchange.reveal', { id: 'a' }),
      await ask('exchange.dismiss', { id: 'a' }),
      await ask('exchange.dismissEnded', undefined),
    ];
    expect(refused.map(({ ok }) => ok)).toEqual(refused.map(() => false));
    expect([sent, revealed, asked]).toEqual([[], [], []]);
    expect(await readdir(folder)).toEqual(['a.mcap']);
    await ask('record.stop', undefined);
    await ask('player.close', undefined);
    await ask('exchange.cancel', { id: 'a' });
    expect(kinds()).toEqual(['record.stop', 'player.close']);
  });

  it('analyse a file by its id, against whom they name', async () => {
    const file = path.join(folder, 'a.mcap');
    expect(await ask('analysis.start', { id: 'a' })).toEqual(DONE);
    const other = { id: 'a', encoder: 'other', enrolment: 'a' };
    expect(await ask('analysis.compare', other)).toEqual(DONE);
    expect(await ask('analysis.resume', { id: 'a', of: 'people' })).toEqual(DONE);
    expect(await ask('analysis.stop', { id: 'a', of: 'encoders' })).toEqual(DONE);
    const start = { kind: 'analysis.start', id: 'a', file, from: 0 } as const;
    expect(sent).toEqual([
      { ...start, wish: { kind: 'people' } },
      // From itself: its beginning enrols.
      { ...start, wish: { kind: 'encoders', encoder: 'other', enrolment: null } },
      { kind: 'analysis.stop', id: 'a', of: 'encoders' },
    ]);
    expect(store.state.analyses.map(({ kind }) => kind)).toEqual(['people', 'encoders']);
    expect(await ask('analysis.forget', { id: 'a', of: 'people' })).toEqual(DONE);
    expect(store.state.analyses.map(({ kind }) => kind)).toEqual(['encoders']);
  });

  it('show a picture of the player, unless it was locked meanwhile', async () => {
    expect(await ask('player.picture', { timeMs: 5 })).toEqual(succeed(PICTURE));
    meanwhile = lock;
    expect(await ask('player.picture', { timeMs: 5 })).toMatchObject({
      problem: { code: 'locked' },
    });
  });

  it('limit what recordings take', async () => {
    expect(await ask('recordings.limit', { limit: 5e9 })).toEqual(DONE);
    expect(store.state.recordingsLimit).toBe(5e9);
  });

  it('close the player before its recording is erased', async () => {
    show(open('player'));
    expect(await ask('recordings.remove', { id: 'a' })).toEqual(DONE);
    expect(kinds()).toEqual(['player.close', 'recordings.list']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('lock when a recording becomes the camera, and leave it there when locked again', async () => {
    show(open('player'));
    expect(await ask('player.becomeCamera', undefined)).toEqual(DONE);
    const told = ['player.becomeCamera', 'lock.ask'];
    expect([kinds(), store.state.lock]).toEqual([told, LOCKED]);
    // A window that has the player open gives the camera back, unless it knows before it is locked.
    expect(store.state.player).toMatchObject({ mode: 'camera', recognition: null });
    show(open('camera'));
    await ask('lock.lock', undefined);
    expect(store.state.lock).toEqual(LOCKED);
    expect(kinds()).toEqual(told);
  });

  it('close a player that is left behind by locking', async () => {
    show(open('player'));
    await ask('lock.lock', undefined);
    expect(kinds()).toEqual(['player.close']);
  });
});

describe('requests for imports and exports', () => {
  it('ask the person, and never take a path from a window', async () => {
    await confirm();
    expect(await ask('exchange.export', { id: 'a', format: 'ply', frame: 4 })).toEqual(DONE);
    expect(await ask('exchange.import', { kind: 'file' })).toEqual(DONE);
    expect(asked).toEqual(['ply a frame 5', 'file']);
    expect(sent).toMatchObject([
      {
        kind: 'exchange.start',
        request: {
          input: path.join(folder, 'a.mcap'),
          output: '/chosen/out',
          format: 'ply',
          frame: 4,
        },
      },
      {
        kind: 'exchange.start',
        request: { input: '/chosen/out', output: path.join(folder, 'out.mcap') },
      },
    ]);
  });

  it('take the path of what was dropped once the person says that it is meant', async () => {
    expect(await ask('exchange.importDropped', { path: '/home/ada/kitchen.mcap' })).toEqual(DONE);
    expect(asked).toEqual(['dropped /home/ada/kitchen.mcap']);
    expect(sent).toMatchObject([
      { request: { input: '/home/ada/kitchen.mcap', output: path.join(folder, 'kitchen.mcap') } },
    ]);
    chosen = null;
    expect(await ask('exchange.importDropped', { path: '/etc/passwd' })).toEqual(DONE);
    expect(await ask('exchange.importDropped', { path: 'vault/people' })).toMatchObject({
      problem: { code: 'files-unreadable' },
    });
    meanwhile = lock;
    chosen = '/chosen/out';
    expect(await ask('exchange.importDropped', { path: '/a.mcap' })).toMatchObject(REFUSED);
    expect(sent).toHaveLength(1);
  });

  it('ask what a depth PNG means, and nothing of other files', async () => {
    chosen = '/chosen/kitchen_depth.PNG';
    expect(await ask('exchange.import', { kind: 'file' })).toEqual(DONE);
    expect(asked).toEqual(['file', 'meaning of kitchen_depth.PNG']);
    expect(sent).toMatchObject([{ request: { input: chosen, encoding: 'tum' } }]);
    encoding = null;
    expect(await ask('exchange.import', { kind: 'file' })).toEqual(DONE);
    chosen = '/chosen/kitchen.mcap';
    expect(await ask('exchange.import', { kind: 'file' })).toEqual(DONE);
    expect(asked.slice(2)).toEqual(['file', 'meaning of kitchen_depth.PNG', 'file']);
    expect(sent).toHaveLength(2);
    expect(sent[1]).not.toHaveProperty('request.encoding');
  });

  it('do nothing when the person chooses nothing', async () => {
    chosen = null;
    await confirm();
    expect(await ask('exchange.import', { kind: 'folder' })).toEqual(DONE);
    expect(await ask('exchange.export', { id: 'a', format: 'tum' })).toEqual(DONE);
    expect(sent).toEqual([]);
  });

  it('are refused when it was locked meanwhile', async () => {
    meanwhile = lock;
    expect(await ask('exchange.import', { kind: 'folder' })).toMatchObject(REFUSED);
    meanwhile = () => undefined;
    unlock();
    await confirm();
    meanwhile = lock;
    expect(await ask('exchange.export', { id: 'a', format: 'tum' })).toMatchObject(REFUSED);
    expect(sent).toEqual([]);
  });

  it('open one window of the system at a time', async () => {
    await confirm();
    const answers = await Promise.all([
      ask('exchange.import', { kind: 'folder' }),
      ask('exchange.import', { kind: 'folder' }),
      ask('exchange.export', { id: 'a', format: 'tum' }),
    ]);
    expect(answers).toEqual([DONE, DONE, DONE]);
    expect(asked).toEqual(['folder']);
  });

  it('show what was exported, once it is there', async () => {
    await confirm();
    await ask('exchange.export', { id: 'a', format: 'tum' });
    const id = store.state.exchange[0]?.id ?? '';
    expect(await ask('exchange.reveal', { id })).toMatchObject(REFUSED);
    expect(revealed).toEqual([]);
  });
});

describe('requests about a presentation attack test', () => {
  const RESULTS: PadResults = {
    version: 1,
    app: '1',
    date: '2026-12-01T10:00:00.000Z',
    camera: null,
    encoder: 'fused 4',
    level: 'balanced',
    asksEyes: true,
    ended: 'finished',
    plan: { presentations: [] },
    repeated: 0,
    attempts: [],
    figures: { genuine: null, species: [] },
  };
  const end = () => store.apply({ kind: 'pad', view: { phase: 'done', results: RESULTS } });

  it('lead it in the engine, and only where it is unlocked', async () => {
    const wish = { species: ['screen'], attempts: 3 } satisfies Requests['pad.start'][0];
    expect(await ask('pad.start', wish)).toEqual(DONE);
    expect(sent).toEqual([{ kind: 'pad.start', ...wish }]);
    lock();
    for (const name of ['pad.next', 'pad.repeat', 'pad.skip', 'pad.stop', 'pad.close'] as const) {
      expect(await ask(name, undefined)).toMatchObject(REFUSED);
    }
    expect(await ask('pad.start', wish)).toMatchObject(REFUSED);
    expect(sent).toHaveLength(1);
  });

  it('copy and save the numbers of a test that is over', async () => {
    expect(await ask('pad.copy', undefined)).toMatchObject(REFUSED);
    expect(await ask('pad.save', undefined)).toMatchObject(REFUSED);
    end();
    expect(await ask('pad.copy', undefined)).toEqual(DONE);
    expect(copied.join()).toContain('ISO/IEC 30107-3');
    chosen = path.join(folder, 'numbers.json');
    expect(await ask('pad.save', undefined)).toEqual(DONE);
    expect(asked).toEqual(['Presentation attacks 2026-12-01']);
    expect(JSON.parse(await readFile(chosen, 'utf8'))).toEqual(RESULTS);
  });

  it('write nothing when the person chooses nothing, or when it was locked meanwhile', async () => {
    end();
    chosen = null;
    expect(await ask('pad.save', undefined)).toEqual(DONE);
    [chosen, meanwhile] = [path.join(folder, 'numbers.json'), lock];
    expect(await ask('pad.save', undefined)).toMatchObject(REFUSED);
    expect(await ask('pad.copy', undefined)).toMatchObject(REFUSED);
    expect(await readdir(folder)).not.toContain('numbers.json');
    expect(copied).toEqual([]);
  });

  it('say why the numbers cannot be written', async () => {
    end();
    chosen = path.join(folder, 'none', 'numbers.json');
    expect(await ask('pad.save', undefined)).toMatchObject({
      ok: false,
      problem: { code: 'files-unwritable' },
    });
  });

  it('end with the lock: a locked window shows nothing of it', async () => {
    end();
    expect(await ask('lock.lock', undefined)).toEqual(DONE);
    expect(kinds()).toContain('pad.close');
  });
});
