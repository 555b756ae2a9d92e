import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../contract/result-fixture.ts';
import {
  faceObstacle,
  NEW_LOCK_OUT,
  pinWait,
  stepLockOut,
  USED_UP,
  type LockOut,
} from '../../engine/lock-out/lock-out.ts';
import { lockOutBeside, lockOutIn, openAnchor } from './open-lock-out.ts';

const STORAGE = { wrapKey: (key: Uint8Array) => key, unwrapKey: (key: Uint8Array) => key };
const NOW = { wallMs: 0, upMs: 0, run: 'run', boot: null };

let home: string;
beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-lock-out-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const anchorFile = () => path.join(home, 'anchor.depthlock');
async function open() {
  const missing = await lockOutBeside(path.join(home, 'vault'));
  return lockOutIn(await openAnchor(home, STORAGE, missing), missing);
}
const wrongPin = (state: LockOut) => stepLockOut(state, { kind: 'pin-begun', now: NOW }).state;

describe('the lock-out state in the anchor', () => {
  it('is on disk once it was changed, and found by the next run', async () => {
    const store = await open();
    expect(store.state).toEqual(NEW_LOCK_OUT);
    for (let k = 0; k < 5; k++) orThrow(await store.change(wrongPin));
    const again = await open();
    expect(again.state).toEqual(store.state);
    expect(pinWait(again.state, NOW)).toBe(60_000);
  });

  it('is used up where the anchor is damaged', async () => {
    const store = await open();
    orThrow(await store.change(wrongPin));
    await writeFile(anchorFile(), 'damaged');
    const damaged = await open();
    expect(damaged.state).toEqual(USED_UP);
    expect(orThrow(await damaged.change((state) => state))).toEqual(USED_UP);
  });

  it('gives one PIN, and no face, where it is missing beside a vault', async () => {
    await mkdir(path.join(home, 'vault'));
    await writeFile(path.join(home, 'vault', 'people'), 'sealed');
    for (let deleted = 0; deleted < 2; deleted++) {
      const store = await open();
      expect(faceObstacle(store.state, NOW)).toBe('start');
      expect(pinWait(store.state, NOW)).toBe(0);
      orThrow(await store.change(wrongPin));
      expect(pinWait(store.state, NOW)).toBe(60_000);
      await rm(anchorFile());
    }
  });
});
