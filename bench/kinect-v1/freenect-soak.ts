/**
 * `npx tsx bench/kinect-v1/freenect-soak.ts [CYCLES]`: opens and closes a Kinect v1, 300 times by default, and reports
 * leaks: threads, open files, memory. Once played by fakenect, once with the real libfreenect over the USB stand-in;
 * also the leaks of these libraries themselves, in a program without Node (freenect-soak-minimal.cc).
 */
import { execFile, fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFakenect } from '../../electron/engine/camera/kinect-v1/fakenect/find-fakenect.ts';
import { syntheticSensorFrame } from '../../electron/engine/camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { startFakenectDump } from '../../electron/engine/exchange/fakenect/fakenect-dump.ts';
import { buildUsbStandIn } from '../../native/usb-stand-in/build.ts';
import { environment, LIBFREENECT, whyNoLibfreenect } from '../../native/usb-stand-in/probe.ts';
import { orThrow } from '../../electron/contract/result-fixture.ts';
import type { SoakSample } from './freenect-soak-child.ts';

const cycles = Number(process.argv[2] ?? 300);
/** Memory that is allocated once and then kept is no leak. */
const WARM_UP = 50;
const EVERY = 25;

interface Kinect {
  readonly title: string;
  readonly library: string;
  readonly env: NodeJS.ProcessEnv;
}

async function soak({ title, library, env }: Kinect, minimal: string): Promise<void> {
  const samples: SoakSample[] = [];
  const child = fork(
    join(import.meta.dirname, 'freenect-soak-child.ts'),
    [String(WARM_UP + cycles), String(EVERY)],
    { execArgv: ['--expose-gc', '--import', 'tsx'], env },
  );
  child.on('message', (sample: SoakSample) => samples.push(sample));
  const code = await new Promise((resolve) => child.once('close', resolve));
  const settled = samples.filter((sample) => sample.cycles >= WARM_UP);
  const [first, last] = [settled[0], settled.at(-1)];
  console.log(title);
  if (code !== 0 || first === undefined || last === undefined) {
    throw new Error(`The process ended with code ${String(code)}.`);
  }
  const slope = slopeOf(settled.map((one) => [one.cycles, 1024 * one.rssMb] as const));
  console.log(`  ${last.cycles - first.cycles} times opened and closed`);
  console.log(`  threads ${first.threads} → ${last.threads}`);
  console.log(`  open files ${first.files} → ${last.files}`);
  console.log(`  left open by fakenect ${first.indexes} → ${last.indexes}`);
  console.log(`  RSS, MB: ${settled.map(({ rssMb }) => rssMb.toFixed(0)).join(' ')}`);
  console.log(`  RSS grows by ${slope.toFixed(1)} KB a time (least squares)`);

  const { stdout } = await promisify(execFile)(minimal, [library, String(WARM_UP + cycles)], {
    env,
  });
  const heap = stdout
    .trim()
    .split('\n')
    .slice(1)
    .map((row) => row.split(',').map(Number))
    .filter(([times = 0]) => times >= WARM_UP)
    .map(([times = 0, , megabytes = 0]) => [times, 1024 * megabytes] as const);
  console.log(`  the library alone: heap in use grows by ${slopeOf(heap).toFixed(1)} KB a time`);
}

/** Slope of the line nearest to the points. */
function slopeOf(points: readonly (readonly [number, number])[]): number {
  const mean = (k: 0 | 1) => points.reduce((sum, point) => sum + point[k], 0) / points.length;
  const [meanX, meanY] = [mean(0), mean(1)];
  let [above, below] = [0, 0];
  for (const [x, y] of points) {
    above += (x - meanX) * (y - meanY);
    below += (x - meanX) ** 2;
  }
  return above / below;
}

const folder = await mkdtemp(join(tmpdir(), 'depthlock-soak-'));
try {
  const minimal = join(folder, 'minimal');
  const source = join(import.meta.dirname, 'freenect-soak-minimal.cc');
  const flags = ['-std=c++17', '-O2', '-Wall', '-Wextra'];
  await promisify(execFile)('c++', [...flags, '-o', minimal, source, '-ldl', '-pthread']);

  const fakenect = findFakenect();
  if (fakenect.ok) {
    const dumpFolder = join(folder, 'dump');
    const dump = orThrow(await startFakenectDump(dumpFolder));
    for (let i = 0; i < 30; i++) orThrow(await dump.write(syntheticSensorFrame(i)));
    orThrow(await dump.close());
    const { library } = fakenect;
    const named = { DEPTHLOCK_FREENECT_LIBRARY: library, FAKENECT_PATH: dumpFolder };
    await soak({ title: 'fakenect', library, env: { ...process.env, ...named } }, minimal);
  } else {
    console.log(`fakenect: skipped: ${fakenect.reason}`);
  }

  const standIn = await buildUsbStandIn();
  const reason = await whyNoLibfreenect(standIn);
  if (standIn.kind === 'built' && reason === null) {
    const env = { ...environment(standIn, {}), DEPTHLOCK_FREENECT_LIBRARY: '' };
    await soak({ title: 'libfreenect over the USB stand-in', library: LIBFREENECT, env }, minimal);
  } else {
    console.log(`USB stand-in: skipped: ${reason ?? ''}`);
  }
} finally {
  await rm(folder, { recursive: true });
}
