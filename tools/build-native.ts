/**
 * Builds the native code that drives a Kinect v1 (native/) into `native/build/<platform>-<arch>/freenect.node`, with the
 * system's own compiler and no other tool. Without a compiler nothing is built, and the app says why it has no Kinect.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { withLock } from './file-lock.ts';
import { isMain } from './is-main.ts';

const root = path.resolve(import.meta.dirname, '..');
const SOURCES = path.join(root, 'native');
const LIMIT_MS = 5 * 60_000;

export type NativeBuild =
  | { readonly kind: 'built' | 'up-to-date'; readonly file: string }
  /** `reason` is a sentence. */
  | { readonly kind: 'not-built'; readonly reason: string };

/** Builds what has changed since the last build. Never throws: the app runs without. */
export async function buildNative(): Promise<NativeBuild> {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    return { kind: 'not-built', reason: 'libfreenect is used on Linux and macOS only.' };
  }
  try {
    return await withLock(path.join(root, '.cache', 'build-native.lock'), () =>
      Promise.resolve(buildIfChanged()),
    );
  } catch (error) {
    return { kind: 'not-built', reason: error instanceof Error ? error.message : String(error) };
  }
}

function buildIfChanged(): NativeBuild {
  const folder = path.join(SOURCES, 'build', `${process.platform}-${process.arch}`);
  const file = path.join(folder, 'freenect.node');
  const stamp = path.join(folder, '.hash');
  const compiler = process.env['CXX'] ?? 'c++';
  const flags = compilerFlags();
  const current = hashOf([compiler, ...flags]);
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) {
    return { kind: 'up-to-date', file };
  }
  mkdirSync(folder, { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const source = path.join(SOURCES, 'addon.cc');
  const result = spawnSync(compiler, [...flags, source, '-o', unfinished, ...linkerFlags()], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  if (result.error !== undefined) {
    const reason = `There is no C++ compiler (${compiler}: ${result.error.message}).`;
    return { kind: 'not-built', reason };
  }
  if (result.status !== 0) {
    const firstError = result.stderr.split('\n').find((line) => /error/.test(line)) ?? 'no message';
    return { kind: 'not-built', reason: `${compiler} could not build it: ${firstError.trim()}` };
  }
  // A process that has loaded the old file keeps it.
  renameSync(unfinished, file);
  writeFileSync(stamp, current);
  return { kind: 'built', file };
}

function compilerFlags(): string[] {
  return [
    '-std=c++17',
    '-O2',
    '-fPIC',
    '-fvisibility=hidden',
    '-Wall',
    '-Wextra',
    '-DNAPI_VERSION=8',
    '-DNAPI_CPP_EXCEPTIONS',
    `-I${path.join(root, 'node_modules/node-addon-api')}`,
    `-I${path.join(root, 'node_modules/node-api-headers/include')}`,
  ];
}

function linkerFlags(): string[] {
  // Node's own symbols are there when it loads the file.
  return process.platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup', '-mmacosx-version-min=11.0']
    : ['-shared', '-ldl', '-lpthread'];
}

function hashOf(parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0'));
  const sources = readdirSync(SOURCES).filter((name) => /\.(cc|h)$/.test(name));
  for (const name of sources.sort())
    hash.update(name).update(readFileSync(path.join(SOURCES, name)));
  return hash.digest('hex');
}

if (isMain(import.meta)) {
  const result = await buildNative();
  if (result.kind === 'not-built') {
    console.error(`Native code was not built. ${result.reason}`);
    process.exitCode = 1;
  } else {
    console.log(`${path.relative(root, result.file)}: ${result.kind}`);
  }
}
