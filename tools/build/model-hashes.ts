import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** SHA-256 of every file in a folder and below, by its path with `/`, sorted. */
export function modelHashes(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)))
    .sort();
  return Object.fromEntries(
    files.map((file) => [
      file.split(path.sep).join('/'),
      createHash('sha256')
        .update(readFileSync(path.join(folder, file)))
        .digest('hex'),
    ]),
  );
}

/** What the bundler puts in place of a name in electron/base/model-asset.ts. */
export function modelHashDefinition(folder: string): Readonly<Record<string, string>> {
  return { DEPTHLOCK_MODEL_HASHES: JSON.stringify(modelHashes(folder)) };
}
