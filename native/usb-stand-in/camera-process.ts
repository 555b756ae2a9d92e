/** Runs camera-child.ts, and switches failures on and off under it. */
import { fork } from 'node:child_process';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Problem } from '../../electron/contract/problem.ts';
import type { CameraReport } from './camera-child.ts';
import { environment } from './probe.ts';
import type { Built } from './probe.ts';

export interface CameraProcess {
  /** Changes the camera's scenario: words of README.md. */
  scenario(words: string): Promise<void>;
  /** The next report for which `wanted` holds, among those from now on. */
  next(wanted: (report: CameraReport) => boolean): Promise<CameraReport>;
  /** Stops the camera; resolves with its counts. */
  stop(): Promise<Extract<CameraReport, { kind: 'done' }>>;
}

/** @param control file that steers it; written here */
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
  /** The message to the person during the failure. */
  readonly problem: Problem;
  /** From the end of the failure to the first frame. */
  readonly recoveryMs: number;
}

/** Causes a failure in a streaming camera, waits until it is reported, and removes it again. */
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
