/** Memory, open files and threads of the app's processes, as the system tells them. */
import { readdir, readFile, readlink } from 'node:fs/promises';
import path from 'node:path';
import type { CDPSession } from 'playwright';
import type { SoakSample, SoakSeries } from '../../tools/soak/soak-run.ts';
import type { RunningApp } from '../app.ts';

type Values = SoakSample['values'];

const BYTES_PER_MB = 2 ** 20;
const KIB_PER_MB = 1024;
const TYPES = { Browser: 'main', Tab: 'renderer', GPU: 'gpu' } as const;
const ENGINE = 'Depthlock engine';
/** Electron leaves it open once for every process that it starts, whatever that is started with. */
const NOWHERE = '/dev/null';

type ProcessName = (typeof TYPES)[keyof typeof TYPES] | 'engine';

/** Takes samples of a running app. Heaps are collected first, so that what is left is held by somebody. */
export interface ProcessSampler {
  sample(): Promise<Values>;
}

/** @param leftOut a folder whose open files are not counted */
export async function createProcessSampler(
  app: RunningApp,
  leftOut: string,
): Promise<ProcessSampler> {
  const session = await app.page.context().newCDPSession(app.page);
  await session.send('Performance.enable');
  return {
    async sample() {
      const [mainHeap, ofPage] = [await heapOfMain(app), await figuresOfPage(session)];
      return { mainHeap, ...ofPage, ...(await figuresOfProcesses(app, leftOut)) };
    },
  };
}

/** JavaScript heap of main and what it holds outside, after a collection, MB. */
function heapOfMain({ electron }: RunningApp): Promise<number> {
  return electron.evaluate((_, megabyte) => {
    process.getBuiltinModule('node:v8').setFlagsFromString('--expose-gc');
    // The flag gives a function to contexts that come after it.
    process.getBuiltinModule('node:vm').runInNewContext('gc()');
    const { heapUsed, external } = process.memoryUsage();
    return (heapUsed + external) / megabyte;
  }, BYTES_PER_MB);
}

async function figuresOfPage(session: CDPSession): Promise<Values> {
  await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const figure = (name: string): number => metrics.find((one) => one.name === name)?.value ?? NaN;
  return {
    rendererHeap: figure('JSHeapUsedSize') / BYTES_PER_MB,
    rendererNodes: figure('Nodes'),
    rendererListeners: figure('JSEventListeners'),
  };
}

async function figuresOfProcesses({ electron }: RunningApp, leftOut: string): Promise<Values> {
  const processes = await electron.evaluate(({ app }) =>
    app.getAppMetrics().map(({ pid, type, name, memory }) => ({
      ...{ pid, type, name: name ?? '' },
      workingSetKib: memory.workingSetSize,
    })),
  );
  const values: Partial<Record<SoakSeries, number>> = {};
  for (const { pid, type, name, workingSetKib } of processes) {
    const called = name === ENGINE ? 'engine' : TYPES[type as keyof typeof TYPES];
    if ((called as ProcessName | undefined) === undefined) continue;
    if (process.platform === 'linux') Object.assign(values, await figuresOf(called, pid, leftOut));
    else values[`${called}Memory`] = workingSetKib / KIB_PER_MB;
  }
  return values;
}

/** From /proc. Memory of its own: what is in memory, without what it shares with files on the disk. */
async function figuresOf(name: ProcessName, pid: number, leftOut: string): Promise<Values> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8');
  const figure = (key: string): number =>
    Number(new RegExp(`^${key}:\\s+(\\d+)`, 'm').exec(status)?.[1] ?? NaN);
  return {
    [`${name}Memory`]: (figure('RssAnon') + figure('RssShmem')) / KIB_PER_MB,
    [`${name}Threads`]: figure('Threads'),
    [`${name}Files`]: await countFiles(`/proc/${pid}/fd`, leftOut),
  };
}

async function countFiles(folder: string, leftOut: string): Promise<number> {
  const names = await readdir(folder);
  // One that was closed meanwhile leads nowhere.
  const files = await Promise.all(
    names.map((name) => readlink(path.join(folder, name)).catch(() => null)),
  );
  return files.filter(
    (file) => file !== null && file !== NOWHERE && !file.startsWith(`${leftOut}${path.sep}`),
  ).length;
}
