/**
 * Downloads the packages that `npm run bench -- peers` compares Depthlock with. `package.json` and `package-lock.json`
 * beside this file pin each of them by version and hash; they are no dependencies of Depthlock.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { copyFile, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { trainingCache } from '../../training/cache-folder.ts';

const MANIFEST = 'package.json';
const LOCK = 'package-lock.json';
const LIMIT_MS = 10 * 60_000;
const run = promisify(execFile);

/**
 * Returns the folder whose `node_modules` holds the peers; downloads them (100 MB) the first time. Throws a sentence if
 * they are not available or not the pinned ones.
 */
export async function installPeers(): Promise<string> {
  const pins = await readFile(join(import.meta.dirname, LOCK));
  const digest = createHash('sha256').update(pins).digest('hex').slice(0, 12);
  const folder = join(trainingCache('bench-peers'), digest);
  if (existsSync(folder)) return folder;
  const workspace = await mkdtemp(`${folder}-partial-`);
  try {
    await fetchInto(workspace);
    // One rename, so that an interrupted download is never used.
    await rename(workspace, folder);
  } catch (error) {
    // Another run may have been faster.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(workspace, { recursive: true, force: true });
  }
  return folder;
}

async function fetchInto(folder: string): Promise<void> {
  console.log('  Fetching the peers from the npm registry (100 MB, once) …');
  for (const file of [MANIFEST, LOCK]) {
    await copyFile(join(import.meta.dirname, file), join(folder, file));
  }
  const quick = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000'];
  const quiet = ['--no-audit', '--no-fund', '--loglevel=error'];
  try {
    await run('npm', ['ci', '--ignore-scripts', ...quick, ...quiet], {
      cwd: folder,
      timeout: LIMIT_MS,
    });
  } catch (cause) {
    throw new Error(
      `Human and face-api could not be fetched from the npm registry, so nothing was compared: ${reasonOf(cause)} ` +
        'Run it again when the registry can be reached.',
      { cause },
    );
  }
}

/** The first line of npm's error, without its prefix. */
function reasonOf(error: unknown): string {
  const said = error instanceof Error && 'stderr' in error ? String(error.stderr) : '';
  const lines = said.split('\n').map((line) => line.replace(/^npm (error|ERR!)\s*/i, '').trim());
  const words = lines.find((line) => line !== '' && !/^(code|errno|syscall)\b/.test(line));
  const reason = words ?? (error instanceof Error ? error.message : String(error));
  return /[.!?]$/.test(reason) ? reason : `${reason}.`;
}
