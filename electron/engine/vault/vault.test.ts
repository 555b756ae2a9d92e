import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Result } from '../../contract/problem.ts';
import { seal, open as unseal } from './keys.ts';
import type { NewPerson } from './new-person.ts';
import { eraseVault, openVault, openVaultWithPin, type VaultOptions } from './open-vault.ts';

const NOW = new Date('2026-11-23T12:00:00.000Z');
const PIN = '4711';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-vault-'));
});
afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

function options(systemKey = 1): VaultOptions {
  const key = Buffer.alloc(32, systemKey);
  return {
    folder,
    wrapKey: (bytes) => seal(key, bytes, 'system'),
    unwrapKey: (wrapped) => {
      const bytes = unseal(key, wrapped, 'system');
      if (bytes === null) throw new Error('decryption failed');
      return bytes;
    },
    now: () => NOW,
  };
}

function axis(index: number): Float32Array {
  const embedding = new Float32Array(128);
  embedding[index] = 0.6;
  embedding[index + 1] = -0.8;
  return embedding;
}

function newPerson(changes: Partial<NewPerson> = {}): NewPerson {
  return {
    name: 'Ada Lovelace',
    pin: null,
    references: [
      { embedding: axis(0), yaw: -12.5, pitch: 3.25, spectrum: 'colour' },
      { embedding: axis(7), yaw: 20, pitch: -14, spectrum: 'infrared' },
    ],
    trust: 'sensor',
    encoder: 'squeezenet-1',
    shape: { version: '1', looks: 30, mean: Float32Array.of(1), variance: Float32Array.of(0.5) },
    ...changes,
  };
}

