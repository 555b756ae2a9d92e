import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { EngineCommand, EngineMessage } from '../../contract/engine/engine-messages.ts';
import type { AttemptReport, JudgedLock, RefusalReason } from '../../contract/identity.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { joinedClock, startClock } from '../../engine/lock-out/lock-clock.ts';
import { NEW_LOCK_OUT, stepLockOut, type LockOutInput } from '../../engine/lock-out/lock-out.ts';
import { vaultAnchor } from '../../engine/vault/anchor/anchor-store.ts';
import { keyStorage } from '../../engine/vault/keys/key-storage-fixture.ts';
import { newPerson, PIN } from '../../engine/vault/vault-fixture.ts';
import { lockOutIn, openAnchor } from '../lock-out/open-lock-out.ts';
import { PeopleVault } from '../vault/people-vault.ts';
import { verifyOnce, type VerificationOptions } from './verification.ts';

/** Elsewhere every call needs the PIN. */
const KNOWS_STARTS = startClock()().boot !== null;

let home: string;
let ada: string;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-verification-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const openedAnchor = () => openAnchor(home, keyStorage(), NEW_LOCK_OUT);

async function change(...inputs: readonly LockOutInput[]): Promise<void> {
  const store = lockOutIn(await openedAnchor(), NEW_LOCK_OUT);
  for (const input of inputs) {
    orThrow(await store.change((state) => stepLockOut(state, input).state));
  }
}

/** Ada enrolled in the app, which was given her PIN and then closed. */
async function enrolled(trust: 'sensor' | 'virtual' = 'sensor'): Promise<void> {
  const vault = await PeopleVault.open({
    folder: path.join(home, 'vault'),
    storage: keyStorage(),
    anchor: vaultAnchor(await openedAnchor()),
  });
  ada = orThrow(await vault.add(newPerson({ name: 'Ada', pin: PIN, trust }))).personId;
  await vault.close();
  const now = startClock()();
  await change({ kind: 'pin-begun', now }, { kind: 'pin-right', now });
}

type Say = (message: EngineMessage) => void;

/** An engine that says what it is told to once it is started. */
function engine(script: (say: Say) => Promise<void> | void): {
  spawn: VerificationOptions['spawn'];
  heard: EngineCommand[];
} {
  const heard: EngineCommand[] = [];
  return {
    heard,
    spawn: (observer) => ({
      send(command) {
        heard.push(command);
        if (command.kind === 'engine.start') void script((message) => observer.onMessage(message));
        if (command.kind === 'engine.stop') observer.onExit('It ended.');
      },
      sendFramePort: () => undefined,
      kill: () => undefined,
    }),
  };
}

async function verify(
  script: (say: Say) => Promise<void> | void,
  { pin = null, timeoutMs = 20_000 }: { pin?: string | null; timeoutMs?: number } = {},
) {
  const { spawn, heard } = engine(script);
  const verified = await verifyOnce({
    ...{ home, assets: '', app: '0', timeoutMs, spawn },
    ...{ anchorStorage: keyStorage(), keyStorage: keyStorage() },
    readPin: pin === null ? null : () => Promise.resolve(pin),
    onHint: () => undefined,
  });
  return { ...verified, heard };
}

const streams = (source: 'kinect2' | 'virtual' = 'kinect2'): EngineMessage => ({
  kind: 'sources',
  sources: [{ source, title: 'A camera', state: 'streaming', chosen: true }],
});
const LOOKING: EngineMessage = {
  ...{ kind: 'lock', view: { phase: 'looking', hint: 'none' }, isUnderway: true, attempt: null },
};
const report = (refused: RefusalReason | null): AttemptReport => ({
  ...{ number: 1, refused, picture: null, level: 'balanced' },
  ...{ nearest: null, evidence: null, seenMs: 400 },
});
const openFor = (personId: string): JudgedLock => ({
  ...{ phase: 'unlocked', personId, name: 'Ada', by: 'face', distance: 0.4, threshold: 0.8 },
});
const decided = (view: JudgedLock, refused: RefusalReason | null): EngineMessage => ({
  ...{ kind: 'lock', view, isUnderway: false, attempt: report(refused) },
});
const STRANGER = decided({ phase: 'not-recognised', because: 'stranger' }, 'stranger');
const says =
  (...messages: EngineMessage[]) =>
  (say: Say) =>
    messages.forEach(say);
