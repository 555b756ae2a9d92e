/**
 * For freenect-soak.ts: opens and closes a Kinect v1 in its own process, and periodically reports its threads, open
 * files and memory.
 */
import { readdir, readlink } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { FreenectCamera } from '../../electron/engine/camera/kinect-v1/freenect-camera.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';

export interface SoakSample {
  readonly cycles: number;
  readonly threads: number;
  /** Open files, without the index that fakenect leaves open each time. */
  readonly files: number;
  readonly indexes: number;
  /** After garbage collection. */
  readonly rssMb: number;
}

async function cycle(): Promise<void> {
  const camera = new FreenectCamera();
  await new Promise<void>((resolve, reject) => {
    const observer = {
      onFrame: () => {
        resolve();
      },
      onStopped: (problem: { readonly message: string }) => {
        reject(new Error(problem.message));
      },
    };
    camera.start(observer).then(orThrow).catch(reject);
  });
  await camera.stop();
}

async function sample(cycles: number): Promise<SoakSample> {
  // Shared memory is freed by the second collection, once its holder was freed by the first.
  for (let i = 0; i < 3; i++) {
    globalThis.gc?.();
    await wait(20);
  }
  const descriptors = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  );
  const indexes = targets.filter((target) => target.endsWith('INDEX.txt')).length;
  return {
    cycles,
    threads: (await readdir('/proc/self/task')).length,
    files: descriptors.length - indexes,
    indexes,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

const [total, every] = process.argv.slice(2).map(Number);
for (let i = 0; i <= (total ?? 0); i++) {
  if (i % (every ?? 1) === 0) process.send?.(await sample(i));
  await cycle();
}
process.disconnect();
