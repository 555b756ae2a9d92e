/** A vault that was damaged, deleted, exchanged or rolled back is named, and never looks like one with nobody in it. */
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../contract/result-fixture.ts';
import { VERSION_1_PIN, VERSION_1_VAULT } from './file/version-1-fixture.ts';
import { keyStorage } from './keys/key-storage-fixture.ts';
import { openPreviousGeneration, openVault, startOver, type Opener } from './open-vault.ts';
import { newPerson, PIN, vaultAt } from './vault-fixture.ts';
import type { Vault } from './vault.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'depthlock-closed-'));
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const folder = () => join(home, 'vault');
const current = () => join(folder(), 'vault.depthlock');
const previous = () => `${current()}.previous`;
const open = async (opener?: Opener) => openVault(await vaultAt(home), opener);
const opened = async (): Promise<Vault> => orThrow(await open());
const namesOf = (vault: Vault): string[] => vault.people().map(({ name }) => name);
const goBack = async (opener?: Opener) => openPreviousGeneration(await vaultAt(home), opener);

async function flipBit(file: string): Promise<void> {
  const bytes = await readFile(file);
  bytes[100] = (bytes[100] ?? 0) ^ 1;
  await writeFile(file, bytes);
}

async function enrol(...names: string[]): Promise<void> {
  const vault = await opened();
  for (const name of names) orThrow(await vault.add(newPerson({ name })));
}

/** The vault of somebody else, made on another computer. */
async function thiefsVault(protects: boolean): Promise<string> {
  const elsewhere = await mkdtemp(join(tmpdir(), 'depthlock-thief-'));
  const options = await vaultAt(elsewhere, { storage: keyStorage(2), protects });
  orThrow(await orThrow(await openVault(options)).add(newPerson({ name: 'Thief', pin: '918273' })));
  return elsewhere;
}

describe('one flipped bit in a young vault', () => {
  it('closes it, and the copy before opens in its place', async () => {
    await enrol('Ada');
    await flipBit(current());
    const damaged = await readFile(current());
    expect(await open()).toMatchObject({
      problem: { code: 'vault-damaged' },
      closed: { reason: 'damaged', canOpenPrevious: true },
    });
    expect(await readFile(current())).toEqual(damaged);

    const vault = orThrow(await goBack());
    expect(namesOf(vault)).toEqual(['Ada']);
    expect(vault.notice?.code).toBe('vault-damaged');
    const kept = (await readdir(folder())).find((name) => name.startsWith('vault-damaged-'));
    expect(await readFile(join(folder(), kept ?? ''))).toEqual(damaged);
    expect(namesOf(await opened())).toEqual(['Ada']);
  });

  it('in both copies leaves only to start over', async () => {
    await enrol('Ada');
    await flipBit(current());
    await flipBit(previous());
    expect(await open()).toMatchObject({ closed: { reason: 'damaged', canOpenPrevious: false } });
    expect((await goBack()).ok).toBe(false);
    expect(namesOf(orThrow(await startOver(await vaultAt(home))))).toEqual([]);
    expect(await readdir(folder())).toEqual([]);
    expect(namesOf(await opened())).toEqual([]);
  });
});

describe('a deleted vault', () => {
  it('is missing, whether the file or the folder is gone', async () => {
    await enrol('Ada');
    await rm(current());
    expect(await open()).toMatchObject({ closed: { reason: 'missing', canOpenPrevious: true } });
    await rm(folder(), { recursive: true });
    expect(await open()).toMatchObject({ closed: { reason: 'missing', canOpenPrevious: false } });
  });

  it('does not return after starting over', async () => {
    await enrol('Ada');
    await cp(folder(), join(home, 'copy'), { recursive: true });
    orThrow(await startOver(await vaultAt(home)));
    await enrol('Bob');
    await cp(join(home, 'copy'), folder(), { recursive: true });
    expect(await open()).toMatchObject({ closed: { reason: 'foreign', canOpenPrevious: false } });
  });

  it('is missing too where the anchor cannot be read', async () => {
    await enrol('Ada');
    await rm(folder(), { recursive: true });
    await flipBit(join(home, 'anchor.depthlock'));
    expect(await open()).toMatchObject({ closed: { reason: 'missing' } });
  });
});