const stateNow = async () => lockOutIn(await openedAnchor(), NEW_LOCK_OUT).state;

describe.skipIf(!KNOWS_STARTS)('a look', () => {
  it('matches whom the keeper opens for, and says who it is', async () => {
    await enrolled();
    const verified = await verify((say) =>
      [streams(), LOOKING, decided(openFor(ada), null)].forEach(say),
    );
    expect(verified).toMatchObject({ answer: 'match', person: { id: ada, name: 'Ada' } });
    expect(await stateNow()).toMatchObject({ faceTries: 0, pendingAttempt: null });
    expect(verified.heard.at(-1)).toEqual({ kind: 'engine.stop' });
  });

  it.each([
    [
      'calls itself open without an attempt',
      (id: string) => [{ ...LOOKING, view: openFor(id), isUnderway: false }],
    ],
    ['opens for somebody who is not enrolled', () => [LOOKING, decided(openFor('eve'), null)]],
    ['opens with a refusal', (id: string) => [LOOKING, decided(openFor(id), 'stranger')]],
  ] satisfies [string, (id: string) => EngineMessage[]][])(
    'is no match for an engine that %s',
    async (_, messages) => {
      await enrolled();
      const verified = await verify(says(streams(), ...messages(ada)), { timeoutMs: 300 });
      expect(verified).toMatchObject({ answer: 'no-match', person: null });
    },
  );

  it('costs a try when a stranger is refused, and when the time is over meanwhile', async () => {
    await enrolled();
    expect(await verify(says(streams(), LOOKING, STRANGER))).toMatchObject({ answer: 'no-match' });
    expect((await stateNow()).faceTries).toBe(1);
    const late = await verify(says(streams(), LOOKING), { timeoutMs: 300 });
    expect(late.answer).toBe('no-match');
    expect(await stateNow()).toMatchObject({ faceTries: 2, pendingAttempt: null });
  });

  it('is a spoof for a picture', async () => {
    await enrolled();
    const picture = decided({ phase: 'looks-like-a-picture' }, 'picture');
    expect(await verify(says(streams(), LOOKING, picture))).toMatchObject({ answer: 'spoof' });
  });

  it('is locked out after five strangers, without a camera, until the PIN is given', async () => {
    await enrolled();
    for (let k = 0; k < 5; k++) await verify(says(streams(), LOOKING, STRANGER));
    const out = await verify(says());
    expect([out.answer, out.heard]).toEqual(['locked-out', []]);
    const match = says(streams(), LOOKING, decided(openFor(ada), null));
    expect(await verify(match, { pin: PIN })).toMatchObject({ answer: 'match' });
    expect(await verify(match)).toMatchObject({ answer: 'match' });
  });

  it('gives back nothing of what the app judges, and is not held up by it', async () => {
    await enrolled();
    const app = joinedClock((await stateNow()).lastPin)();
    await change({ kind: 'attempt-begun', now: app });
    await verify(says(streams()), { timeoutMs: 300 });
    expect(await stateNow()).toMatchObject({ faceTries: 1, pendingAttempt: app.judge });
    const match = says(streams(), LOOKING, decided(openFor(ada), null));
    expect(await verify(match)).toMatchObject({ answer: 'match' });
  });
});

