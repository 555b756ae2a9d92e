import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fail, succeed, type Problem } from '../../../contract/problem.ts';
import type { SensorFrame } from '../../camera/sensor-frame.ts';
import { convert } from '../convert.ts';
import { sinkOfRecording, type WritableRecording } from './recording-export.ts';
import { sourceOfRecording } from './recording-import.ts';
import {
  inFolder,
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from '../frame-source-fixture.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { beginOutput } from '../files/unfinished-output.ts';

/** A recording writer with room for two frames, emptied by a slow disk. */
function slowWriter(failAt = Infinity) {
  const queue: SensorFrame[] = [];
  const taken: number[] = [];
  let refused = 0;
  let problem: Problem | null = null;
  const writer: WritableRecording = {
    offer(frame) {
      if (queue.length >= 2) {
        refused++;
        return false;
      }
      queue.push(frame);
      taken.push(frame.sequence);
      if (taken.length === failAt) problem = { code: 'files-unwritable', message: 'disk full' };
      return true;
    },
    async ready() {
      await new Promise((resolve) => setImmediate(resolve));
      if (queue.length >= 2) queue.shift();
    },
    get problem() {
      return problem;
    },
    close: () => Promise.resolve(succeed(undefined)),
  };
  return { writer, taken, refused: () => refused };
}

const frames = () => [0, 1, 2, 3, 4, 5].map((number) => noiseFrame(number));

describe('sinkOfRecording', () => {
  it('waits for a slow disk instead of dropping', () =>
    inFolder(async (folder) => {
      const output = orThrow(await beginOutput(join(folder, 'out.mcap'), 'file'));
      await writeFile(output.path, 'recording');
      const { writer, taken, refused } = slowWriter();
      const sink = sinkOfRecording(writer, output);
      const converted = await convert(sourceOf(frames()), sink, { signal: neverAborted() });
      expect(converted).toMatchObject({ ok: true, value: { frames: 6, losses: [] } });
      expect([taken, refused()]).toEqual([[0, 1, 2, 3, 4, 5], 0]);
      expect(await readdir(folder)).toEqual(['out.mcap']);
    }));

  it('ends at the first problem of the writer, and leaves nothing', () =>
    inFolder(async (folder) => {
      const output = orThrow(await beginOutput(join(folder, 'out.mcap'), 'file'));
      await writeFile(output.path, 'recording');
      const sink = sinkOfRecording(slowWriter(3).writer, output);
      const converted = await convert(sourceOf(frames()), sink, { signal: neverAborted() });
      expect(converted).toMatchObject({ ok: false, problem: { message: 'disk full' } });
      expect(await readdir(folder)).toEqual([]);
    }));

  it('says that labels are lost', () =>
    inFolder(async (folder) => {
      const output = orThrow(await beginOutput(join(folder, 'out.mcap'), 'file'));
      await writeFile(output.path, 'recording');
      const label = { person: 'ada', shot: 'front', role: 'gallery' } as const;
      const labelled = frames().map((frame) => ({ ...frame, label }));
      const sink = sinkOfRecording(slowWriter().writer, output);
      const converted = await convert(sourceOf(labelled), sink, { signal: neverAborted() });
      expect(converted).toMatchObject({ value: { losses: [expect.stringContaining('(6)')] } });
    }));
});

describe('sourceOfRecording', () => {
  it('reads from the frame asked for, and goes on behind a damaged one', async () => {
    const asked: number[] = [];
    let closed = 0;
    const source = sourceOfRecording({
      info: { frames: 5, sensor: TEST_SENSOR },
      frameAt(index) {
        asked.push(index);
        return Promise.resolve(
          index !== 3 ? succeed(noiseFrame(index)) : fail('files-unreadable', 'damaged'),
        );
      },
      close() {
        closed++;
        return Promise.resolve();
      },
    });
    const results: boolean[] = [];
    for await (const frame of source.read(neverAborted(), 1)) results.push(frame.ok);
    expect([asked, results]).toEqual([
      [1, 2, 3, 4],
      [true, true, false, true],
    ]);
    await source.close();
    expect(closed).toBe(1);
  });
});

describe('sourceOfRecording', () => {
  it('takes the first of frames of one time', async () => {
    const twice = frames().flatMap((frame) => [frame, { ...frame, sequence: 99 }]);
    const source = sourceOfRecording({
      info: { frames: twice.length, sensor: TEST_SENSOR },
      frameAt: (index) => Promise.resolve(succeed(twice[index] ?? noiseFrame(0))),
      close: () => Promise.resolve(),
    });
    const read: number[] = [];
    for await (const frame of source.read(neverAborted())) read.push(orThrow(frame).sequence);
    expect(read).toEqual([0, 1, 2, 3, 4, 5]);
  });
});
