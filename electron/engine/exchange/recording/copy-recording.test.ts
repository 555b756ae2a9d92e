import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { convertFiles } from '../convert-files.ts';
import { createFrameSink } from '../create-frame-sink.ts';
import { convert } from '../convert.ts';
import { copyRecording } from './copy-recording.ts';
import {
  inFolder,
  neverAborted,
  noiseFrame,
  sourceOf,
  TEST_SENSOR,
} from '../frame-source-fixture.ts';
import { orThrow } from '../../../contract/result-fixture.ts';

async function writeRecording(file: string, frames: number): Promise<void> {
  const sink = orThrow(await createFrameSink('recording', file, TEST_SENSOR));
  const session = sourceOf(Array.from({ length: frames }, (_, number) => noiseFrame(number)));
  orThrow(await convert(session, sink, { signal: neverAborted() }));
}

describe('copying a recording', () => {
  it('keeps every byte of a whole one', () =>
    inFolder(async (folder) => {
      const [input, output] = [join(folder, 'a.mcap'), join(folder, 'b.mcap')];
      await writeRecording(input, 5);
      const told: (number | null)[] = [];
      const converted = await convertFiles(
        { input, output, format: 'recording' },
        neverAborted(),
        (done, total) => told.push(done, total),
      );
      expect(converted).toEqual({ ok: true, value: { output, frames: 5, losses: [] } });
      expect(await readFile(output)).toEqual(await readFile(input));
      expect(told).toEqual([5, 5]);
    }));

  it('writes one anew that was cut off, or of which a part is wanted', () =>
    inFolder(async (folder) => {
      const input = join(folder, 'a.mcap');
      await writeRecording(input, 5);
      const one = { input, output: join(folder, 'one.mcap'), format: 'recording' } as const;
      expect(await convertFiles({ ...one, frame: 2 }, neverAborted())).toMatchObject({
        value: { frames: 1 },
      });
      await truncate(input, (await readFile(input)).length - 100);
      const whole = { input, output: join(folder, 'whole.mcap'), format: 'recording' } as const;
      const { value } = { value: orThrow(await convertFiles(whole, neverAborted())) };
      expect(value.frames).toBeGreaterThan(0);
      expect(await readFile(whole.output)).not.toEqual(await readFile(input));
    }));

  it('leaves nothing when it is cancelled between two blocks', () =>
    inFolder(async (folder) => {
      const input = join(folder, 'a.mcap');
      await writeFile(input, Buffer.alloc(9 * 1024 * 1024, 7));
      const controller = new AbortController();
      const copied = await copyRecording(input, join(folder, 'b.mcap'), 90, {
        signal: controller.signal,
        onProgress: (done) => {
          expect(done).toBe(40);
          controller.abort();
        },
      });
      expect(copied).toMatchObject({ ok: false, problem: { code: 'conversion-cancelled' } });
      expect(await readdir(folder)).toEqual(['a.mcap']);
    }));

  it('overwrites nothing', () =>
    inFolder(async (folder) => {
      const [input, output] = [join(folder, 'a.mcap'), join(folder, 'b.mcap')];
      await writeRecording(input, 1);
      await writeFile(output, 'mine');
      const converted = await convertFiles({ input, output, format: 'recording' }, neverAborted());
      expect(converted).toMatchObject({ ok: false, problem: { code: 'files-unwritable' } });
      expect(await readFile(output, 'utf8')).toBe('mine');
    }));
});
