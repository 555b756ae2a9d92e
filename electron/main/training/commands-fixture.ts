import type { CommandObserver } from '../command-line/start-command-line.ts';
import type { StartCommand } from './start-command.ts';

/** A command that was started, and what a test has it say and do. */
export interface StartedCommand {
  readonly words: readonly string[];
  readonly data: string | null;
  /** How often it was asked to end. */
  readonly asked: () => number;
  /** A line of its standard output. */
  readonly print: (line: unknown) => void;
  readonly complain: (line: string) => void;
  /** Ends it; resolves once whoever waits for it was told. */
  readonly end: (code: number) => Promise<void>;
}

/** Commands that run in no process. */
export function standInCommands(): {
  readonly start: StartCommand;
  readonly started: readonly StartedCommand[];
} {
  const started: StartedCommand[] = [];
  const start = (words: readonly string[], observer: CommandObserver, data: string | null) => {
    let resolve: (code: number) => void = () => undefined;
    const promise = new Promise<number>((settle) => {
      resolve = settle;
    });
    let asked = 0;
    started.push({
      ...{ words, data },
      asked: () => asked,
      print: (line) => observer.onLine(typeof line === 'string' ? line : JSON.stringify(line)),
      complain: (line) => observer.onError(line),
      async end(code) {
        resolve(code);
        await promise;
      },
    });
    return {
      ended: promise,
      kill() {
        asked++;
        // The second time it ends at once.
        if (asked > 1) resolve(130);
      },
    };
  };
  return { start, started };
}
