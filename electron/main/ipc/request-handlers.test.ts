import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { RequestName, Requests } from '../../contract/window/bridge.ts';
import type { DepthEncoding } from '../../contract/exchange.ts';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { PersonSummary } from '../../contract/identity.ts';
import { fail, succeed } from '../../contract/problem.ts';
import type { PadResults } from '../../contract/pad/pad.ts';
import type { PlayerView } from '../../contract/recordings.ts';
import { AppStore } from './app-store.ts';
import { INITIAL_STATE } from './app-state-fixture.ts';
import { ExchangeDesk } from '../recordings/exchange-desk.ts';
import { RecordingsById } from '../recordings/recordings-by-id.ts';
import { createRequestHandlers } from './request-handlers.ts';
import { listedRecording } from '../recordings/listed-recording-fixture.ts';

const UNLOCKED = { phase: 'unlocked', personId: 'p', name: 'Ada', by: 'pin' } as const;
const LOCKED = { phase: 'locked', hint: 'none' } as const;
const DONE = { ok: true };
const REFUSED = { ok: false };

const RIGHT_PIN = '2468';
const SOMEBODY: PersonSummary = {
  ...{ id: 'p', name: 'Ada', references: 20, enrolledAt: '2026-11-20T09:30:00Z' },
  ...{ trust: 'sensor', encoder: 'fused 4', hasPin: true, appearances: [] },
};

