/** Runs camera-child.ts, and makes causes come and go under it. */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../electron/contract/problem.ts';
import type { CameraReport } from './camera-child.ts';
import { environment } from './probe.ts';
import type { Built } from './probe.ts';

export interface CameraProcess {
  /** Changes what befalls the camera: words of README.md. */
  scenario(words: string): Promise<void>;
  /** The next report for which `wanted` holds, of those that come from now on. */
  next(wanted: (report: CameraReport) => boolean): Promise<CameraReport>;
  /** Stops the camera; what it counted. */
  stop(): Promise<Extract<CameraReport, { kind: 'done' }>>;
}

/** @param control a file to steer it by; written here */
export async function startCamera(
  standIn: Built,
  control: string,
  words: string,
  scene = '',
): Promise<CameraProcess> {
  await writeFile(control, words);
  const child = fork(path.join(import.meta.dirname, 'camera-child.ts'), ['follow'], {
    execArgv: ['--import', 'tsx'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...environment(standIn, { control, scene }), DEPTHLOCK_FREENECT_LIBRARY: '' },
  });
  const next: CameraProcess['next'] = (wanted) =>
    new Promise((resolve, reject) => {
      const onReport = (report: CameraReport) => {
        if (!wanted(report)) return;
        child.off('message', onReport);
        child.off('exit', onExit);
        resolve(report);
      };
      const onExit = (code: number | null) =>
        reject(new Error(`The camera's process ended: ${code}`));
      child.on('message', onReport);
      child.once('exit', onExit);
    });
  return {
    scenario: (scenario) => writeFile(control, scenario),
    next,
    async stop() {
      const done = next(({ kind }) => kind === 'done');
      child.send('stop');
      const report = await done;
      if (report.kind !== 'done') throw new Error('unreachable');
      return report;
    },
  };
}

export interface Recovery {
  /** What the person is told while the cause lasts. */
  readonly problem: Problem;
  /** From the moment the cause is gone to the first frame. */
  readonly recoveryMs: number;
}

/** Makes a cause come over a camera that streams, waits until it is told, and takes it away again. */
export async function recoverFrom(camera: CameraProcess, cause: string): Promise<Recovery> {
  const told = camera.next(({ kind }) => kind === 'problem');
  await camera.scenario(cause);
  const report = await told;
  if (report.kind !== 'problem') throw new Error('unreachable');
  const back = camera.next(({ kind }) => kind === 'frames');
  const gone = performance.now();
  await camera.scenario('stream');
  await back;
  return { problem: report.problem, recoveryMs: performance.now() - gone };
}
