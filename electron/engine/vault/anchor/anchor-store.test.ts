import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { FakeDisk } from '../../../base/fake-disk-fixture.ts';
import type { FileSystem } from '../../../base/file-system.ts';
import { SeededRandom } from '../../../base/seeded-random.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { keyStorage } from '../keys/key-storage-fixture.ts';
import type { Anchor } from './anchor-format.ts';
import { AnchorStore, vaultAnchor } from './anchor-store.ts';

interface LockOut {
  readonly tries: number;
}
const lockOut: z.ZodType<LockOut> = z.strictObject({ tries: z.int().min(0) });
const LOST = 99;

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-anchor-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

const file = (): string => join(folder, 'anchor.depthlock');

function open(storage = keyStorage(), files?: FileSystem): Promise<AnchorStore<LockOut>> {
  return AnchorStore.open({
    ...{ file: files === undefined ? file() : '/home/anchor.depthlock', storage, lockOut },
    initial: (because) => ({ tries: because === 'missing' ? 0 : LOST }),
    now: () => new Date('2026-11-23T12:00:00.000Z'),
    ...(files === undefined ? {} : { files }),
  });
}

const oneMore = (anchor: Anchor<LockOut>): Anchor<LockOut> => ({
  ...anchor,
  lockOut: { tries: anchor.lockOut.tries + 1 },
});

describe('an anchor', () => {
  it('is missing at first, and begins with the initial state', async () => {
    const store = await open();
    expect([store.content, store.problem]).toEqual([null, 'missing']);
    expect(orThrow(await store.change(oneMore))).toEqual({
      vaultId: null,
      generation: 0,
      lockOut: { tries: 1 },
      activity: { entries: 0, hash: '' },
    });
    expect(store.problem).toBeNull();
    expect((await open()).content).toEqual(store.content);
  });

  it('hides what it holds', async () => {
    const store = await open();
    orThrow(await vaultAnchor(store).note({ vaultId: 'of-ada', generation: 3 }));
    expect((await readFile(file())).includes('of-ada')).toBe(false);
  });

  it('never counts a generation down, except for another vault', async () => {
    const store = await open();
    const anchor = vaultAnchor(store);
    orThrow(await anchor.note({ vaultId: 'a', generation: 5 }));
    orThrow(await anchor.note({ vaultId: 'a', generation: 4 }));
    expect(anchor.content).toMatchObject({ vaultId: 'a', generation: 5 });
    orThrow(await anchor.note({ vaultId: 'b', generation: 1 }));
    expect(anchor.content).toMatchObject({ vaultId: 'b', generation: 1 });
  });

  it('of another user or computer is unreadable, kept aside by a change, and gives nothing back', async () => {
    orThrow(await (await open()).change(oneMore));
    const before = await readFile(file());
    const foreign = await open(keyStorage(2));
    expect([foreign.content, foreign.problem]).toEqual([null, 'unreadable']);
    expect(await readFile(file())).toEqual(before);
    expect(orThrow(await foreign.change(oneMore)).lockOut.tries).toBe(LOST + 1);
    const kept = 'anchor-damaged-2026-11-23T12-00-00.000Z.depthlock';
    expect(await readFile(join(folder, kept))).toEqual(before);
  });

  it('with one flipped bit is unreadable, wherever it is', async () => {
    orThrow(await (await open()).change(oneMore));
    const whole = await readFile(file());
    for (let offset = 0; offset < whole.length; offset += 1) {
      const bent = Buffer.from(whole);
      bent[offset] = (bent[offset] ?? 0) ^ (1 << (offset % 8));
      await writeFile(file(), bent);
      expect((await open()).problem).toBe('unreadable');
    }
  });

  it('survives any bytes', async () => {
    orThrow(await (await open()).change(oneMore));
    const whole = await readFile(file());
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.nat(200), async (bytes, keep) => {
        const bent = Buffer.concat([whole.subarray(0, keep), bytes]);
        fc.pre(!bent.equals(whole));
        await writeFile(file(), bent);
        expect((await open()).content).toBeNull();
      }),
      { numRuns: 200 },
    );
  });

  it('keeps the vault it knows where the lock-out state is of another version', async () => {
    const store = await AnchorStore.open({
      ...{ file: file(), storage: keyStorage(), lockOut: z.string() },
      initial: () => 'other',
    });
    orThrow(await vaultAnchor(store).note({ vaultId: 'a', generation: 5 }));
    expect((await open()).content).toMatchObject({
      vaultId: 'a',
      generation: 5,
      lockOut: { tries: LOST },
    });
  });

  it('changes nothing when the key storage refuses', async () => {
    const refusing = {
      ...keyStorage(),
      wrapKey: () => {
        throw new Error('no keyring');
      },
    };
    expect((await (await open(refusing)).change(oneMore)).ok).toBe(false);
    expect(await readdir(folder)).toEqual([]);
  });
});

describe('writers at once', () => {
  it('lose no change, in one store and in several', async () => {
    const stores = await Promise.all([open(), open(), open()]);
    const changes = stores.flatMap((store) =>
      Array.from({ length: 10 }, () => store.change(oneMore)),
    );
    for (const changed of await Promise.all(changes)) orThrow(changed);
    expect((await open()).content?.lockOut.tries).toBe(30);
    expect(await readdir(folder)).toEqual(['anchor.depthlock']);
  });

  it('take over the lock of a process that is gone', async () => {
    await writeFile(`${file()}.lock`, '4194305 dead');
    expect((await (await open()).change(oneMore)).ok).toBe(true);
  });
});

describe('a change that is cut off', () => {
  async function prepared(): Promise<FakeDisk> {
    const disk = new FakeDisk();
    await disk.makeFolder('/home');
    orThrow(await (await open(keyStorage(), disk)).change(oneMore));
    return disk.copy();
  }

  async function callsOfChange(): Promise<number> {
    const disk = await prepared();
    const store = await open(keyStorage(), disk);
    const before = disk.calls;
    orThrow(await store.change(oneMore));
    return disk.calls - before;
  }

  it('is whole or undone after a power cut before any system call', async () => {
    const random = new SeededRandom(7);
    const calls = await callsOfChange();
    expect(calls).toBeGreaterThan(8);
    for (let cut = 1; cut <= calls + 1; cut += 1) {
      for (let fate = 0; fate < 20; fate += 1) {
        const disk = await prepared();
        const store = await open(keyStorage(), disk);
        disk.cutBefore(disk.calls + cut);
        const changed = await store.change(oneMore);
        const found = disk.afterPowerCut(() => random.next());
        const again = await open(keyStorage(), found);
        expect([1, 2]).toContain(again.content?.lockOut.tries);
        if (changed.ok) expect(again.content?.lockOut.tries).toBe(2);
        expect((await again.change(oneMore)).ok).toBe(true);
      }
    }
  });

  it('is whole or undone on a disk that is full from any system call on', async () => {
    const calls = await callsOfChange();
    for (let full = 1; full <= calls; full += 1) {
      const disk = await prepared();
      const store = await open(keyStorage(), disk);
      disk.fullFrom(disk.calls + full);
      const changed = await store.change(oneMore);
      const tries = changed.ok ? 2 : 1;
      expect(store.content?.lockOut.tries).toBe(tries);
      expect((await open(keyStorage(), disk)).content?.lockOut.tries).toBe(tries);
      expect([...disk.contents('/home').keys()]).toEqual(['/home/anchor.depthlock']);
    }
  });
});
