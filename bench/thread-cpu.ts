import { readFile } from 'node:fs/promises';

/** What the main thread has used of a processor, milliseconds; null where the system does not say (it is Linux that does). */
export async function mainThreadCpuMs(): Promise<number | null> {
  try {
    const text = await readFile(`/proc/self/task/${process.pid}/schedstat`, 'utf8');
    return Number(text.split(' ')[0]) / 1e6;
  } catch {
    return null;
  }
}
