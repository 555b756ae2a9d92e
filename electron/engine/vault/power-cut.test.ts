/** Saves that end before they are through: by a power cut, a full disk, or the end of the process. */
import { spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FakeDisk } from '../../base/fake-disk-fixture.ts';
import { SeededRandom } from '../../base/seeded-random.ts';
import type { Result } from '../../contract/problem.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { openVault } from './open-vault.ts';
import { newPerson, vaultAt } from './vault-fixture.ts';
import type { Vault } from './vault.ts';

const HOME = '/home';
const FATES = 12;

async function open(disk: FakeDisk): Promise<Vault> {
  return orThrow(await openVault(await vaultAt(HOME, { files: disk })));
}

const namesOf = (vault: Vault): string =>
  vault
    .people()
    .map(({ name }) => name)
    .join(' ');
const first = (vault: Vault): string => vault.people()[0]?.id ?? '';

interface Save {
  readonly before: string;
  readonly after: string;
  readonly save: (vault: Vault) => Promise<Result<unknown>>;
}

const SAVES: Readonly<Record<string, Save>> = {
  'the first save': {
    ...{ before: '', after: 'Ada' },
    save: (vault) => vault.add(newPerson({ name: 'Ada' })),
  },
  'adding somebody': {
    ...{ before: 'Ada Bob', after: 'Ada Bob Cleo' },
    save: (vault) => vault.add(newPerson({ name: 'Cleo' })),
  },
  'removing somebody': {
    ...{ before: 'Ada Bob', after: 'Bob' },
    save: (vault) => vault.remove(first(vault)),
  },
  'removing everybody': { before: 'Ada Bob', after: '', save: (vault) => vault.removeAll() },
};

async function prepared(names: string): Promise<FakeDisk> {
  const disk = new FakeDisk();
  await disk.makeFolder(HOME);
  const vault = await open(disk);
  for (const name of names.split(' ').filter(Boolean)) {
    orThrow(await vault.add(newPerson({ name })));
  }
  return disk.copy();
}

describe.each(Object.entries(SAVES))('%s', (_, { before, after, save }) => {
  async function callsOf(disk: FakeDisk): Promise<number> {
    const vault = await open(disk);
    const start = disk.calls;
    orThrow(await save(vault));
    return disk.calls - start;
  }

  it('is whole or undone after a power cut before any system call', async () => {
    const random = new SeededRandom(11);
    const disk = await prepared(before);
    const calls = await callsOf(disk.copy());
    expect(calls).toBeGreaterThan(10);
    const seen = new Set<string>();
    for (let cut = 1; cut <= calls + 1; cut += 1) {
      for (let fate = 0; fate < FATES; fate += 1) {
        const struck = disk.copy();
        const vault = await open(struck);
        struck.cutBefore(struck.calls + cut);
        const saved = await save(vault);
        const found = namesOf(await open(struck.afterPowerCut(() => random.next())));
        expect(saved.ok ? [after] : [before, after]).toContain(found);
        seen.add(found);
      }
    }
    expect([...seen].sort()).toEqual([before, after].sort());
  });

  it('is whole or undone on a disk that is full from any system call on, and can be repeated', async () => {
    const disk = await prepared(before);
    const calls = await callsOf(disk.copy());
    for (let full = 1; full <= calls; full += 1) {
      const filled = disk.copy();
      const vault = await open(filled);
      filled.fullFrom(filled.calls + full);
      const saved = await save(vault);
      expect(namesOf(vault)).toBe(saved.ok ? after : before);
      expect(namesOf(await open(filled))).toBe(saved.ok ? after : before);
      const left = [...filled.contents(HOME).keys()];
      expect(left.filter((name) => /unfinished|lock\b.*\d|vault\.lock/u.test(name))).toEqual([]);
      filled.fullFrom(Infinity);
      if (!saved.ok) orThrow(await save(vault));
      expect(namesOf(await open(filled))).toBe(after);
    }
  });
});

describe('processes', () => {
  it('lose nothing when two write at once, and are whole when they are killed', async () => {
    const home = await mkdtemp(join(tmpdir(), 'depthlock-kills-'));
    const writer = join(import.meta.dirname, 'save-until-killed-fixture.ts');
    const start = () => {
      const child = spawn(process.execPath, ['--import', 'tsx', writer, home], {
        stdio: ['ignore', 'pipe', 'inherit'],
      });
      let saved = '';
      child.stdout.on('data', (bytes: Buffer) => (saved += bytes.toString('utf8')));
      const ended = new Promise<void>((resolve) => child.on('close', () => resolve()));
      return { child, ended, saved: () => saved.split('\n').slice(0, -1) };
    };
    orThrow(await orThrow(await openVault(await vaultAt(home))).add(newPerson()));
    const writers = [start(), start()];
    await expect
      .poll(() => Math.min(...writers.map((one) => one.saved().length)), { timeout: 60_000 })
      .toBeGreaterThan(3);
    for (const { child, ended } of writers) {
      child.kill('SIGKILL');
      await ended;
    }
    const vault = orThrow(await openVault(await vaultAt(home)));
    const stored = new Set(vault.people().map(({ name }) => name));
    for (const { saved } of writers) for (const name of saved()) expect(stored).toContain(name);
    orThrow(await vault.add(newPerson({ name: 'After it' })));
    await rm(home, { recursive: true });
  });
});
