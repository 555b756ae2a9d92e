import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { VisionResult } from '../../../electron/engine/vision/pipeline.ts';

/** What vision said of a frame; `infrared` is its embedding in infrared, where that was asked for. */
export interface RecordedLook extends VisionResult {
  readonly infrared: VisionResult['embedding'];
}

export interface StoredLooks {
  readonly looks: readonly RecordedLook[];
  /** There are no more frames. */
  readonly isComplete: boolean;
}

/** Keeps what vision said of the frames of an attempt, so that a run goes on where it stopped and rules can be tried anew. */
export interface LooksStore {
  read(name: string): Promise<StoredLooks | null>;
  write(name: string, looks: StoredLooks): Promise<void>;
}

/** A file for each attempt in a folder. A damaged file counts as missing. */
export async function looksInFolder(folder: string): Promise<LooksStore> {
  await mkdir(folder, { recursive: true });
  const fileOf = (name: string) => join(folder, `${name.replaceAll(/[^\w.-]/g, '-')}.looks`);
  return {
    async read(name) {
      try {
        const bytes = gunzipSync(await readFile(fileOf(name)));
        return deserialize(bytes) as StoredLooks;
      } catch {
        return null;
      }
    },
    async write(name, looks) {
      const file = fileOf(name);
      await writeFile(`${file}.part`, gzipSync(serialize(looks), { level: 1 }));
      await rename(`${file}.part`, file);
    },
  };
}

/** Cards of which looks do not depend: what they say is asked when the lock decides. */
const CARDS = /^(encoder.*|attempts|models)\.json$/;
const isMaker = (name: string): boolean =>
  /\.(ts|js|onnx|json)$/.test(name) && !/\.test\.ts$|-fixture\.ts$/.test(name) && !CARDS.test(name);

/**
 * A name for everything that looks depend on besides the people: the models, and the code that draws and sees. Looks
 * kept under another name are of another version and never read.
 * @param paths files, and folders of source code, tests left aside, and models
 */
export async function versionOf(paths: readonly string[]): Promise<string> {
  const hash = createHash('sha256');
  for (const path of paths) {
    const isFolder = (await stat(path)).isDirectory();
    const names = isFolder ? (await readdir(path, { recursive: true })).filter(isMaker) : [''];
    for (const name of names.sort()) hash.update(name).update(await readFile(join(path, name)));
  }
  return hash.digest('hex').slice(0, 16);
}
