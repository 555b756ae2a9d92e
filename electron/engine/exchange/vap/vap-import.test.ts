import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createRegistration } from '../../camera/registration/register.ts';
import { encodeBmp } from './bmp-fixture.ts';
import { convert } from '../convert.ts';
import { createFrameSink } from '../create-frame-sink.ts';
import { openFrameSource } from '../open-frame-source.ts';
import { inFolder, neverAborted, readAll } from '../frame-source-fixture.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import { readVapDepth } from './vap-import.ts';

/** Text as in the database: a tab after every number, including the last. */
function readings(of: (x: number, y: number) => number): string {
  let text = '';
  for (let y = 0; y < 480; y++) {
    for (let x = 0; x < 640; x++) text += `${of(x, y)}\t`;
    text += '\r\n';
  }
  return text;
}
const ramp = (x: number, y: number) => ((x + y) % 9 === 0 ? -1 : 600 + x + y);

async function writeShot(folder: string, shot: string): Promise<void> {
  await writeFile(join(folder, `${shot}_d.dat`), readings(ramp));
  // 2×2 squares of four neighbouring values, whose mean is the halved pixel.
  const color = encodeBmp(1280, 960, (x, y) => [(x >> 1) & 255, (y >> 1) & 255, (x & 1) + (y & 1)]);
  await writeFile(join(folder, `${shot}_c.bmp`), color);
}

describe('the VAP RGB-D Face Database', () => {
  it('becomes shots of people, and a folder dataset', () =>
    inFolder(async (folder) => {
      for (const person of ['(2012-05-16)(153532)', '(2012-05-16)(154211)']) {
        await mkdir(join(folder, 'vap', person), { recursive: true });
        for (const shot of ['001_1', '001_2', '002_1']) {
          await writeShot(join(folder, 'vap', person), shot);
        }
      }
      const source = orThrow(await openFrameSource(join(folder, 'vap')));
      expect(source.frames).toBe(6);
      const [frame, , third] = await readAll({ ok: true, value: source });
      if (frame === undefined) throw new Error('no frame');
      const ada = '2012-05-16-153532';
      expect(frame.label).toEqual({ person: ada, shot: '001_1', role: 'gallery' });
      expect(third?.label).toEqual({ person: ada, shot: '002_1', role: 'probe' });
      for (const [i, mm] of frame.depth.data.entries()) {
        const expected = Math.max(0, ramp(i % 640, Math.floor(i / 640)));
        if (mm !== expected) throw new Error(`${mm} at ${i} instead of ${expected}`);
      }
      expect([frame.color.width, frame.color.height]).toEqual([640, 480]);
      const pixel = 4 * (640 * 100 + 200);
      expect([...frame.color.data.subarray(pixel, pixel + 4)]).toEqual([200, 100, 1, 255]);
      const registered = createRegistration(source.sensor)(frame);
      expect([registered.width, registered.height]).toEqual([640, 480]);

      const sink = orThrow(await createFrameSink('dataset', join(folder, 'out'), source.sensor));
      orThrow(await convert(source, sink, { signal: neverAborted() }));
      expect((await readdir(join(folder, 'out'))).sort()).toEqual([
        ada,
        '2012-05-16-154211',
        'dataset.json',
      ]);
      const back = await readAll(await openFrameSource(join(folder, 'out')));
      expect(back.map(({ label }) => label?.role)).toEqual([
        ...['gallery', 'gallery', 'probe'],
        ...['gallery', 'gallery', 'probe'],
      ]);
      const depth = back[0]?.depth.data ?? new Uint16Array(0);
      expect(Buffer.compare(Buffer.from(depth.buffer), Buffer.from(registered.depth.buffer))).toBe(
        0,
      );
    }));

  it('may be one person, with the last line unended', () =>
    inFolder(async (folder) => {
      await writeShot(folder, '003_2');
      await writeFile(
        join(folder, '003_2_d.dat'),
        readings(ramp).trimEnd().replaceAll('\t\r\n', '\n'),
      );
      const [frame] = await readAll(await openFrameSource(folder));
      expect(frame?.label).toEqual({ person: 'person', shot: '003_2', role: 'gallery' });
      expect(frame?.depth.data[1]).toBe(601);
    }));

  it.each([
    ['a short line', readings(ramp).replace('601\t', ''), 'line 1, number 640: the line has 639'],
    ['a long line', readings(ramp).replace('601\t', '601\t1\t'), 'line 1, number 641'],
    ['a word', readings(ramp).replace('601\t', 'NaN\t'), 'line 1, number 2: only whole numbers'],
    ['a fraction', readings(ramp).replace('601\t', '6.5\t'), 'line 1, number 2'],
    ['another negative', readings(ramp).replace('601\t', '-2\t'), 'only −1'],
    ['a lone minus', readings(ramp).replace('601\t', '-\t'), 'a minus without a number'],
    ['a huge number', readings(ramp).replace('601\t', '99999\t'), 'too large'],
    ['a missing end', readings(ramp).slice(0, 200_000), 'line'],
    ['nothing', '', 'it has 0 lines'],
    ['more than 480 lines', readings(ramp) + '1\t', 'there are 480 lines'],
    ['megabytes of digits', '1'.repeat(4_000_000), 'more than the'],
  ])('refuses %s', (_what, text, reason) =>
    inFolder(async (folder) => {
      const file = join(folder, '001_1_d.dat');
      await writeFile(file, text);
      const read = await readVapDepth(file);
      expect(read).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
      if (!read.ok) expect(read.problem.message).toContain(reason);
    }),
  );
});
