/**
 * A value in a file of its own, sealed with the key of the vault: what is learnt or set in an unlocked window and is no
 * loss if it goes. Another vault's file, or one that was changed, counts as none.
 */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { z } from 'zod';
import { readIfThere, replaceFile } from '../../base/durable-file.ts';
import type { Keeper } from './keeper.ts';

const LARGEST_BYTES = 8 * 1024 * 1024;

/** @param schema of the value as JSON */
export class SealedFile<T> {
  readonly #file: string;
  readonly #schema: z.ZodType<T>;
  readonly #bound: string;

  constructor(file: string, schema: z.ZodType<T>) {
    this.#file = file;
    this.#schema = schema;
    this.#bound = `depthlock/file/${path.basename(file)}/1`;
  }

  /** Null: there is none that this vault sealed. Throws the system's errors. */
  async read(keeper: Keeper): Promise<T | null> {
    const content = await readIfThere(this.#file, LARGEST_BYTES);
    if (content.kind !== 'bytes') return null;
    const plain = keeper.open(content.bytes, this.#bound);
    if (plain === null) return null;
    try {
      const parsed = this.#schema.safeParse(JSON.parse(new TextDecoder().decode(plain)));
      return parsed.success ? parsed.data : null;
    } catch {
      return null;
    } finally {
      plain.fill(0);
    }
  }

  /** Resolves when it is on disk. Throws the system's errors. */
  async write(keeper: Keeper, value: T): Promise<void> {
    const plain = new TextEncoder().encode(JSON.stringify(value));
    try {
      await mkdir(path.dirname(this.#file), { recursive: true, mode: 0o700 });
      await replaceFile(this.#file, keeper.seal(plain, this.#bound));
    } finally {
      plain.fill(0);
    }
  }
}