function must<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.problem.code}: ${result.problem.message}`);
  return result.value;
}

const current = () => join(folder, 'vault.depthlock');
const previous = () => `${current()}.previous`;
const reopen = () => openVault(options());

async function storeTwoVersions(): Promise<void> {
  const vault = must(await reopen());
  must(await vault.add(newPerson({ name: 'First' })));
  must(await vault.add(newPerson({ name: 'Second' })));
}

async function names(): Promise<string[]> {
  return must(await reopen())
    .people()
    .map((person) => person.name);
}

describe('storing', () => {
  it('is empty and writes nothing before somebody is added', async () => {
    const vault = must(await reopen());
    expect(vault.people()).toEqual([]);
    expect(vault.notice).toBeNull();
    expect(await readdir(folder)).toEqual([]);
  });

  it('gives back every number after opening again', async () => {
    const vault = must(await reopen());
    const { personId } = must(await vault.add(newPerson()));
    const again = must(await reopen());
    expect(again.gallery()).toEqual([
      {
        personId,
        name: 'Ada Lovelace',
        trust: 'sensor',
        encoder: 'squeezenet-1',
        references: newPerson().references,
        shape: newPerson().shape,
      },
    ]);
    expect(again.people()).toEqual([
      {
        id: personId,
        name: 'Ada Lovelace',
        references: 2,
        enrolledAt: NOW.toISOString(),
        trust: 'sensor',
        encoder: 'squeezenet-1',
        hasPin: false,
      },
    ]);
  });

  it('counts generations up with every write', async () => {
    const vault = must(await reopen());
    const { personId } = must(await vault.add(newPerson()));
    expect(vault.generation).toBe(1);
    must(await vault.remove(personId));
    expect(must(await reopen()).generation).toBe(2);
    must(await vault.removeAll());
    expect(must(await reopen()).generation).toBe(3);
  });

  it('keeps changes asked for at once apart', async () => {
    const vault = must(await reopen());
    const added = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => vault.add(newPerson({ name }))),
    );
    expect(added.every((result) => result.ok)).toBe(true);
    expect(await names()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('shows neither names nor embeddings in the file, and opens it for its owner only', async () => {
    await storeTwoVersions();
    const file = await readFile(current());
    const embedding = Buffer.from(axis(0).buffer);
    expect(file.includes('First')).toBe(false);
    expect(file.includes(embedding)).toBe(false);
    expect(file.includes(embedding.toString('base64').slice(0, 12))).toBe(false);
    if (process.platform !== 'win32') expect((await stat(current())).mode & 0o077).toBe(0);
  });

  it('leaves everything as it was when the key storage refuses', async () => {
    const refusing = {
      ...options(),
      wrapKey: () => {
        throw new Error('no keyring');
      },
    };
    const vault = must(await openVault(refusing));
    expect(await vault.add(newPerson())).toMatchObject({
      ok: false,
      problem: { code: 'vault-unavailable' },
    });
    expect(vault.people()).toEqual([]);
    expect(await readdir(folder)).toEqual([]);
  });

  it.each([
    ['an empty name', { name: '   ' }],
    ['a name of 41 characters', { name: 'x'.repeat(41) }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a PIN of three digits', { pin: '123' }],
    ['a PIN of thirteen digits', { pin: '1'.repeat(13) }],
    ['a PIN with letters', { pin: '12a4' }],
    ['no references', { references: [] }],
    [
      'a reference that is NaN',
      {
        references: [{ embedding: axis(0).fill(Number.NaN), yaw: 0, pitch: 0, spectrum: 'colour' }],
      },
    ],
    [
      'a reference of zeros',
      { references: [{ embedding: new Float32Array(128), yaw: 0, pitch: 0, spectrum: 'colour' }] },
    ],
    [
      'a short reference',
      { references: [{ embedding: Float32Array.of(1), yaw: 0, pitch: 0, spectrum: 'colour' }] },
    ],
    ['no encoder', { encoder: '' }],
    [
      'a shape that is NaN',
      {
        shape: {
          version: '1',
          looks: 30,
          mean: Float32Array.of(NaN),
          variance: Float32Array.of(1),
        },
      },
    ],
  ] satisfies [string, Partial<NewPerson>][])('refuses %s', async (_, changes) => {
    const vault = must(await reopen());
    expect((await vault.add(newPerson(changes))).ok).toBe(false);
    expect(vault.people()).toEqual([]);
  });
});

describe('removing', () => {
  it('leaves no copy of a removed person behind', async () => {
    await storeTwoVersions();
    const vault = must(await reopen());
    const first = vault.people().find((person) => person.name === 'First');
    must(await vault.remove(first?.id ?? ''));
    await writeFile(current(), 'ruined');
    expect(await names()).toEqual(['Second']);
  });

  it('says so when the person is not there', async () => {
    expect((await must(await reopen()).remove('nobody')).ok).toBe(false);
  });

  it('removes everybody, damaged files too, and changes the key', async () => {
    await storeTwoVersions();
    const backup = await readFile(current());
    await writeFile(current(), 'ruined');
    const vault = must(await reopen());
    must(await vault.removeAll());
    expect(await names()).toEqual([]);
    expect((await readdir(folder)).filter((name) => name.includes('damaged'))).toEqual([]);
    const after = await readFile(current());
    expect(after.includes(wrappedKeyOf(backup))).toBe(false);
  });

  it('erases a vault that cannot be opened', async () => {
    await storeTwoVersions();
    must(await eraseVault(folder));
    expect(await readdir(folder)).toEqual([]);
  });
});

function wrappedKeyOf(file: Buffer): string {
  const found = /"wrappedKey":"([^"]+)"/.exec(file.toString('latin1'));
  if (found?.[1] === undefined) throw new Error('no wrapped key in the file');
  return found[1];
}

describe('PIN', () => {
  it('tells whose PIN it is, and nothing for another one', async () => {
    const vault = must(await reopen());
    must(await vault.add(newPerson({ name: 'None' })));
    const { personId } = must(await vault.add(newPerson({ name: 'Ada', pin: PIN })));
    const again = must(await reopen());
    expect(await again.verifyPin(PIN)).toBe(personId);
    expect(await again.verifyPin('4712')).toBeNull();
    expect(await again.verifyPin('')).toBeNull();
    expect((await readFile(current())).includes(PIN + '"')).toBe(false);
  });

  it('opens the vault when the key storage has lost its key, and hands the key back to it', async () => {
    const vault = must(await reopen());
    must(await vault.add(newPerson({ pin: PIN })));
    const before = await readFile(current());

    const refused = await openVault(options(2));
    expect(refused).toMatchObject({ ok: false, problem: { code: 'vault-unavailable' } });
    expect(await openVaultWithPin(options(2), '0000')).toMatchObject({
      ok: false,
      problem: { code: 'vault-unavailable' },
    });
    expect(await readFile(current())).toEqual(before);

    expect(must(await openVaultWithPin(options(2), PIN)).people()).toHaveLength(1);
    expect(must(await openVault(options(2))).people()).toHaveLength(1);
  });
});

describe('damage', () => {
  it('goes back to the previous copy, says so, and keeps the damaged file', async () => {
    await storeTwoVersions();
    const file = await readFile(current());
    file[100] = (file[100] ?? 0) ^ 1;
    await writeFile(current(), file);

    const vault = must(await reopen());
    const keptAs = 'vault-damaged-2026-11-23T12-00-00.000Z.depthlock';
    expect(vault.people().map((person) => person.name)).toEqual(['First']);
    expect(vault.notice?.code).toBe('vault-damaged');
    expect(vault.notice?.message).toContain(keptAs);
    expect(await readFile(join(folder, keptAs))).toEqual(file);

    expect(must(await reopen()).notice).toBeNull();
    expect(await names()).toEqual(['First']);
  });

  it('starts empty when both copies are damaged, and keeps both', async () => {
    await storeTwoVersions();
    await writeFile(current(), 'one');
    await writeFile(previous(), 'two');
    const vault = must(await reopen());
    expect(vault.people()).toEqual([]);
    expect(vault.notice?.code).toBe('vault-damaged');
    const kept = (await readdir(folder)).filter((name) => name.startsWith('vault-damaged-'));
    const contents = await Promise.all(kept.map((name) => readFile(join(folder, name), 'utf8')));
    expect(contents.toSorted()).toEqual(['one', 'two']);
  });

  it('goes back to the previous copy when the file is gone', async () => {
    await storeTwoVersions();
    await rm(current());
    const vault = must(await reopen());
    expect(vault.people().map((person) => person.name)).toEqual(['First']);
    expect(vault.notice?.code).toBe('vault-damaged');
  });

  it('does not let a damaged file push out the good copy', async () => {
    const vault = must(await reopen());
    must(await vault.add(newPerson({ name: 'First' })));
    must(await vault.add(newPerson({ name: 'Second' })));
    await writeFile(current(), 'ruined');
    must(await vault.add(newPerson({ name: 'Third' })));
    await writeFile(current(), 'ruined again');
    expect(await names()).toEqual(['First']);
  });

  it('ignores what a crash between writing and renaming left behind', async () => {
    await storeTwoVersions();
    const file = await readFile(current());
    for (const length of [0, 1, 14, 200, file.length - 1, file.length]) {
      await writeFile(`${current()}.unfinished`, file.subarray(0, length));
      await writeFile(`${previous()}.unfinished`, file.subarray(0, length));
      expect(await names()).toEqual(['First', 'Second']);
    }
    must(await must(await reopen()).add(newPerson({ name: 'Third' })));
    expect(await names()).toEqual(['First', 'Second', 'Third']);
  });

  it('leaves a file of a newer version alone', async () => {
    await storeTwoVersions();
    const { createHash } = await import('node:crypto');
    const file = await readFile(current());
    file.writeUInt16BE(2, 8);
    createHash('sha256')
      .update(file.subarray(0, -32))
      .digest()
      .copy(file, file.length - 32);
    await writeFile(current(), file);
    expect(await reopen()).toMatchObject({ ok: false, problem: { code: 'vault-unavailable' } });
    expect(await readFile(current())).toEqual(file);
  });
});
