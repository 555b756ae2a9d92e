import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { orThrow } from '../../contract/result-fixture.ts';
import { VERSION_1_PIN, VERSION_1_VAULT } from './file/version-1-fixture.ts';
import { keyStorage } from './keys/key-storage-fixture.ts';
import { openVault } from './open-vault.ts';
import type { NewPerson } from './people/new-person.ts';
import { axis, newPerson, NOW, PIN, vaultAt } from './vault-fixture.ts';
import type { Vault } from './vault.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'depthlock-vault-'));
});
afterEach(async () => {
  await rm(home, { recursive: true, force: true });
});

const current = () => join(home, 'vault', 'vault.depthlock');
const previous = () => `${current()}.previous`;
const opened = async (options = vaultAt(home)): Promise<Vault> =>
  orThrow(await openVault(await options));
const names = async (): Promise<string[]> => (await opened()).people().map(({ name }) => name);

describe('storing', () => {
  it('is empty and writes nothing before somebody is added', async () => {
    const vault = await opened();
    expect(vault.people()).toEqual([]);
    expect(vault.notice).toBeNull();
    expect(await readdir(join(home, 'vault'))).toEqual([]);
  });

  it('gives back every number after opening again', async () => {
    const { personId } = orThrow(await (await opened()).add(newPerson()));
    const again = await opened();
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
    const enrolledAt = NOW.toISOString();
    expect(again.people()).toEqual([
      {
        ...{ id: personId, name: 'Ada Lovelace', references: 2, enrolledAt },
        ...{ trust: 'sensor', encoder: 'squeezenet-1', hasPin: false },
        appearances: [{ id: 'first', label: '', enrolledAt, references: 2 }],
      },
    ]);
  });

  it('has a previous copy from the first save on', async () => {
    orThrow(await (await opened()).add(newPerson()));
    expect(await readFile(previous())).toEqual(await readFile(current()));
  });

  it('keeps changes asked for at once apart', async () => {
    const vault = await opened();
    const added = await Promise.all(
      ['A', 'B', 'C', 'D'].map((name) => vault.add(newPerson({ name }))),
    );
    expect(added.every((result) => result.ok)).toBe(true);
    expect(await names()).toEqual(['A', 'B', 'C', 'D']);
  });

  it('shows neither names nor embeddings in the file, and opens it for its owner only', async () => {
    orThrow(await (await opened()).add(newPerson({ name: 'First' })));
    const file = await readFile(current());
    const embedding = Buffer.from(axis(0).buffer);
    expect(file.includes('First')).toBe(false);
    expect(file.includes(embedding)).toBe(false);
    expect(file.includes(embedding.toString('base64').slice(0, 12))).toBe(false);
    if (process.platform !== 'win32') expect((await stat(current())).mode & 0o077).toBe(0);
  });

  it('leaves everything as it was when the key storage refuses', async () => {
    const storage = {
      ...keyStorage(),
      wrapKey: () => {
        throw new Error('no keyring');
      },
    };
    const vault = await opened(vaultAt(home, { storage }));
    expect(await vault.add(newPerson())).toMatchObject({
      ok: false,
      problem: { code: 'vault-unavailable' },
    });
    expect(vault.people()).toEqual([]);
    expect(await readdir(join(home, 'vault'))).toEqual([]);
  });

  const NAN = axis(0).fill(Number.NaN);
  const reference = { yaw: 0, pitch: 0, spectrum: 'colour' } as const;
  it.each([
    ['an empty name', { name: '   ' }],
    ['a name of 41 characters', { name: 'x'.repeat(41) }],
    ['a name with a line break', { name: 'a\nb' }],
    ['a PIN of four digits', { pin: '4711' }],
    ['a PIN that everybody guesses first', { pin: '123456' }],
    ['no references', { references: [] }],
    ['a reference that is NaN', { references: [{ embedding: NAN, ...reference }] }],
    ['a reference of zeros', { references: [{ embedding: new Float32Array(128), ...reference }] }],
    ['a short reference', { references: [{ embedding: Float32Array.of(1), ...reference }] }],
    ['no encoder', { encoder: '' }],
    [
      'a shape that is NaN',
      {
        shape: {
          ...{ version: '1', looks: 30 },
          ...{ mean: Float32Array.of(NaN), variance: Float32Array.of(1) },
        },
      },
    ],
  ] satisfies [string, Partial<NewPerson>][])('refuses %s', async (_, changes) => {
    const vault = await opened();
    expect((await vault.add(newPerson(changes))).ok).toBe(false);
    expect(vault.people()).toEqual([]);
  });
});