const refuse = () => Promise.resolve(fail('internal', ''));
/** What these tests do not ask of a vault; see vault-handlers.test.ts. */
const CLOSED_TO_ALL = {
  people: () => [SOMEBODY],
  adviceOn: () => null,
  addAppearance: refuse,
  newRecoveryCode: refuse,
  openPrevious: refuse,
  openWithRecoveryCode: refuse,
  removeAppearance: refuse,
  rename: refuse,
  setPin: refuse,
  setPinByRecoveryCode: refuse,
  startOver: refuse,
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
let meanwhile: () => void;
let store: AppStore;
let handlers: ReturnType<typeof createRequestHandlers>;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-handlers-'));
  [sent, revealed, copied, asked, chosen] = [[], [], [], [], '/chosen/out'];
  encoding = 'tum';
  meanwhile = () => undefined;
  store = new AppStore({ ...INITIAL_STATE, lock: UNLOCKED });
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
  handlers = createRequestHandlers({
    store,
    recordings,
    desk: new ExchangeDesk({
      folder,
      send,
      onJobs: (jobs) => store.apply({ kind: 'exchange', jobs }),
    }),
    dialogs: {
      chooseInput: (kind) => choose(kind),
      chooseEncoding: (name) => choose(`meaning of ${name}`).then(() => encoding),
      chooseOutput: (format, name) => choose(`${format} ${name}`),
      chooseNumbers: (name) => choose(name),
    },
    reveal: (file) => revealed.push(file),
    copy: (text) => copied.push(text),
    vault: {
      ...CLOSED_TO_ALL,
      isClosed: false,
      add: () => Promise.resolve(fail('internal', '')),
      personWithPin: (pin) => {
        meanwhile();
        return Promise.resolve(pin === RIGHT_PIN ? SOMEBODY : null);
      },
      remove: () => Promise.resolve(succeed(undefined)),
      removeAll: () => Promise.resolve(succeed(undefined)),
    },
    engine: {
      send,
      mirrorCamera: (source, isMirrored) =>
        store.apply({ kind: 'mirrored', mirrored: isMirrored ? [source] : [] }),
      lock: () => store.apply({ kind: 'lock', view: LOCKED }),
      peopleChanged: () => undefined,
      selectCamera: () => undefined,
      setScene: () => undefined,
      setSecurity: (security) => store.apply({ kind: 'security', security }),
      start: () => undefined,
      takeEnrolment: () => Promise.resolve(fail('internal', '')),
      unlockByPin: () => undefined,
    },
  });
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const lock = () => store.apply({ kind: 'lock', view: LOCKED });
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

describe('a request to turn a device’s pictures', () => {
  it('is refused while it is locked: a turned face does not open it', async () => {
    lock();
    expect(await ask('camera.mirror', { source: 'kinect2', mirrored: true })).toMatchObject(
      REFUSED,
    );
    expect(store.state.mirrored).toEqual([]);
    store.apply({ kind: 'lock', view: UNLOCKED });
    expect(await ask('camera.mirror', { source: 'kinect2', mirrored: true })).toEqual(DONE);
    expect(store.state.mirrored).toEqual(['kinect2']);
  });
});

describe('a request for another level', () => {
  const strict = { level: 'strict', asksEyes: false } as const;

  it('needs the PIN of somebody, although it is unlocked', async () => {
    expect(await ask('security.set', { security: strict, pin: '1357' })).toMatchObject({
      problem: { code: 'wrong-pin' },
    });
    expect(store.state.security).toEqual(INITIAL_STATE.security);
    expect(await ask('security.set', { security: strict, pin: RIGHT_PIN })).toEqual(DONE);
    expect(store.state.security).toEqual(strict);
  });

  it('is refused while it is locked, also where it is locked meanwhile', async () => {
    meanwhile = lock;
    expect(await ask('security.set', { security: strict, pin: RIGHT_PIN })).toMatchObject(REFUSED);
    meanwhile = () => undefined;
    expect(await ask('security.set', { security: strict, pin: RIGHT_PIN })).toMatchObject(REFUSED);
    expect(store.state.security).toEqual(INITIAL_STATE.security);
  });

  it('shares its limit of wrong PINs with the lock', async () => {
    for (let k = 0; k < 20; k++) await ask('security.set', { security: strict, pin: '1357' });
    expect(await ask('lock.pin', { pin: RIGHT_PIN })).toMatchObject({
      problem: { code: 'too-many-pins' },
    });
    expect(await ask('security.set', { security: strict, pin: RIGHT_PIN })).toMatchObject({
      problem: { code: 'too-many-pins' },
    });
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
      await ask('recordings.remove', { id: 'a' }),
      await ask('recordings.reveal', { id: 'a' }),
      await ask('recordings.repair', { id: 'a' }),
      await ask('exchange.import', { kind: 'folder' }),
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

  it('close the player before its recording is erased', async () => {
    show(open('player'));
    expect(await ask('recordings.remove', { id: 'a' })).toEqual(DONE);
    expect(kinds()).toEqual(['player.close', 'recordings.list']);
    expect(await readdir(folder)).toEqual([]);
  });

  it('lock when a recording becomes the camera, and leave it there when locked again', async () => {
    show(open('player'));
    expect(await ask('player.becomeCamera', undefined)).toEqual(DONE);
    expect(kinds()).toEqual(['player.becomeCamera', 'lock.lock']);
    show(open('camera'));
    await ask('lock.lock', undefined);
    expect(store.state.lock).toEqual(LOCKED);
    expect(kinds()).toEqual(['player.becomeCamera', 'lock.lock']);
  });

  it('close a player that is left behind by locking', async () => {
    show(open('player'));
    await ask('lock.lock', undefined);
    expect(kinds()).toEqual(['player.close']);
  });
});

describe('requests for imports and exports', () => {
  it('ask the person, and never take a path from a window', async () => {
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
    expect(await ask('exchange.import', { kind: 'folder' })).toEqual(DONE);
    expect(await ask('exchange.export', { id: 'a', format: 'tum' })).toEqual(DONE);
    expect(sent).toEqual([]);
  });

  it('are refused when it was locked meanwhile', async () => {
    meanwhile = lock;
    expect(await ask('exchange.import', { kind: 'folder' })).toMatchObject(REFUSED);
    store.apply({ kind: 'lock', view: UNLOCKED });
    expect(await ask('exchange.export', { id: 'a', format: 'tum' })).toMatchObject(REFUSED);
    expect(sent).toEqual([]);
  });

  it('open one window of the system at a time', async () => {
    const answers = await Promise.all([
      ask('exchange.import', { kind: 'folder' }),
      ask('exchange.import', { kind: 'folder' }),
      ask('exchange.export', { id: 'a', format: 'tum' }),
    ]);
    expect(answers).toEqual([DONE, DONE, DONE]);
    expect(asked).toEqual(['folder']);
  });

  it('show what was exported, once it is there', async () => {
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
