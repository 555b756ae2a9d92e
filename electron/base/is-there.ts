import { access } from 'node:fs/promises';

/** Whether anything exists under the name: a file, a folder, or a link that leads to one. */
export async function isThere(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