describe('two vaults of one file', () => {
  it('build on what the other saved', async () => {
    const one = await opened();
    orThrow(await one.add(newPerson({ name: 'First' })));
    const other = await opened();
    orThrow(await one.add(newPerson({ name: 'Second' })));
    orThrow(await other.add(newPerson({ name: 'Third' })));
    orThrow(await one.add(newPerson({ name: 'Fourth' })));
    expect(await names()).toEqual(['First', 'Second', 'Third', 'Fourth']);
  });

  it('do not overwrite what the other began', async () => {
    const [one, other] = [await opened(), await opened()];
    orThrow(await one.add(newPerson({ name: 'First' })));
    expect((await other.add(newPerson({ name: 'Second' }))).ok).toBe(false);
    expect(await names()).toEqual(['First']);
  });

  it('keep what they find of others aside, and do not make it the previous copy', async () => {
    const vault = await opened();
    orThrow(await vault.add(newPerson({ name: 'First' })));
    const good = await readFile(current());
    const elsewhere = await mkdtemp(join(tmpdir(), 'depthlock-thief-'));
    orThrow(await (await opened(vaultAt(elsewhere))).add(newPerson({ name: 'Thief' })));
    for (const bad of [await readFile(join(elsewhere, 'vault/vault.depthlock')), 'ruined']) {
      await writeFile(current(), bad);
      orThrow(await vault.rename(vault.people()[0]?.id ?? '', 'Once more'));
      const kept = await readFile(previous());
      expect(kept.equals(good)).toBe(false);
      await writeFile(current(), kept);
      expect((await openVault(await vaultAt(home))).ok).toBe(true);
    }
    const aside = (await readdir(join(home, 'vault'))).filter((name) => name.includes('damaged'));
    expect(aside).toHaveLength(2);
    await rm(elsewhere, { recursive: true });
  });
});

describe('removing', () => {
  it('leaves no copy of a removed person behind, nor a damaged one', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson({ name: 'First' })));
    orThrow(await vault.add(newPerson({ name: 'Second' })));
    await writeFile(join(home, 'vault/vault-damaged-2026.depthlock'), await readFile(current()));
    orThrow(await vault.remove(personId));
    expect(await readFile(previous())).toEqual(await readFile(current()));
    expect((await readdir(join(home, 'vault'))).sort()).toEqual([
      'vault.depthlock',
      'vault.depthlock.previous',
    ]);
    expect(await names()).toEqual(['Second']);
  });

  it('says so when the person is not there', async () => {
    expect((await (await opened()).remove('nobody')).ok).toBe(false);
  });

  it.each(['remove', 'removeAll'] as const)('of everybody (%s) leaves no file', async (how) => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    const backup = await readFile(current());
    orThrow(await (how === 'remove' ? vault.remove(personId) : vault.removeAll()));
    expect(vault.people()).toEqual([]);
    expect(await readdir(join(home, 'vault'))).toEqual([]);
    // Not even put back.
    await writeFile(current(), backup);
    expect(await names()).toEqual([]);
    const { recoveryCode } = orThrow(await (await opened()).add(newPerson({ name: 'Next' })));
    expect(recoveryCode).not.toBeNull();
    expect(await names()).toEqual(['Next']);
  });
});

