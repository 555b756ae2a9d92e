import { createHash } from 'node:crypto';
import { createReadStream, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { replaceFile } from '../../electron/base/durable-file.ts';
import { errorCode, reasonOf } from '../../electron/base/error-words.ts';
import type { PublicSetName } from './public-sets.ts';

/** Names every file that `depthlock data` wrote, so that a cut-off or changed one is noticed. */
const MANIFEST = 'training-data.json';

const fileSchema = z.object({
  /** Path in the folder, with `/`. */
  file: z.string().regex(/^[\w.-]+(\/[\w.-]+)?$/),
  bytes: z.int().nonnegative(),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});
const manifestSchema = z.object({
  sets: z.record(z.string(), z.object({ files: z.array(fileSchema) })),
});

export type ListedFile = Readonly<z.infer<typeof fileSchema>>;
type Manifest = z.infer<typeof manifestSchema>;

/** What the manifest of a folder lists; no sets if there is none. Throws a sentence if it cannot be read. */
function readManifest(folder: string): Manifest {
  const file = join(folder, MANIFEST);
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { sets: {} };
    throw new Error(`${file} cannot be read: ${reasonOf(error)}.`, { cause: error });
  }
  try {
    return manifestSchema.parse(JSON.parse(text));
  } catch (error) {
    throw new Error(
      `${file} is damaged: ${reasonOf(error)}. Delete it and lay the data out again with depthlock data.`,
      { cause: error },
    );
  }
}

/** Files of a set as they were laid out; null if the manifest does not name the set: somebody else laid it out. */
export function listedFiles(folder: string, set: PublicSetName): readonly ListedFile[] | null {
  return readManifest(folder).sets[set]?.files ?? null;
}

/** Writes down the files of a set, in place of what stood there of it. */
export async function listFiles(
  folder: string,
  set: PublicSetName,
  files: readonly ListedFile[],
): Promise<void> {
  const { sets } = readManifest(folder);
  const manifest: Manifest = { sets: { ...sets, [set]: { files: [...files] } } };
  const text = `${JSON.stringify(manifest, null, 1)}\n`;
  await replaceFile(join(folder, MANIFEST), new TextEncoder().encode(text));
}

/** Size and hash of a file on disk. @param name its path in the folder of the manifest */
export async function describeFile(path: string, name: string): Promise<ListedFile> {
  const hash = createHash('sha256');
  await pipeline(createReadStream(path), hash);
  return { file: name, bytes: statSync(path).size, sha256: hash.digest('hex') };
}

/** Sentences about files that are not as long as the manifest says. */
export function wrongSizes(folder: string, files: readonly ListedFile[]): string[] {
  return files.flatMap(({ file, bytes }) => {
    const found = statSync(join(folder, file), { throwIfNoEntry: false })?.size;
    if (found === undefined) return [`${file} is missing`];
    if (found === bytes) return [];
    return [`${file} has ${found} bytes and was written with ${bytes}`];
  });
}

/** Sentences about files whose content is not what was written; reads all of them. */
export async function wrongContents(
  folder: string,
  files: readonly ListedFile[],
): Promise<string[]> {
  const wrong: string[] = [];
  for (const { file, sha256 } of files) {
    const found = await describeFile(join(folder, file), file);
    if (found.sha256 !== sha256) wrong.push(`${file} was changed since it was written`);
  }
  return wrong;
}
