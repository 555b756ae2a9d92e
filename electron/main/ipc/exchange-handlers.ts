/** Handlers for windows' requests to import or export. */
import path from 'node:path';
import type { DepthEncoding, ImportKind } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { ExchangeDesk } from '../recordings/exchange-desk.ts';
import { isThere } from '../../base/is-there.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import { LOCKED, NO_RECORDING } from './refusals.ts';

export interface ExchangeHandlerOptions {
  readonly desk: ExchangeDesk;
  readonly dialogs: FileDialogs;
  readonly recordings: RecordingsById;
  /** Opens the folder of a file, with the file selected. */
  readonly reveal: (file: string) => void;
  readonly isLocked: () => boolean;
  /** The present opening of the lock; another one is another object. */
  readonly opening: () => unknown;
  /** Refuses while it is locked, or unless a PIN was given for this. */
  readonly confirmed: () => Result<undefined>;
}

export type ExchangeHandlers = Pick<
  RequestHandlers,
  | 'exchange.import'
  | 'exchange.importDropped'
  | 'exchange.export'
  | 'exchange.cancel'
  | 'exchange.reveal'
  | 'exchange.dismiss'
>;

interface ChosenImport {
  readonly input: string;
  readonly encoding?: DepthEncoding;
}

const DONE = succeed(undefined);
const NO_OUTPUT = fail(
  'files-unwritable',
  'There is nothing to show: this export has not written anything.',
);

const NOT_A_PLACE = fail(
  'files-unreadable',
  'What was dropped lies in no folder of this computer, so it cannot be imported. Save it as a file first.',
);

export function createExchangeHandlers(options: ExchangeHandlerOptions): ExchangeHandlers {
  const { desk, dialogs, recordings, reveal, isLocked, opening, confirmed } = options;
  let asking = false;

  /** Shows one dialog at a time; null if the person cancels, or a dialog is already open. */
  async function ask<T>(question: () => Promise<T | null>): Promise<T | null> {
    if (asking) return null;
    asking = true;
    try {
      return await question();
    } finally {
      asking = false;
    }
  }

  async function chooseImport(kind: ImportKind): Promise<ChosenImport | null> {
    const input = await dialogs.chooseInput(kind);
    return input === null ? null : withMeaning(input);
  }

  async function confirmImport(input: string): Promise<ChosenImport | null> {
    return (await dialogs.confirmDropped(input)) === null ? null : withMeaning(input);
  }

  async function withMeaning(input: string): Promise<ChosenImport | null> {
    if (path.extname(input).toLowerCase() !== '.png' || (await isOfSession(input)))
      return { input };
    const encoding = await dialogs.chooseEncoding(path.basename(input));
    return encoding === null ? null : { input, encoding };
  }

  async function importChosen(
    choose: () => Promise<ChosenImport | null>,
  ): Promise<Result<undefined>> {
    if (isLocked()) return LOCKED;
    const before = opening();
    const chosen = await ask(choose);
    if (chosen === null) return DONE;
    // It may have been locked while the system's dialog was open.
    return isLocked() || opening() !== before ? LOCKED : desk.import(chosen.input, chosen.encoding);
  }

  return {
    'exchange.import': ({ kind }) => importChosen(() => chooseImport(kind)),

    // Not looked at before the person has said that it is meant: whoever took the window over could name any file.
    'exchange.importDropped': ({ path: input }) =>
      path.isAbsolute(input) ? importChosen(() => confirmImport(input)) : NOT_A_PLACE,

    'exchange.export': async ({ id, format, frame }) => {
      if (isLocked()) return LOCKED;
      const file = recordings.fileOf(id);
      if (file === null) return NO_RECORDING;
      const allowed = confirmed();
      if (!allowed.ok) return allowed;
      const before = opening();
      const name = path.basename(file, path.extname(file));
      const of = format === 'ply' ? ` frame ${(frame ?? 0) + 1}` : '';
      const output = await ask(() => dialogs.chooseOutput(format, `${name}${of}`));
      if (output === null) return DONE;
      return isLocked() || opening() !== before ? LOCKED : desk.export(file, output, format, frame);
    },

    'exchange.cancel': ({ id }) => {
      desk.cancel(id);
      return DONE;
    },

    'exchange.reveal': ({ id }) => {
      if (isLocked()) return LOCKED;
      const output = desk.outputOf(id);
      if (output === null) return NO_OUTPUT;
      reveal(output);
      return DONE;
    },

    'exchange.dismiss': ({ id }) => {
      if (isLocked()) return LOCKED;
      desk.dismiss(id);
      return DONE;
    },
  };
}

/** Lists and descriptions that say what the pictures of their session mean. */
const DESCRIPTIONS = ['dataset.json', 'depth.txt', 'rgb.txt', 'INDEX.txt'];

/** Whether a picture lies in, or one folder below, a session that says what its pictures mean. */
async function isOfSession(picture: string): Promise<boolean> {
  const folder = path.dirname(picture);
  const places = [folder, path.dirname(folder)].flatMap((place) =>
    DESCRIPTIONS.map((name) => path.join(place, name)),
  );
  return (await Promise.all(places.map(isThere))).includes(true);
}