describe('a thief’s vault', () => {
  it.each([true, false])(
    'is foreign, also with its PIN (its key storage protects: %s)',
    async (is) => {
      await enrol('Ada');
      const thief = await thiefsVault(is);
      await cp(join(thief, 'vault'), folder(), { recursive: true });
      const foreign = { ok: false, closed: { reason: 'foreign', opensWithPin: false } };
      expect(await open()).toMatchObject(foreign);
      expect(await open({ kind: 'pin', pin: '918273' })).toMatchObject(foreign);
      expect((await goBack({ kind: 'pin', pin: '918273' })).ok).toBe(false);
      await rm(thief, { recursive: true });
    },
  );

  it.each([true, false])(
    'does not open by its PIN where the anchor is gone either (%s)',
    async (is) => {
      await enrol('Ada');
      await rm(join(home, 'anchor.depthlock'));
      const thief = await thiefsVault(is);
      await cp(join(thief, 'vault'), folder(), { recursive: true });
      expect((await open({ kind: 'pin', pin: '918273' })).ok).toBe(false);
      await rm(thief, { recursive: true });
    },
  );

  it('of format 1 is foreign', async () => {
    await enrol('Ada');
    await writeFile(current(), VERSION_1_VAULT);
    expect(await open({ kind: 'pin', pin: VERSION_1_PIN })).toMatchObject({
      closed: { reason: 'foreign' },
    });
  });

  it('as the previous copy is not opened', async () => {
    await enrol('Ada');
    const thief = await thiefsVault(false);
    await cp(join(thief, 'vault/vault.depthlock'), previous());
    await rm(current());
    expect(await open()).toMatchObject({ closed: { reason: 'missing', canOpenPrevious: false } });
    expect((await goBack({ kind: 'pin', pin: '918273' })).ok).toBe(false);
    await rm(thief, { recursive: true });
  });
});

describe('an older vault', () => {
  it('does not bring removed people back, not as the previous copy either', async () => {
    await enrol('Ada', 'Removed');
    const older = await readFile(current());
    const vault = await opened();
    orThrow(await vault.remove(vault.people()[1]?.id ?? ''));
    await writeFile(current(), older);
    expect(await open()).toMatchObject({ closed: { reason: 'older', canOpenPrevious: true } });
    await writeFile(previous(), older);
    expect(await open()).toMatchObject({ closed: { reason: 'older', canOpenPrevious: false } });
    expect((await goBack()).ok).toBe(false);
  });

  it('by one change opens as the previous copy only when asked to', async () => {
    await enrol('Ada', 'Bob');
    await cp(previous(), current());
    expect(await open()).toMatchObject({ closed: { reason: 'older', canOpenPrevious: true } });
    expect(namesOf(orThrow(await goBack()))).toEqual(['Ada']);
    expect(namesOf(await opened())).toEqual(['Ada']);
  });
});

describe('a vault without its anchor', () => {
  it('opens by the PIN of somebody in it, and is anchored again', async () => {
    orThrow(await (await opened()).add(newPerson({ pin: PIN })));
    await rm(join(home, 'anchor.depthlock'));
    expect(await open()).toMatchObject({ closed: { reason: 'unanchored', opensWithPin: true } });
    expect((await open({ kind: 'pin', pin: PIN })).ok).toBe(true);
    expect((await open()).ok).toBe(true);
  });
});

describe('a file changed by the system’s user', () => {
  it('is named damaged though its checksum fits', async () => {
    await enrol('Ada');
    const { createHash } = await import('node:crypto');
    const file = await readFile(current());
    file.write('"generation":9', file.indexOf('"generation":1'), 'latin1');
    createHash('sha256')
      .update(file.subarray(0, -32))
      .digest()
      .copy(file, file.length - 32);
    await writeFile(current(), file);
    expect(await open()).toMatchObject({ closed: { reason: 'damaged', canOpenPrevious: true } });
  });

  it('of a newer version is left alone', async () => {
    await enrol('Ada');
    const { createHash } = await import('node:crypto');
    const file = await readFile(current());
    file.writeUInt16BE(3, 8);
    createHash('sha256')
      .update(file.subarray(0, -32))
      .digest()
      .copy(file, file.length - 32);
    await writeFile(current(), file);
    expect(await open()).toMatchObject({ closed: { reason: 'newer-version' } });
    expect(await readFile(current())).toEqual(file);
  });
});
