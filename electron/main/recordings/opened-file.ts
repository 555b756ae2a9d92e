/**
 * Recordings that the desktop hands over: on the command line, by a double click, from the menu. They wait for an open
 * lock, and a closed one says nothing of them; then they are added to the library, or played if they are in it.
 */
import { open, realpath } from 'node:fs/promises';
import { constants } from 'node:fs';
import path from 'node:path';
import { fail, succeed, type Problem, type Result } from '../../contract/problem.ts';
import { reasonOf } from '../../base/error-words.ts';

/** First bytes of every MCAP file (https://mcap.dev/spec). */
const MAGIC = Uint8Array.of(0x89, 0x4d, 0x43, 0x41, 0x50, 0x30, 0x0d, 0x0a);
const LONGEST_PATH = 4096;
/** Of a pipe nobody writes to. Windows has no such flag, whatever the types say. */
const NOT_WAITING: number = ({ O_NONBLOCK: 0, ...constants } as const).O_NONBLOCK;

export interface OpenedFileOptions {
  readonly isOpen: () => boolean;
  /** Folder of the library. */
  readonly folder: string;
  /** Plays a file of the library by its name; false if it is not listed. */
  readonly play: (name: string) => boolean;
  readonly import: (file: string) => Promise<Result<undefined>>;
  /** Brings the recordings to the front. */
  readonly show: () => void;
  readonly onProblem: (problem: Problem) => void;
}

export class OpenedFiles {
  readonly #options: OpenedFileOptions;
  /** The last that came; nobody opens several at once before they have unlocked. */
  #waiting: string | null = null;

  constructor(options: OpenedFileOptions) {
    this.#options = options;
  }

  /** Resolves once it was taken, refused, or waits. */
  async open(file: string): Promise<void> {
    if (!this.#options.isOpen()) {
      this.#waiting = file;
      return;
    }
    this.#waiting = null;
    const taken = await this.#take(file);
    if (!taken.ok) this.#options.onProblem(taken.problem);
  }

  /** The lock has opened. */
  async unlocked(): Promise<void> {
    if (this.#waiting !== null) await this.open(this.#waiting);
  }

  async #take(file: string): Promise<Result<undefined>> {
    const { folder, isOpen, play, show } = this.#options;
    const checked = await checkRecording(file);
    if (!checked.ok) return checked;
    // It may have been locked meanwhile.
    if (!isOpen()) {
      this.#waiting = file;
      return succeed(undefined);
    }
    show();
    const home = await realpath(folder).catch(() => folder);
    const isInLibrary = path.dirname(checked.value) === home;
    if (isInLibrary && play(path.basename(checked.value))) return succeed(undefined);
    return this.#options.import(checked.value);
  }
}

/** Its real path, or a sentence about why it is none. Opens nothing that could block or is no plain file. */
async function checkRecording(file: string): Promise<Result<string>> {
  const shown = path
    .basename(file)
    .replace(/\p{Cc}/gu, ' ')
    .slice(0, 80);
  const refuse = (why: string): Result<never> =>
    fail('recording-unreadable', `“${shown}” was not opened: ${why}`);
  if (!path.isAbsolute(file) || file.length > LONGEST_PATH || /\p{Cc}/u.test(file)) {
    return refuse('that is no place of a file on this computer.');
  }
  try {
    const real = await realpath(file);
    const handle = await open(real, constants.O_RDONLY | NOT_WAITING);
    try {
      if (!(await handle.stat()).isFile()) return refuse('it is no file.');
      const { bytesRead, buffer } = await handle.read(
        new Uint8Array(MAGIC.length),
        0,
        MAGIC.length,
        0,
      );
      const isRecording =
        bytesRead === MAGIC.length && MAGIC.every((byte, i) => buffer[i] === byte);
      if (isRecording) return succeed(real);
      return refuse('it is no recording. Other formats are imported under Recordings, Import.');
    } finally {
      await handle.close();
    }
  } catch (error) {
    return refuse(`it cannot be read (${reasonOf(error)}).`);
  }
}

/**
 * The file that a command line names, absolute; null: none. Switches are left out, and so is the app's own folder,
 * which a checkout is started with.
 */
export function fileInArguments(
  argv: readonly string[],
  cwd: string,
  isPackaged: boolean,
): string | null {
  const words = argv.slice(1).filter((word) => word !== '' && !word.startsWith('-'));
  const [file] = isPackaged ? words : words.slice(1);
  return file === undefined || file.length > LONGEST_PATH ? null : path.resolve(cwd, file);
}
