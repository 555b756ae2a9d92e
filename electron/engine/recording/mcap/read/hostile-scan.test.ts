import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inFolder } from '../../../exchange/frame-source-fixture.ts';
import { HOSTILE, scanApart, writeHostileFile } from './hostile-files-fixture.ts';

const MOST_BYTES = 200 * 2 ** 20;

/** It takes 250 MiB. */
const TOO_LARGE_YET = 'chunks of one message';

describe('a file of 256 MiB', () => {
  it.todo(`of ${TOO_LARGE_YET} takes less than 200 MiB`);

  it.each(Object.entries(HOSTILE).filter(([name]) => name !== TOO_LARGE_YET))(
    'of %s takes less than 200 MiB',
    (_, make) =>
      inFolder(async (folder) => {
        const file = join(folder, 'a.mcap');
        await writeHostileFile(file, make);
        const { seen, peakBytes } = await scanApart(file);
        expect(peakBytes, String(seen)).toBeLessThan(MOST_BYTES);
      }),
  );
});
