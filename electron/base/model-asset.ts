/**
 * Files in `models/` of the assets folder: networks, their cards, thresholds. The build writes their SHA-256 into the
 * bundles (tools/build/model-hashes.ts), so that a file that was changed after the build is not used: the bundles lie in
 * an archive whose integrity Electron checks, the files beside it.
 *
 * From the sources (tests, the command line, training) nothing is compiled in, and a folder of one's own
 * (DEPTHLOCK_ASSETS, in development only) has other files by intent: there, only the folder's own `models.json` is the
 * measure.
 */
import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** SHA-256 of each file, by its path in `models/` with `/`. Put in place by the bundler. */
declare const DEPTHLOCK_MODEL_HASHES: Readonly<Record<string, string>> | undefined;

export type ModelAsset =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  /** It cannot be read. `wasShipped`: it was there when this Depthlock was built. */
  | { readonly kind: 'missing'; readonly file: string; readonly wasShipped: boolean }
  /** `reason` is a sentence. */
  | { readonly kind: 'replaced'; readonly reason: string };

/** Reads `models/<name>` of the assets folder, and compares it with what this Depthlock was built with. */
export async function readModelAsset(assets: string, name: string): Promise<ModelAsset> {
  const file = join(assets, 'models', name);
  const shipped = shippedHashes();
  const bytes = await readFile(file).catch(() => null);
  if (bytes === null) return { kind: 'missing', file, wasShipped: shipped?.[name] !== undefined };
  if (shipped === null) return { kind: 'bytes', bytes };
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (shipped[name] === sha256) return { kind: 'bytes', bytes };
  return {
    kind: 'replaced',
    reason: `${file} is not the file that this Depthlock was built with: it is damaged, or somebody changed it (its SHA-256 begins with ${sha256.slice(0, 8)}).`,
  };
}

function shippedHashes(): Readonly<Record<string, string>> | null {
  if (typeof DEPTHLOCK_MODEL_HASHES === 'undefined') return null;
  // Main hands this variable on in development only, and forgets it in a packaged app (development-doors.ts).
  return process.env['DEPTHLOCK_ASSETS'] ? null : DEPTHLOCK_MODEL_HASHES;
}
