/** Handlers for windows' requests about a presentation attack test. */
import { replaceFile } from '../../base/durable-file.ts';
import { reasonOf } from '../../base/error-words.ts';
import type { EngineCommand } from '../../contract/engine/engine-messages.ts';
import type { PadResults } from '../../contract/pad/pad.ts';
import { resultsWords } from '../../words/pad-words.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { AppStore } from './app-store.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface PadHandlerOptions {
  readonly store: AppStore;
  readonly dialogs: Pick<FileDialogs, 'chooseNumbers'>;
  /** Puts text on the clipboard. */
  readonly copy: (text: string) => void;
  readonly isLocked: () => boolean;
  /** Refuses while it is locked. */
  readonly toEngine: (command: EngineCommand) => Result<undefined>;
}

export type PadHandlers = Pick<RequestHandlers, Extract<keyof RequestHandlers, `pad.${string}`>>;

const DONE = succeed(undefined);
const NO_NUMBERS = fail('pad-impossible', 'There are no numbers: no test has come to its end.');

export function createPadHandlers(options: PadHandlerOptions): PadHandlers {
  const { store, dialogs, copy, isLocked, toEngine } = options;
  let isAsking = false;

  function results(): Result<PadResults> {
    if (isLocked()) return LOCKED;
    const { pad } = store.state;
    return pad.phase === 'done' ? succeed(pad.results) : NO_NUMBERS;
  }

  return {
    'pad.start': (wish) => toEngine({ kind: 'pad.start', ...wish }),
    'pad.next': () => toEngine({ kind: 'pad.next' }),
    'pad.repeat': () => toEngine({ kind: 'pad.repeat' }),
    'pad.skip': () => toEngine({ kind: 'pad.skip' }),
    'pad.stop': () => toEngine({ kind: 'pad.stop' }),
    'pad.close': () => toEngine({ kind: 'pad.close' }),

    'pad.copy': () => {
      const made = results();
      if (!made.ok) return made;
      copy(resultsWords(made.value, store.state.language.used));
      return DONE;
    },

    'pad.save': async () => {
      const made = results();
      if (!made.ok || isAsking) return made.ok ? DONE : made;
      isAsking = true;
      const day = made.value.date.slice(0, 10);
      const file = await dialogs.chooseNumbers(`Presentation attacks ${day}`).finally(() => {
        isAsking = false;
      });
      if (file === null) return DONE;
      // It may have been locked while the system's dialog was open.
      return isLocked() ? LOCKED : write(file, made.value);
    },
  };
}

async function write(file: string, results: PadResults): Promise<Result<undefined>> {
  try {
    await replaceFile(file, Buffer.from(`${JSON.stringify(results, null, 2)}\n`));
    return DONE;
  } catch (error) {
    return fail(
      'files-unwritable',
      `The numbers could not be written to ${file} (${reasonOf(error)}). Choose another folder, or make room.`,
    );
  }
}
