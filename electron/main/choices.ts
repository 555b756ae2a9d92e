/** A person's choices that persist: the camera, which ones are turned, and what the virtual one plays. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { NO_CHOICES, parseChoices, type Choices } from '../contract/choices.ts';
import { readIfThere, replaceFile } from '../base/durable-file.ts';

const FILE = 'choices.json';
const LARGEST_BYTES = 64 * 1024;
/** A scene being dragged changes thirty times a second; only the last one reaches the disk. */
const WRITE_AFTER_MS = 300;
/**
 * Stored in `choices.json`. An unreadable file loses the choices but never prevents the start; an unwritable one is
 * logged.
 */
export class ChoiceStore {
  readonly #file: string;
  #choices: Choices;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, choices: Choices) {
    this.#file = file;
    this.#choices = choices;
  }

  static async open(folder: string): Promise<ChoiceStore> {
    const file = path.join(folder, FILE);
    return new ChoiceStore(file, await read(file));
  }

  get choices(): Choices {
    return this.#choices;
  }

  change(changes: Partial<Choices>): void {
    this.#choices = { ...this.#choices, ...changes };
    this.#timer ??= setTimeout(() => {
      void this.flush();
    }, WRITE_AFTER_MS);
  }

  /** Resolves when every change is on disk, or could not be written. */
  flush(): Promise<void> {
    if (this.#timer === undefined) return this.#writing;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const text = `${JSON.stringify(this.#choices, null, 2)}\n`;
    this.#writing = this.#writing.then(async () => {
      await write(this.#file, text);
    });
    return this.#writing;
  }
}

async function read(file: string): Promise<Choices> {
  try {
    const content = await readIfThere(file, LARGEST_BYTES);
    return content.kind === 'bytes'
      ? parseChoices(new TextDecoder().decode(content.bytes))
      : NO_CHOICES;
  } catch {
    return NO_CHOICES;
  }
}

async function write(file: string, text: string): Promise<void> {
  try {
    await mkdir(path.dirname(file), { recursive: true });
    await replaceFile(file, new TextEncoder().encode(text));
  } catch (error) {
    console.error('main: the choices could not be kept:', error);
  }
}
