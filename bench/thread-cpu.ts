import { readFile } from 'node:fs/promises';

/** CPU time of the main thread, milliseconds; null if the system does not report it (Linux does). */
export async function mainThreadCpuMs(): Promise<number | null> {
  try {
    const text = await readFile(`/proc/self/task/${process.pid}/schedstat`, 'utf8');
    return Number(text.split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
