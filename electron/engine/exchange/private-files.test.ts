import { readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPORT_FORMATS } from '../../contract/exchange.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import { syntheticSensorFrame } from '../camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { convertFiles } from './convert-files.ts';
import { convert } from './convert.ts';
import { createFrameSink } from './create-frame-sink.ts';
import { inFolder, neverAborted, sourceOf } from './frame-source-fixture.ts';

/** Modes of a file, or of a folder and all in it, without those for its owner. */
async function forOthers(path: string): Promise<readonly number[]> {
  const found = await stat(path);
  const inside = found.isDirectory() ? await readdir(path) : [];
  const modes = await Promise.all(inside.map((name) => forOthers(join(path, name))));
  return [found.mode & 0o077, ...modes.flat()];
}

describe.skipIf(process.platform === 'win32')('what is exported', () => {
  it.each([...EXPORT_FORMATS])('is nobody else’s to read: %s', (format) =>
    inFolder(async (folder) => {
      const mask = process.umask(0);
      try {
        const frame = syntheticSensorFrame(0);
        const output = join(folder, 'out');
        const sink = orThrow(await createFrameSink(format, output, frame.sensor));
        const source = sourceOf([frame], frame.sensor);
        orThrow(await convert(source, sink, { signal: neverAborted() }));
        const modes = await forOthers(output);
        expect(modes.every((mode) => mode === 0)).toBe(true);
        if (format !== 'recording') return;
        const copy = join(folder, 'copy.mcap');
        orThrow(await convertFiles({ input: output, output: copy, format }, neverAborted()));
        expect(await forOthers(copy)).toEqual([0]);
      } finally {
        process.umask(mask);
      }
    }),
  );
});
