import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { RecordingsById } from './recordings-by-id.ts';
import { listedRecording } from './listed-recording-fixture.ts';

let home: string;
let folder: string;
let recordings: RecordingsById;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'depthlock-recordings-'));
  folder = path.join(home, 'recordings');
  recordings = new RecordingsById(folder);
});
afterEach(() => rm(home, { recursive: true, force: true }));

describe('recordings by id', () => {
  it('tells windows everything but the file and the picture', () => {
    const thumbnail = Uint8Array.of(1, 2, 3);
    const told = recordings.take([{ ...listedRecording('a', 'secret name.mcap'), thumbnail }]);
    expect(told).toEqual([listedRecording('a', '').summary]);
    expect(JSON.stringify(told)).not.toContain('secret name');
    expect(recordings.thumbnail('a')).toBe(thumbnail);
    expect(recordings.thumbnail('b')).toBeNull();
  });

  it('knows the files of the last list only', () => {
    recordings.take([listedRecording('a', 'a.mcap')]);
    expect(recordings.fileOf('a')).toBe(path.join(folder, 'a.mcap'));
    recordings.take([listedRecording('b', 'b.mcap')]);
    expect(recordings.fileOf('a')).toBeNull();
  });

  it.each(['', '.', '..', '../vault/people', '/etc/passwd', 'a/b.mcap', './a.mcap'])(
    'does not follow the name %j out of its folder',
    (name) => {
      recordings.take([listedRecording('a', name)]);
      expect(recordings.fileOf('a')).toBeNull();
    },
  );

  it('never names a file outside its folder', () => {
    fc.assert(
      fc.property(fc.string(), (name) => {
        recordings.take([listedRecording('a', name)]);
        const file = recordings.fileOf('a');
        if (file !== null) expect(path.dirname(file)).toBe(folder);
      }),
    );
  });

  it('erases a file, and says when there is none', async () => {
    const named = new RecordingsById(home);
    await writeFile(path.join(home, 'a.mcap'), 'pictures');
    named.take([listedRecording('a', 'a.mcap'), listedRecording('b', 'b.mcap')]);
    expect(await named.remove('a')).toEqual({ ok: true });
    expect(await readdir(home)).toEqual([]);
    expect(await named.remove('b')).toMatchObject({ problem: { code: 'recording-failed' } });
    expect(await named.remove('c')).toMatchObject({ problem: { code: 'recording-missing' } });
  });

  it('names a file as a person wants, and no byte of it changes', async () => {
    const named = new RecordingsById(home);
    await writeFile(path.join(home, 'a.mcap'), 'pictures');
    named.take([listedRecording('a', 'a.mcap')]);
    expect(await named.rename('a', '../Ada: first/try?')).toEqual({ ok: true });
    expect(await readdir(home)).toEqual(['_Ada_ first_try_.mcap']);
    expect(await readFile(path.join(home, '_Ada_ first_try_.mcap'), 'utf8')).toBe('pictures');
    // It is known by its new name only once the engine has listed it.
    expect(await named.rename('a', 'b')).toMatchObject({ problem: { code: 'recording-failed' } });
    expect(await named.rename('c', 'b')).toMatchObject({ problem: { code: 'recording-missing' } });
  });

  it('never takes the name of another recording, and leaves a file with its own name alone', async () => {
    const named = new RecordingsById(home);
    for (const name of ['a', 'b']) await writeFile(path.join(home, `${name}.mcap`), name);
    named.take([listedRecording('a', 'a.mcap'), listedRecording('b', 'b.mcap')]);
    const refused = await named.rename('a', 'b');
    expect(refused).toMatchObject({ ok: false, problem: { code: 'name-refused' } });
    expect(await named.rename('a', 'a')).toEqual({ ok: true });
    await writeFile(path.join(home, 'A.mcap'), 'capital');
    const isOther = (await readFile(path.join(home, 'a.mcap'), 'utf8')) === 'a';
    expect((await named.rename('a', 'A')).ok).toBe(!isOther);
    expect(await readFile(path.join(home, 'b.mcap'), 'utf8')).toBe('b');
    expect(await readFile(path.join(home, 'A.mcap'), 'utf8')).toBe('capital');
  });
});
