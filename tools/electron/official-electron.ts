/** The Electron binary of the `electron` package itself, downloaded on first use from its release page. */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import { cacheFolder } from '../cache-folder.ts';

const CONNECT_MS = 20_000;
const DOWNLOAD_MS = 10 * 60_000;
const REMEMBER_FAILURE_MS = 24 * 60 * 60_000;

const packageFolder = path.dirname(createRequire(import.meta.url).resolve('electron/package.json'));

/** The version in package.json, e.g. `45.4.1`. */
export function officialVersion(): string {
  const manifest: unknown = JSON.parse(
    readFileSync(path.join(packageFolder, 'package.json'), 'utf8'),
  );
  if (typeof manifest === 'object' && manifest !== null && 'version' in manifest) {
    return String(manifest.version);
  }
  throw new Error(`${packageFolder}/package.json has no version.`);
}

/** Path of the executable, or null if it has not been downloaded (completely). */
export function installedOfficialElectron(): string | null {
  try {
    const relative = readFileSync(path.join(packageFolder, 'path.txt'), 'utf8');
    const version = readFileSync(path.join(packageFolder, 'dist', 'version'), 'utf8').trim();
    const executable = path.join(packageFolder, 'dist', relative);
    return version.replace(/^v/, '') === officialVersion() && existsSync(executable)
      ? executable
      : null;
  } catch {
    return null;
  }
}

/**
 * Downloads the binary with the package's own installer (which checks its SHA-256). Gives up after 20 s without a
 * connection, and remembers a failure for a day unless `retry`. Returns the executable, or null.
 */
export async function downloadOfficialElectron(retry: boolean): Promise<string | null> {
  const failureNote = path.join(cacheFolder(), `electron-${officialVersion()}-unreachable`);
  if (!retry && failedLately(failureNote)) return null;
  console.log(`Downloading Electron ${officialVersion()} …`);
  if ((await releasePageAnswers()) && (await runInstaller())) {
    rmSync(failureNote, { force: true });
    return installedOfficialElectron();
  }
  writeFileSync(failureNote, '');
  return null;
}

function failedLately(note: string): boolean {
  return existsSync(note) && Date.now() - statSync(note).mtimeMs < REMEMBER_FAILURE_MS;
}

/** The installer has no limit on its connection, so a small file of the same release is requested first. */
async function releasePageAnswers(): Promise<boolean> {
  const mirror =
    process.env['ELECTRON_MIRROR'] ??
    process.env['npm_config_electron_mirror'] ??
    'https://github.com/electron/electron/releases/download/';
  // `fetch` does not use proxies; the installer does if configured.
  if (process.env['ELECTRON_GET_USE_PROXY']) return true;
  try {
    const address = new URL(`v${officialVersion()}/SHASUMS256.txt`, mirror);
    const answer = await fetch(address, {
      method: 'HEAD',
      signal: AbortSignal.timeout(CONNECT_MS),
    });
    return answer.ok;
  } catch {
    return false;
  }
}

async function runInstaller(): Promise<boolean> {
  const child = spawn(process.execPath, [path.join(packageFolder, 'install.js')], {
    stdio: ['ignore', 'inherit', 'ignore'],
    timeout: DOWNLOAD_MS,
  });
  return new Promise((resolve) => {
    child.once('error', () => resolve(false));
    child.once('exit', (code) => resolve(code === 0));
  });
}
