/** For tests: a camera that works in a process of its own. The first half is for that process, the rest for its parent. */
import { fork } from 'node:child_process';
import type { CameraModel } from '../../../contract/frame.ts';
import type { Problem } from '../../../contract/problem.ts';
import type { CameraObserver, DepthCamera } from '../depth-camera.ts';

/** What the process tells besides its frames. */
export type CameraReport<Statistics> =
  | { readonly kind: 'model'; readonly model: CameraModel }
  | { readonly kind: 'refused'; readonly problem: Problem }
  | { readonly kind: 'stopped'; readonly problem: Problem }
  /** What is there after some times of opening and closing, and after some more. */
  | ({ readonly kind: 'remains' } & Remains)
  /** The camera was stopped; the process ends by itself if nothing was left behind. */
  | { readonly kind: 'done'; readonly statistics: Statistics };

export interface Remains {
  readonly threads: number;
  readonly files: number;
}

type Observing = Omit<CameraObserver, 'onStopped'>;
type Tell<Statistics> = (report: CameraReport<Statistics>) => void;

/** Captures until the camera stops, or until `observe` is heard to `end` it. */
export async function captureOnce<Statistics>(
  camera: DepthCamera & { statistics(): Statistics },
  tell: Tell<Statistics>,
  observe: (end: () => void) => Observing,
): Promise<void> {
  let end: () => void = () => undefined;
  const over = new Promise<void>((resolve) => {
    end = resolve;
  });
  const started = await camera.start({
    ...observe(end),
    onStopped: (problem) => {
      tell({ kind: 'stopped', problem });
      end();
    },
  });
  if (started.ok) {
    tell({ kind: 'model', model: started.value });
    await over;
  } else {
    tell({ kind: 'refused', problem: started.problem });
  }
  await camera.stop();
  tell({ kind: 'done', statistics: camera.statistics() });
}

/** Opens, waits for one frame and closes, again and again. */
export async function captureAgainAndAgain<Statistics>(
  make: () => DepthCamera,
  times: number,
  remains: () => Promise<Remains>,
  tell: Tell<Statistics>,
): Promise<void> {
  for (let i = 0; i < 2 * times; i++) {
    const camera = make();
    await new Promise<void>((resolve) => {
      void camera.start({ onFrame: () => resolve(), onStopped: () => resolve() });
    });
    await camera.stop();
    if ((i + 1) % times === 0) tell({ kind: 'remains', ...(await remains()) });
  }
}

export interface Ended<Report> {
  readonly reports: readonly Report[];
  readonly exitCode: number | null;
}

/** Runs a program, to the end of its process. */
export function runChild<Report>(
  program: string,
  work: readonly (string | number)[],
  execArgv: string[],
  environment: Readonly<Record<string, string>>,
): Promise<Ended<Report>> {
  const child = fork(program, work.map(String), {
    execArgv,
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    env: { ...process.env, ...environment },
  });
  const reports: Report[] = [];
  child.on('message', (report) => {
    reports.push(report as Report);
  });
  return new Promise((resolve) => {
    child.once('close', (exitCode) => {
      resolve({ reports, exitCode });
    });
  });
}

export const ofKind = <Report extends { readonly kind: string }, Kind extends Report['kind']>(
  { reports }: Ended<Report>,
  kind: Kind,
): Extract<Report, { kind: Kind }>[] =>
  reports.filter((report): report is Extract<Report, { kind: Kind }> => report.kind === kind);
