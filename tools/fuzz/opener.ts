import { fork, type ChildProcess } from 'node:child_process';
import { availableParallelism, loadavg } from 'node:os';
import { join } from 'node:path';
import type { Assignment, Start, Verdict } from './messages.ts';

/** A few seconds are a hang to a person. */
const LONGEST_MS = 5000;
const LONGEST_START_MS = 30_000;
const HEAP_MEBIBYTES = 400;

/**
 * Opens inputs in a separate process: crashing or hanging it is a result like any other, and the next input gets a new
 * process.
 */
export class Opener {
  readonly #start: Start;
  #child: ChildProcess | null = null;
  #complaints = '';

  constructor(start: Start) {
    this.#start = start;
  }

  async open(assignment: Assignment): Promise<Verdict> {
    const child = this.#child ?? (await this.#begin());
    const verdict = this.#answer(child, LONGEST_MS);
    child.send(assignment);
    const answered = await verdict;
    // What the last input did to the process must not count against the next.
    if (answered.kind === 'wrong') await this.close();
    return answered;
  }

  async close(): Promise<void> {
    const child = this.#child;
    this.#child = null;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise((resolve) => child.once('exit', resolve));
    child.kill('SIGKILL');
    await ended;
  }

  async #begin(): Promise<ChildProcess> {
    const child = fork(join(import.meta.dirname, 'open-inputs.ts'), [JSON.stringify(this.#start)], {
      execArgv: ['--import', 'tsx', '--expose-gc', `--max-old-space-size=${HEAP_MEBIBYTES}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child = child;
    this.#complaints = '';
    child.stderr?.on('data', (data: Buffer) => {
      this.#complaints = (this.#complaints + data.toString()).slice(-2000);
    });
    const first = await this.#answer(child, LONGEST_START_MS);
    if (first.kind === 'ready') return child;
    const reason = first.kind === 'wrong' ? first.reason : first.kind;
    throw new Error(`The process that opens the inputs did not start: ${reason}`);
  }

  #answer(child: ChildProcess, idleLimitMs: number): Promise<Verdict> {
    const limitMs = idleLimitMs * shareOfOthers();
    return new Promise((resolve) => {
      const end = (verdict: Verdict): void => {
        clearTimeout(timer);
        child.off('message', onMessage);
        child.off('exit', onExit);
        resolve(verdict);
      };
      const onMessage = (message: unknown): void => end(message as Verdict);
      const onExit = (code: number | null, signal: string | null): void =>
        end({
          kind: 'wrong',
          reason: `crash (${signal ?? `exit code ${code ?? '?'}`}): ${this.#complaints.trim()}`,
        });
      const timer = setTimeout(
        () => end({ kind: 'wrong', reason: `no answer within ${(limitMs / 1000).toFixed(0)} s` }),
        limitMs,
      );
      child.on('message', onMessage);
      child.on('exit', onExit);
    });
  }
}

/** Slowdown on a machine that is busy with other things; 1 on an idle one, and on Windows. */
function shareOfOthers(): number {
  const [load = 0] = loadavg();
  return Math.max(1, load / availableParallelism());
}
