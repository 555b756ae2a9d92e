import { execFile } from 'node:child_process';
import { createWriteStream } from 'node:fs';
import { mkdir, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import { UNFINISHED } from '../../electron/base/durable-file.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

/** A download as a folder. */
export interface Unpacked {
  readonly folder: string;
  /** Removes what was unpacked; the person's own folder stays. */
  discard(): Promise<void>;
}

const run = promisify(execFile);

/**
 * Opens what somebody downloaded: a folder, or an archive (.zip, .tar, .tar.gz, .tgz), which is unpacked below
 * `scratch` and removed by `discard`. Throws a sentence if it is neither or cannot be unpacked.
 */
export async function unpack(download: string, scratch: string): Promise<Unpacked> {
  const path = resolve(download);
  let found;
  try {
    found = await stat(path);
  } catch (error) {
    throw new Error(`${path} cannot be used: ${reasonOf(error)}.`, { cause: error });
  }
  if (found.isDirectory()) return { folder: path, discard: () => Promise.resolve() };
  const isZip = /\.zip$/i.test(path);
  if (!isZip && !/\.(tar|tar\.gz|tgz)$/i.test(path)) {
    throw new Error(
      `${path} is neither a folder nor an archive that is known (.zip, .tar, .tar.gz, .tgz).`,
    );
  }
  const folder = join(scratch, `download${UNFINISHED}`);
  const discard = () => rm(folder, { recursive: true, force: true });
  try {
    await discard();
    await mkdir(folder, { recursive: true });
    if (isZip) await unzip(path, folder);
    else await run('tar', ['-xf', path, '-C', folder]);
  } catch (error) {
    await discard();
    throw new Error(
      `${path} cannot be unpacked (${reasonOf(error).trim()}): perhaps it was cut off. Download it again, or unpack it yourself and give the folder.`,
      { cause: error },
    );
  }
  return { folder, discard };
}

async function unzip(file: string, folder: string): Promise<void> {
  const zip = await yauzl.openPromise(file, { lazyEntries: true });
  try {
    for await (const entry of zip.eachEntry()) {
      const path = resolve(folder, entry.fileName);
      // yauzl refuses names that leave the folder; this holds should that ever change.
      if (!path.startsWith(folder + sep)) throw new Error(`it names ${entry.fileName}`);
      if (entry.fileName.endsWith('/')) continue;
      await mkdir(dirname(path), { recursive: true });
      await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(path));
    }
  } finally {
    zip.close();
  }
}
