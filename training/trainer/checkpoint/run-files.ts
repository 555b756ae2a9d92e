import { join } from 'node:path';
import { replaceFile } from '../../../electron/base/durable-file.ts';
import type { ValidationPoint } from './checkpoint-format.ts';
import { trainingPage, type RunView } from '../page/training-page.ts';
import { reasonOf } from '../../../electron/base/error-words.ts';

const PAGE = 'training.html';
const LOG = 'log.jsonl';

/** The files of a run folder for people: the page and the log. Neither is read again. */
export class RunFiles {
  readonly page: string;
  readonly #folder: string;
  readonly #notice: (sentence: string) => void;
  #complained = false;

  constructor(folder: string, notice: (sentence: string) => void) {
    this.#folder = folder;
    this.#notice = notice;
    this.page = join(folder, PAGE);
  }

  writePage(view: RunView): Promise<void> {
    return this.#write(this.page, trainingPage(view));
  }

  /**
   * One validation a line. Rewritten completely, so that validations after the resumed checkpoint do not appear twice.
   */
  writeLog(validations: readonly ValidationPoint[]): Promise<void> {
    const lines = validations.map(({ passes, figures }) => JSON.stringify({ passes, ...figures }));
    return this.#write(join(this.#folder, LOG), lines.map((line) => `${line}\n`).join(''));
  }

  /** A page that cannot be written is no reason to end a run of hours. */
  async #write(path: string, content: string): Promise<void> {
    try {
      await replaceFile(path, new TextEncoder().encode(content));
    } catch (error) {
      if (this.#complained) return;
      this.#complained = true;
      const reason = reasonOf(error);
      this.#notice(`${path} could not be written (${reason}). Training goes on without it.`);
    }
  }
}
