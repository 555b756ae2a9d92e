import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../contract/exchange.ts';
import { fail, succeed } from '../../contract/problem.ts';
import type { Reading } from '../../contract/reading.ts';
import { convert } from './convert.ts';
import { createFrameSink } from './create-frame-sink.ts';
import { openFrameSource } from './open-frame-source.ts';
import {
  inFolder,
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from './frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { FrameSink, FrameSource } from './frame-source.ts';

/** A sink that keeps nothing, for counting. */
function countingSink(onWrite: () => void = () => undefined) {
  const calls: string[] = [];
  const sink: FrameSink = {
    async write() {
      await new Promise((resolve) => setImmediate(resolve));
      onWrite();
      return succeed(undefined);
    },
    finish() {
      calls.push('finish');
      return Promise.resolve(succeed({ output: '', frames: 0, losses: [] }));
    },
    discard() {
      calls.push('discard');
      return Promise.resolve();
    },
  };
  return { sink, calls };
}

describe('convert', () => {
  it('holds one frame at a time, however long the session', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 300 }), async (length) => {
        let made = 0;
        let written = 0;
        let most = 0;
        const source: FrameSource = {
          ...sourceOf([]),
          frames: length,
          // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
          async *read() {
            while (made < length) {
              made++;
              most = Math.max(most, made - written);
              yield succeed(noiseFrame(made));
            }
          },
        };
        const { sink } = countingSink(() => written++);
        const progress: number[] = [];
        const converted = await convert(source, sink, {
          signal: neverAborted(),
          onProgress: (done, total) => {
            expect(total).toBe(length);
            progress.push(done);
          },
        });
        expect(converted.ok).toBe(true);
        expect([made, written, most]).toEqual([length, length, 1]);
        expect(progress).toEqual(Array.from({ length }, (_, i) => i + 1));
      }),
      { numRuns: 15 },
    );
  });

  it('takes the frames asked for', async () => {
    const taken: number[] = [];
    const { sink } = countingSink();
    const source = sourceOf([0, 1, 2, 3, 4].map((number) => noiseFrame(number)));
    const recording: FrameSink = {
      ...sink,
      write: (frame) => {
        taken.push(frame.sequence);
        return sink.write(frame);
      },
    };
    const totals: (number | null)[] = [];
    await convert(source, recording, {
      signal: neverAborted(),
      first: 2,
      count: 2,
      onProgress: (_done, total) => totals.push(total),
    });
    expect(taken).toEqual([2, 3]);
    expect(totals).toEqual([2, 2]);
  });

  it.each([
    ['no frame at all', [], 0],
    ['no frame that far', [noiseFrame(0)], 1],
    ['time that runs backwards', [noiseFrame(1), noiseFrame(0)], 0],
    ['a time that is no number', [{ ...noiseFrame(0), timeMs: NaN }], 0],
  ])('refuses %s', async (_what, frames, first) => {
    const { sink, calls } = countingSink();
    const converted = await convert(sourceOf(frames), sink, { signal: neverAborted(), first });
    expect(converted).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
    expect(calls).toEqual(['discard']);
  });

  it.each(EXPORT_FORMATS.filter((format) => format !== 'fakenect' && format !== 'ply'))(
    'leaves nothing behind when %s is cancelled or the source breaks',
    (format) =>
      inFolder(async (folder) => {
        const frames = [0, 1, 2, 3].map((number) => noiseFrame(number));
        const cancel = new AbortController();
        const cancelled = await convert(
          sourceOf(frames),
          orThrow(await createFrameSink(format, join(folder, 'out'), TEST_SENSOR)),
          { signal: cancel.signal, onProgress: (done) => done === 2 && cancel.abort() },
        );
        expect(cancelled).toMatchObject({ ok: false, problem: { code: 'conversion-cancelled' } });
        expect(await readdir(folder)).toEqual([]);
        const broken: FrameSource = {
          ...sourceOf(frames),
          // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
          async *read() {
            yield succeed(noiseFrame(0));
            yield fail('files-unreadable', 'broken');
          },
        };
        const sink = orThrow(await createFrameSink(format, join(folder, 'out'), TEST_SENSOR));
        const failed = await convert(broken, sink, { signal: neverAborted(), strict: true });
        expect(failed).toMatchObject({ ok: false, problem: { message: 'broken' } });
        expect(await readdir(folder)).toEqual([]);
      }),
  );

  it('leaves out a frame that cannot be read, counted and named, unless it was asked for', async () => {
    const source: FrameSource = {
      ...sourceOf([]),
      frames: 3,
      leftOut: { count: 1, reasons: ['a line'] },
      // eslint-disable-next-line @typescript-eslint/require-await -- the interface is asynchronous
      async *read(_signal, first = 0) {
        const all = [
          succeed(noiseFrame(0)),
          fail('files-unreadable', 'a picture'),
          succeed(noiseFrame(2)),
        ];
        yield* all.slice(first);
      },
    };
    const { sink, calls } = countingSink();
    const lenient = await convert(source, sink, { signal: neverAborted() });
    expect(lenient).toMatchObject({
      ok: true,
      value: { leftOut: { count: 2, reasons: ['a line', 'a picture'] } },
    });
    for (const options of [{ strict: true }, { first: 1, count: 1 }]) {
      const refused = await convert(source, sink, { signal: neverAborted(), ...options });
      const message = 'strict' in options ? 'a line' : 'a picture';
      expect(refused).toMatchObject({ ok: false, problem: { message } });
    }
    expect(calls).toEqual(['finish', 'discard', 'discard']);
  });

  it('refuses an import without one reading, and says what it was taken for', async () => {
    const { sink, calls } = countingSink();
    const reading: Reading = {
      intrinsics: { value: TEST_SENSOR.depthIntrinsics, from: 'assumed' },
      scale: { value: { kind: 'linear', millimetres: 1000 }, from: 'assumed' },
      invalid: { value: [0], from: 'format' },
      time: { value: 'seconds', from: 'format' },
      registration: { value: 'registered', from: 'format' },
    };
    const frame = noiseFrame(0);
    frame.depth.data.fill(0);
    const imported = sourceOf([frame], { ...TEST_SENSOR, reading });
    const refused = await convert(imported, sink, { signal: neverAborted() });
    expect(refused).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
    if (!refused.ok) expect(refused.problem.message).toContain('At 1000 mm a unit');
    const colorAlone = { ...imported, hasDepth: false } as const;
    expect(await convert(colorAlone, sink, { signal: neverAborted() })).toMatchObject({ ok: true });
    expect(calls).toEqual(['discard', 'finish']);
  });

  it('never writes over what exists', () =>
    inFolder(async (folder) => {
      await mkdir(join(folder, 'out'));
      await writeFile(join(folder, 'out', 'precious'), '');
      for (const format of ['tum', 'dataset', 'ply'] as const) {
        const sink = await createFrameSink(format, join(folder, 'out'), TEST_SENSOR);
        expect(sink).toMatchObject({ ok: false, problem: { code: 'files-unwritable' } });
      }
      expect(await readdir(join(folder, 'out'))).toEqual(['precious']);
    }));
});

describe('a source', () => {
  it('reads a frame when it is asked for, not before', () =>
    inFolder(async (folder) => {
      const frames = [0, 1, 2].map((number) => noiseFrame(number));
      const sink = orThrow(await createFrameSink('tum', join(folder, 'out'), TEST_SENSOR));
      orThrow(await convert(sourceOf(frames), sink, { signal: neverAborted() }));
      const source = orThrow(await openFrameSource(join(folder, 'out')));
      const reading = source.read(neverAborted())[Symbol.asyncIterator]();
      expect(await reading.next()).toMatchObject({ value: { ok: true } });
      for (const name of await readdir(join(folder, 'out', 'depth'))) {
        await writeFile(join(folder, 'out', 'depth', name), 'gone');
      }
      expect(await reading.next()).toMatchObject({ value: { ok: false } });
      expect(await reading.next()).toMatchObject({ value: { ok: false } });
      expect(await reading.next()).toMatchObject({ done: true });
    }));
});