describe.skipIf(!KNOWS_STARTS)('a camera', () => {
  it.each([
    [
      'that is not there',
      [{ ...LOOKING, view: { phase: 'no-camera', reason: 'Gone.' }, isUnderway: false }],
    ],
    [
      'that stops',
      [streams(), { ...LOOKING, view: { phase: 'no-camera', reason: 'Gone.' }, isUnderway: false }],
    ],
  ] satisfies [string, EngineMessage[]][])('%s is none', async (_, messages) => {
    await enrolled();
    expect(await verify(says(...messages))).toMatchObject({
      answer: 'no-camera',
      message: 'Gone.',
    });
  });

  it('that is virtual is none for somebody real, and one for a demo', async () => {
    await enrolled();
    expect(await verify(says(streams('virtual')))).toMatchObject({ answer: 'no-camera' });
    await rm(home, { recursive: true });
    home = await mkdtemp(path.join(tmpdir(), 'depthlock-verification-'));
    await enrolled('virtual');
    const match = says(streams('virtual'), LOOKING, decided(openFor(ada), null));
    expect(await verify(match)).toMatchObject({ answer: 'match' });
  });

  it('is none when the engine dies', async () => {
    await enrolled();
    const { spawn } = engine(() => undefined);
    const verified = await verifyOnce({
      ...{ home, assets: '', app: '0', timeoutMs: 20_000 },
      ...{ anchorStorage: keyStorage(), keyStorage: keyStorage(), readPin: null },
      onHint: () => undefined,
      spawn: (observer) => {
        setTimeout(() => observer.onExit('The camera engine stopped.'), 10);
        return spawn(observer);
      },
    });
    expect(verified.answer).toBe('no-camera');
  });
});

describe.skipIf(!KNOWS_STARTS)('a PIN', () => {
  const match = (say: Say) => [streams(), LOOKING, decided(openFor(ada), null)].forEach(say);

  it('is needed once after the computer has started', async () => {
    await enrolled();
    const earlier = { ...startClock()(), boot: 'an earlier start' };
    await change({ kind: 'pin-begun', now: earlier }, { kind: 'pin-right', now: earlier });
    expect(await verify(match)).toMatchObject({ answer: 'locked-out' });
    expect(await verify(match, { pin: PIN })).toMatchObject({ answer: 'match' });
    expect(await verify(match)).toMatchObject({ answer: 'match' });
  });

  it('that is right opens nothing without the face', async () => {
    await enrolled();
    const verified = await verify(says(streams()), { pin: PIN, timeoutMs: 300 });
    expect(verified).toMatchObject({ answer: 'no-match', person: null });
  });

  it('that is wrong is counted, and five make it wait', async () => {
    await enrolled();
    for (let k = 1; k <= 5; k++) {
      expect(await verify(match, { pin: '975319' })).toMatchObject({ answer: 'no-match' });
      expect((await stateNow()).pinFailures).toBe(k);
    }
    const waiting = await verify(match, { pin: PIN });
    expect(waiting).toMatchObject({ answer: 'locked-out' });
    expect(waiting.message).toContain('Wait');
  });

  it('that is missing is no match, and not counted', async () => {
    await enrolled();
    expect(await verify(match, { pin: '' })).toMatchObject({ answer: 'no-match' });
    expect((await stateNow()).pinFailures).toBe(0);
  });
});

describe('what it finds', () => {
  it('is nobody in an empty home, which stays empty', async () => {
    expect(await verify(says())).toMatchObject({ answer: 'not-enrolled' });
    expect(await readdir(home)).toEqual([]);
  });

  it('is nothing to judge by where the anchor is missing or cannot be read here, and left as it is', async () => {
    await enrolled();
    const file = path.join(home, 'anchor.depthlock');
    const bytes = await readFile(file);
    const elsewhere = await verifyOnce({
      ...{ home, assets: '', app: '0', timeoutMs: 1000, readPin: () => Promise.resolve(PIN) },
      ...{ anchorStorage: keyStorage(2), keyStorage: null, onHint: () => undefined },
      spawn: engine(() => undefined).spawn,
    });
    expect(elsewhere.answer).toBe('locked-out');
    expect(await readFile(file)).toEqual(bytes);
    await rm(file);
    expect(await verify(says(), { pin: PIN })).toMatchObject({ answer: 'locked-out' });
    await expect(readFile(file)).rejects.toThrow('ENOENT');
  });

  it('is a vault that does not open, whatever the PIN', async () => {
    await enrolled();
    const folder = path.join(home, 'vault');
    for (const name of await readdir(folder)) await writeFile(path.join(folder, name), 'damaged');
    const damaged = await verify(says(), { pin: PIN });
    expect(damaged.answer).toBe('locked-out');
    expect((await stateNow()).pinFailures).toBe(0);
  });
});
