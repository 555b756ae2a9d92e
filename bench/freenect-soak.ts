/**
 * `npx tsx bench/freenect-soak.ts [CYCLES]`: opens and closes a Kinect v1 played by fakenect, 300 times by default, and
 * tells what stays behind: threads, open files, memory. Fakenect itself leaves its index file open each time.
 */
import { mkdtemp, readdir, readlink, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FreenectCamera } from '../electron/engine/camera/freenect/freenect-camera.ts';
import { findFakenect } from '../electron/engine/camera/freenect/find-fakenect.ts';
import { syntheticSensorFrame } from '../electron/engine/camera/freenect/synthetic-frames-fixture.ts';
import { openFakenectDump } from '../electron/engine/recording/formats/fakenect-dump.ts';
import { orThrow } from './assets.ts';

const cycles = Number(process.argv[2] ?? 300);
const WARM_UP = 20;

async function cycle(library: string): Promise<void> {
  const camera = new FreenectCamera({ library });
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

async function remains(): Promise<{
  threads: number;
  files: number;
  indexes: number;
  rssMb: number;
}> {
  const descriptors = await readdir('/proc/self/fd');
  const targets = await Promise.all(
    descriptors.map((name) => readlink(`/proc/self/fd/${name}`).catch(() => '')),
  );
  const indexes = targets.filter((target) => target.endsWith('INDEX.txt')).length;
  return {
    threads: (await readdir('/proc/self/task')).length,
    files: descriptors.length - indexes,
    indexes,
    rssMb: process.memoryUsage.rss() / 2 ** 20,
  };
}

const fakenect = findFakenect();
if (!fakenect.ok) {
  console.log(`skipped: ${fakenect.reason}`);
} else {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-soak-'));
  process.env['FAKENECT_PATH'] = folder;
  try {
    const dump = orThrow(await openFakenectDump(folder));
    for (let i = 0; i < 30; i++) orThrow(await dump.write(syntheticSensorFrame(i)));
    orThrow(await dump.close());
    for (let i = 0; i < WARM_UP; i++) await cycle(fakenect.library);
    const before = await remains();
    for (let i = 0; i < cycles; i++) await cycle(fakenect.library);
    const after = await remains();
    console.log(`${cycles} times opened and closed`);
    console.log(`  threads ${before.threads} → ${after.threads}`);
    console.log(`  open files ${before.files} → ${after.files}`);
    console.log(`  left open by fakenect ${before.indexes} → ${after.indexes}`);
    console.log(`  RSS ${before.rssMb.toFixed(0)} → ${after.rssMb.toFixed(0)} MB`);
  } finally {
    await rm(folder, { recursive: true });
  }
}
