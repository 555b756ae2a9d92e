/** The engine holds faces and decides: what parses foreign files must not even be in its bundle. */
import path from 'node:path';
import { build } from 'esbuild';
import { describe, expect, it } from 'vitest';

const root = path.resolve(import.meta.dirname, '../..');

async function modulesOf(entry: string): Promise<readonly string[]> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    outdir: 'out/none',
    logLevel: 'silent',
  });
  return Object.keys(metafile.inputs);
}

const PARSERS = [
  'exchange/open-frame-source.ts',
  'exchange/convert-files.ts',
  'exchange/tum/tum-import.ts',
  'exchange/ros2/ros2-import.ts',
  'exchange/pictures/pictures.ts',
  'recording/mcap/read/open-recording.ts',
  'recording/mcap/read/scan-messages.ts',
  'recording/mcap/read/repair-recording.ts',
].map((file) => `electron/engine/${file}`);

describe('parsers of foreign files', () => {
  it('are in the bundle of the process that reads files', async () => {
    const modules = await modulesOf('electron/engine/file-process/file-process.ts');
    expect(PARSERS.filter((file) => !modules.includes(file))).toEqual([]);
  });

  it.each([
    'electron/engine/engine.ts',
    'electron/engine/vision/worker/vision-worker.ts',
    'electron/engine/session/analysis/analysis-worker.ts',
    'electron/engine/recording/mcap/write/recording-worker.ts',
    'electron/main/main.ts',
  ])('are not in that of %s', async (entry) => {
    const modules = await modulesOf(entry);
    expect(PARSERS.filter((file) => modules.includes(file))).toEqual([]);
  });
});
