import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { eventually } from '../../contract/eventually-fixture.ts';
import { fail } from '../../contract/problem.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { LabelledFrame } from '../exchange/frame-source.ts';
import { inFolder, neverAborted, noiseFrame, sourceOf } from '../exchange/frame-source-fixture.ts';
import { convert } from '../exchange/convert.ts';
import { createFrameSink } from '../exchange/create-frame-sink.ts';
import { openRecording } from '../recording/mcap/read/open-recording.ts';
import { startedPids, startFileProcess, startTinyProcess } from './file-process-fixture.ts';
import { FilesElsewhere } from './files-elsewhere.ts';

const NO_RECORDER = () => Promise.resolve(fail('recording-failed', 'Nothing is recorded here.'));
const files = () => {
  const made = new FilesElsewhere(startFileProcess, NO_RECORDER);
  all.push(made);
  return made;
};
const all: FilesElsewhere[] = [];
afterEach(() => {
  for (const made of all.splice(0)) made.dispose();
});

async function record(file: string, count: number): Promise<void> {
  const frames = Array.from({ length: count }, (_, k): LabelledFrame => {
    const { sensor, ...frame } = noiseFrame(k);
    return { ...frame, infrared: frame.depth, sensor };
  });
  const sink = orThrow(await createFrameSink('recording', file, noiseFrame(0).sensor));
  orThrow(await convert(sourceOf(frames), sink, { signal: neverAborted() }));
}

describe('a recording that another process reads', () => {
  it('is the same, to the bit: what it is, its times and every frame', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await record(file, 5);
      const here = orThrow(await openRecording(file));
      const there = orThrow(await files().recordings.open(file));
      expect(there.info).toEqual(here.info);
      expect(there.times).toEqual(here.times);
      for (const ms of [0, 1030, 1e9]) expect(there.indexAt(ms)).toBe(here.indexAt(ms));
      for (let k = 0; k < 5; k++) expect(await there.frameAt(k)).toEqual(await here.frameAt(k));
      expect(await there.frameAt(9)).toEqual(await here.frameAt(9));
      await Promise.all([here.close(), there.close()]);
      expect(await there.frameAt(0)).toMatchObject({ ok: false });
    }));

  it('is described with a small picture, and refused in the words of its reader', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await record(file, 3);
      await writeFile(join(folder, 'b.mcap'), 'no recording');
      const { recordings } = files();
      const { info, thumbnail } = orThrow(await recordings.describe(file));
      expect(info.frames).toBe(3);
      expect([...(thumbnail?.subarray(0, 3) ?? [])]).toEqual([0xff, 0xd8, 0xff]);
      expect(await recordings.describe(join(folder, 'b.mcap'))).toEqual(
        await openRecording(join(folder, 'b.mcap')),
      );
    }));

  it('is a problem with a sentence when its process takes more memory than it may', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await record(file, 2);
      const made = new FilesElsewhere(startTinyProcess, NO_RECORDER);
      all.push(made);
      // A small file may be read before anybody looks at the memory.
      await eventually(async () => {
        const described = await made.recordings.describe(file);
        expect(described).toMatchObject({ ok: false });
        if (!described.ok) expect(described.problem.message).toContain(`Reading ${file} ended`);
      });
    }));

  it('is a problem when its process dies, and others go on', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'a.mcap');
      await record(file, 2);
      const { recordings } = files();
      const opened = orThrow(await recordings.open(file));
      process.kill(startedPids.at(-1) ?? 0, 'SIGKILL');
      await eventually(async () => expect(await opened.frameAt(0)).toMatchObject({ ok: false }));
      expect(orThrow(await recordings.describe(file)).info.frames).toBe(2);
    }));
});

describe('a conversion in another process', () => {
  const request = (folder: string) => ({
    input: join(folder, 'a.mcap'),
    output: join(folder, 'tum'),
    format: 'tum' as const,
  });

  it('tells its progress and its end', () =>
    inFolder(async (folder) => {
      await record(join(folder, 'a.mcap'), 4);
      const told: (readonly [number, number | null])[] = [];
      const converted = await files().convert(request(folder), neverAborted(), (done, total) =>
        told.push([done, total]),
      );
      expect(orThrow(converted)).toMatchObject({ frames: 4, losses: [] });
      expect(told.at(-1)).toEqual([4, 4]);
      expect(await readFile(join(folder, 'tum', 'depth.txt'), 'utf8')).toContain('depth/');
    }));

  it.each(['cancelled', 'killed'])('leaves nothing when it is %s', (how) =>
    inFolder(async (folder) => {
      await record(join(folder, 'a.mcap'), 300);
      const controller = new AbortController();
      const converting = files().convert(request(folder), controller.signal, (done) => {
        if (done !== 3) return;
        if (how === 'cancelled') controller.abort();
        else process.kill(startedPids.at(-1) ?? 0, 'SIGKILL');
      });
      const code = how === 'cancelled' ? 'conversion-cancelled' : 'files-unreadable';
      expect(await converting).toMatchObject({ ok: false, problem: { code } });
      expect(await readdir(folder)).toEqual(['a.mcap']);
    }),
  );
});