describe('people', () => {
  it('are renamed', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    orThrow(await vault.rename(personId, ' Ada King '));
    expect(await vault.rename(personId, '')).toMatchObject({ problem: { code: 'name-refused' } });
    expect(await names()).toEqual(['Ada King']);
  });

  it('have several appearances, and keep the shape they enrolled with', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    const glasses = newPerson({ references: newPerson().references.slice(0, 1), shape: null });
    orThrow(await vault.addAppearance(personId, { ...glasses, label: 'with glasses' }));
    const again = await opened();
    expect(again.people()[0]).toMatchObject({
      references: 3,
      appearances: [{ label: '' }, { label: 'with glasses', references: 1 }],
    });
    expect(again.gallery()[0]?.references).toHaveLength(3);
    expect(again.gallery()[0]?.shape).toEqual(newPerson().shape);

    const added = again.people()[0]?.appearances[1]?.id ?? '';
    orThrow(await again.removeAppearance(personId, added));
    expect(again.people()[0]?.references).toBe(2);
    expect(await readFile(previous())).toEqual(await readFile(current()));
    expect((await again.removeAppearance(personId, 'first')).ok).toBe(false);
  });

  it('take no look by a camera of another kind', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    const look = { ...newPerson({ trust: 'virtual' }), label: 'with glasses' };
    expect((await vault.addAppearance(personId, look)).ok).toBe(false);
  });

  it('keep references of an older encoder until they enrol again', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    orThrow(await vault.addAppearance(personId, { ...newPerson(), label: 'beard' }));
    const again = { ...newPerson({ encoder: 'fused-2' }), label: '' };
    expect((await opened()).gallery()[0]?.encoder).toBe('squeezenet-1');
    orThrow(await vault.addAppearance(personId, again));
    const [person] = (await opened()).people();
    expect(person).toMatchObject({
      encoder: 'fused-2',
      references: 2,
      appearances: [{ label: '' }],
    });
    expect(await readFile(previous())).toEqual(await readFile(current()));
  });

  it('have at most eight appearances', async () => {
    const vault = await opened();
    const { personId } = orThrow(await vault.add(newPerson()));
    const add = (label: string) => vault.addAppearance(personId, { ...newPerson(), label });
    for (let i = 2; i <= 8; i += 1) orThrow(await add(`look ${i}`));
    expect((await add('one more')).ok).toBe(false);
  });
});

describe('PIN', () => {
  it('tells whose it is, is changed, and opens when the key storage gives no key', async () => {
    const without = () => vaultAt(home, { protects: false });
    const vault = await opened(without());
    expect(await vault.add(newPerson())).toMatchObject({ problem: { code: 'pin-refused' } });
    const { personId } = orThrow(await vault.add(newPerson({ name: 'Ada', pin: PIN })));
    orThrow(await vault.add(newPerson({ name: 'None' })));
    expect(await vault.verifyPin(PIN)).toBe(personId);
    expect(await vault.verifyPin('471143')).toBeNull();

    const before = await readFile(current());
    expect(await openVault(await without())).toMatchObject({
      closed: { reason: 'pin-needed', opensWithPin: true, opensWithRecoveryCode: true },
    });
    const wrong = await openVault(await without(), { kind: 'pin', pin: '000000' });
    expect(wrong).toMatchObject({ ok: false, problem: { code: 'wrong-pin' } });
    expect(await readFile(current())).toEqual(before);

    const byPin = orThrow(await openVault(await without(), { kind: 'pin', pin: PIN }));
    expect(await byPin.setPin(personId, '111111')).toMatchObject({
      problem: { code: 'pin-refused' },
    });
    orThrow(await byPin.setPin(personId, 'a better passphrase'));
    // The copy before it does not open by the old one either.
    expect(await readFile(previous())).toEqual(await readFile(current()));
    expect((await openVault(await without(), { kind: 'pin', pin: PIN })).ok).toBe(false);
    const opener = { kind: 'pin', pin: 'a better passphrase' } as const;
    expect((await openVault(await without(), opener)).ok).toBe(true);
  });

  it('is one person’s only', async () => {
    const vault = await opened();
    const ada = orThrow(await vault.add(newPerson({ name: 'Ada', pin: PIN })));
    const taken = { problem: { code: 'pin-refused' } };
    expect(await vault.add(newPerson({ name: 'Bob', pin: PIN }))).toMatchObject(taken);
    const bob = orThrow(await vault.add(newPerson({ name: 'Bob', pin: '508317' })));
    expect(await vault.setPin(bob.personId, PIN)).toMatchObject(taken);
    expect(await vault.verifyPin(PIN)).toBe(ada.personId);
    // Their own, set once more, is nobody else's.
    orThrow(await vault.setPin(bob.personId, '508317'));
  });

  it('does not open a copied file without the key storage that holds the secret', async () => {
    orThrow(await (await opened()).add(newPerson({ pin: PIN })));
    for (const protects of [true, false]) {
      const elsewhere = {
        ...(await vaultAt(home, { storage: keyStorage(2), protects })),
        anchor: null,
      };
      const tried = await openVault(elsewhere, { kind: 'pin', pin: PIN });
      expect(tried).toMatchObject({ ok: false, closed: { opensWithPin: false } });
    }
  });

  it('leaves no wrap of the key storage where that is a fixed password', async () => {
    orThrow(await (await opened(vaultAt(home, { protects: false }))).add(newPerson({ pin: PIN })));
    const text = (await readFile(current())).toString('latin1');
    expect(text).toContain('"wrappedKey":null,"wrappedSecret":null');
  });
});

