/** How much folders take, and how much is left. */
import { lstat, readdir, statfs } from 'node:fs/promises';
import path from 'node:path';

/** Bytes of all files at or below a folder; what a link leads to is not counted, and what cannot be read is nothing. */
export async function folderSize(folder: string): Promise<number> {
  const entries = await readdir(folder, { withFileTypes: true }).catch(() => []);
  const sizes = await Promise.all(
    entries.map(async (entry) => {
      const place = path.join(folder, entry.name);
      if (entry.isDirectory()) return folderSize(place);
      if (!entry.isFile()) return 0;
      return lstat(place).then(
        ({ size }) => size,
        () => 0,
      );
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}

/** Bytes that can still be written where a folder is, or would be; null: the system does not say. */
export async function spaceLeft(folder: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(folder);
    return bavail * bsize;
  } catch {
    const above = path.dirname(folder);
    return above === folder ? null : spaceLeft(above);
  }
}
