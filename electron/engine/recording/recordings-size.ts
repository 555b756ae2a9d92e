import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of all recordings in a folder, finished or not; 0 where there is none. What cannot be read is nothing. */
export async function recordingsSize(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  const sizes = await Promise.all(
    names
      .filter((name) => name.endsWith('.mcap'))
      .map((name) =>
        stat(path.join(folder, name)).then(
          (found) => (found.isFile() ? found.size : 0),
          () => 0,
        ),
      ),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