describe('recovery code', () => {
  it('is given once, and opens on the day when the key storage is lost; then a new PIN is set', async () => {
    const { recoveryCode, personId } = orThrow(await (await opened()).add(newPerson({ pin: PIN })));
    if (recoveryCode === null) throw new Error('no code');
    expect(recoveryCode).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/u);
    expect(orThrow(await (await opened()).add(newPerson())).recoveryCode).toBeNull();

    const lost = () => vaultAt(home, { storage: keyStorage(2) });
    expect(await openVault(await lost())).toMatchObject({ closed: { reason: 'unanchored' } });
    const byCode = async (code: string) => openVault(await lost(), { kind: 'recovery-code', code });
    expect((await byCode(recoveryCode.replace(/.$/u, (c) => (c === '0' ? '1' : '0')))).ok).toBe(
      false,
    );
    const typed = recoveryCode.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o');
    const vault = orThrow(await byCode(typed));
    expect((await vault.setPinByRecoveryCode('0000', personId, '918273')).ok).toBe(false);
    orThrow(await vault.setPinByRecoveryCode(typed, personId, '918273'));
    expect(await vault.verifyPin('918273')).toBe(personId);
    expect((await opened(lost())).people()).toHaveLength(2);

    const next = orThrow(await vault.newRecoveryCode());
    expect(vault.isRecoveryCode(recoveryCode)).toBe(false);
    expect(vault.isRecoveryCode(next)).toBe(true);
  });
});

describe('a vault of format 1', () => {
  it('is opened by its short PIN, rewritten, and the PIN raised', async () => {
    await mkdir(join(home, 'vault'));
    await writeFile(current(), VERSION_1_VAULT);
    expect(await openVault(await vaultAt(home))).toMatchObject({
      closed: { reason: 'unanchored' },
    });
    const vault = orThrow(
      await openVault(await vaultAt(home), { kind: 'pin', pin: VERSION_1_PIN }),
    );
    expect(vault.people()).toMatchObject([{ name: 'Ada', references: 1, hasPin: true }]);
    expect((await readFile(current())).toString('latin1')).toContain('"N":32768');
    expect(await vault.verifyPin(VERSION_1_PIN)).not.toBeNull();
    for (const file of [current(), previous()]) {
      const text = (await readFile(file)).toString('latin1');
      expect(text).toContain('"N":131072');
      expect(text).not.toContain('"N":32768');
      expect(text).toContain('"usesSecret":true');
    }
    expect((await opened()).gallery()[0]?.shape?.looks).toBe(30);
    expect(await (await opened()).verifyPin(VERSION_1_PIN)).not.toBeNull();
    // What lies about of the old file no longer counts.
    await writeFile(current(), VERSION_1_VAULT);
    expect(await openVault(await vaultAt(home))).toMatchObject({ closed: { reason: 'older' } });
  });
});
