import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { autostartEntry } from './autostart-entry.ts';
import { autostartFolder, loginItems, NO_LOGIN_START } from './login-start.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-autostart-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The program of an entry, as a desktop reads it. */
function programOf(entry: string): string {
  const value = /^Exec=(.*)$/m.exec(entry)?.[1] ?? '';
  const unescaped = value.replace(/\\\\/g, '\\');
  expect(unescaped).toMatch(/^".*"$/);
  return unescaped
    .slice(1, -1)
    .replace(/\\(["`$\\])/g, '$1')
    .replaceAll('%%', '%');
}

describe('an entry that starts the app', () => {
  it('names the program, whatever its path holds', () => {
    const name = fc.string({ unit: fc.constantFrom(...Array.from('ab "`$\\%;&')), maxLength: 20 });
    fc.assert(
      fc.property(name, (name) => {
        const program = `/opt/${name}`;
        const entry = autostartEntry(program) ?? '';
        expect(programOf(entry)).toBe(program);
        expect(entry.split('\n')).toHaveLength(7);
      }),
    );
  });

  it.each(['depthlock', '', '/opt/a\nExec=/bin/sh', '/opt/\u0000'])('is none for %j', (program) => {
    expect(autostartEntry(program)).toBeNull();
  });
});

describe('start at login', () => {
  it('is off, on, and off again on Linux, and leaves nothing', async () => {
    const start = autostartFolder(folder, '/opt/Depthlock/depthlock');
    expect(await start.isOn()).toBe(false);
    expect(await start.set(true)).toEqual({ ok: true, value: undefined });
    expect(await start.isOn()).toBe(true);
    const [file = ''] = await readdir(path.join(folder, 'autostart'));
    expect(await readFile(path.join(folder, 'autostart', file), 'utf8')).toContain(
      'Exec="/opt/Depthlock/depthlock"\n',
    );
    await start.set(false);
    expect([await start.isOn(), await readdir(path.join(folder, 'autostart'))]).toEqual([
      false,
      [],
    ]);
    expect((await start.set(false)).ok).toBe(true);
  });

  it('says why it cannot be set', async () => {
    const file = path.join(folder, 'file');
    await writeFile(file, '');
    const start = autostartFolder(file, '/opt/depthlock');
    expect(await start.set(true)).toMatchObject({ problem: { code: 'files-unwritable' } });
    expect(await start.isOn()).toBe(false);
  });

  it('is asked of the system on macOS and Windows', async () => {
    let openAtLogin = false;
    const start = loginItems({
      getLoginItemSettings: () => ({ openAtLogin }),
      setLoginItemSettings: (settings) => {
        ({ openAtLogin } = settings);
      },
    });
    expect(await start.isOn()).toBe(false);
    await start.set(true);
    expect(await start.isOn()).toBe(true);
  });

  it('is not offered by a checkout, nor from a path that no entry holds', async () => {
    for (const start of [NO_LOGIN_START, autostartFolder(folder, 'depthlock')]) {
      expect(await start.isOn()).toBeNull();
      expect((await start.set(true)).ok).toBe(false);
    }
  });
});
