import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  HOSTILE,
  scanApart,
  writeHostileFile,
} from '../../electron/engine/recording/mcap/read/hostile-files-fixture.ts';

/** Opening files of 256 MiB that are made to fill the memory: peak of the whole process, and processor time without its start. */
export async function benchHostile(): Promise<readonly string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-bench-'));
  try {
    const lines: string[] = [];
    for (const [name, make] of Object.entries(HOSTILE)) {
      const file = join(folder, 'a.mcap');
      await writeHostileFile(file, make);
      const { peakBytes, milliseconds } = await scanApart(file);
      const mebibytes = (peakBytes / 2 ** 20).toFixed(0);
      lines.push(`256 MiB of ${name}: ${mebibytes} MiB, ${(milliseconds / 1000).toFixed(2)} s`);
      await rm(file);
    }
    return lines;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
