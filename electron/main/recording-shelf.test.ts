import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordingShelf } from './recording-shelf.ts';
import { shelfEntry } from './shelf-fixture.ts';

let home: string;
let folder: string;
let shelf: RecordingShelf;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-shelf-'));
  folder = path.join(home, 'recordings');
  shelf = new RecordingShelf(folder);
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('the shelf of main', () => {
  it('tells windows everything but the file and the picture', () => {
    const thumbnail = Uint8Array.of(1, 2, 3);
    const told = shelf.take([{ ...shelfEntry('a', 'secret name.mcap'), thumbnail }]);
    expect(told).toEqual([shelfEntry('a', '').summary]);
    expect(JSON.stringify(told)).not.toContain('secret name');
    expect(shelf.thumbnail('a')).toBe(thumbnail);
    expect(shelf.thumbnail('b')).toBeNull();
  });

  it('knows the files of the last list only', () => {
    shelf.take([shelfEntry('a', 'a.mcap')]);
    expect(shelf.fileOf('a')).toBe(path.join(folder, 'a.mcap'));
    shelf.take([shelfEntry('b', 'b.mcap')]);
    expect(shelf.fileOf('a')).toBeNull();
  });

  it.each(['', '.', '..', '../vault/people', '/etc/passwd', 'a/b.mcap', './a.mcap'])(
    'does not follow the name %j out of its folder',
    (name) => {
      shelf.take([shelfEntry('a', name)]);
      expect(shelf.fileOf('a')).toBeNull();
    },
  );

  it('never names a file outside its folder', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        shelf.take([shelfEntry('a', name)]);
        const file = shelf.fileOf('a');
        if (file !== null) expect(path.dirname(file)).toBe(folder);
      }),
    );
  });

  it('erases a file, and says when there is none', async () => {
    const named = new RecordingShelf(home);
    await writeFile(path.join(home, 'a.mcap'), 'pictures');
    named.take([shelfEntry('a', 'a.mcap'), shelfEntry('b', 'b.mcap')]);
    expect(await named.remove('a')).toEqual({ ok: true });
    expect(await readdir(home)).toEqual([]);
    expect(await named.remove('b')).toMatchObject({ problem: { code: 'recording-failed' } });
    expect(await named.remove('c')).toMatchObject({ problem: { code: 'recording-unreadable' } });
  });
});
