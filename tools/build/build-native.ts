/**
 * Builds the native code (native/) into `native/build/<platform>-<arch>`, using only the system's own compiler:
 * `freenect.node` drives a Kinect v1 and needs nothing; `freenect2.node` drives a Kinect v2 and is built if
 * libfreenect2 is installed. The reason for a missing part is written beside it, and the app shows it.
 *
 * `npx tsx tools/build/build-native.ts [--output FOLDER] [freenect] [freenect2]`
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { withLock } from '../file-lock.ts';
import { findFreenect2 } from './find-freenect2.ts';
import { isMain } from '../is-main.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

const root = path.resolve(import.meta.dirname, '../..');
const SOURCES = path.join(root, 'native');
const LIMIT_MS = 5 * 60_000;

export type NativeBuild =
  | { readonly kind: 'built' | 'up-to-date'; readonly file: string }
  | {
      readonly kind: 'not-built';
      readonly cause:
        | 'other-platform'
        | 'no-compiler'
        | 'no-headers'
        | 'no-library'
        | 'other-version'
        | 'build-failed';
      /** A sentence. */
      readonly reason: string;
    };
type NotBuilt = Extract<NativeBuild, { kind: 'not-built' }>;

/** Sources of one target, besides the common ones. */
interface Target {
  readonly source: string;
  /** Folders with everything that is compiled into it. */
  readonly folders: readonly string[];
  /** Its requirements on the system. */
  needs(): Needs | NotBuilt;
}

interface Needs {
  readonly kind: 'needs';
  readonly compilerFlags: readonly string[];
  readonly linkerFlags: readonly string[];
  /** Changes when it has to be rebuilt. */
  readonly identity: string;
  /** The library that the system's loader will load with it. */
  readonly library?: string;
}

const TARGETS = {
  freenect: {
    source: path.join(SOURCES, 'addon.cc'),
    folders: [SOURCES],
    needs: () => ({ kind: 'needs', compilerFlags: [], linkerFlags: [], identity: '' }),
  },
  freenect2: {
    source: path.join(SOURCES, 'freenect2', 'addon.cc'),
    folders: [SOURCES, path.join(SOURCES, 'freenect2')],
    needs: needsOfFreenect2,
  },
} as const satisfies Record<string, Target>;

export type NativeTarget = keyof typeof TARGETS;
export const NATIVE_TARGETS: readonly NativeTarget[] = ['freenect', 'freenect2'];

/** Builds what has changed since the last build. Never throws: the app runs without it. */
export async function buildNative(): Promise<Readonly<Record<NativeTarget, NativeBuild>>> {
  return {
    freenect: await buildTarget('freenect'),
    freenect2: await buildTarget('freenect2'),
  };
}

/** Builds one target into `folder`; the app looks for it in the default one. Never throws. */
export async function buildTarget(
  target: NativeTarget,
  folder = path.join(SOURCES, 'build', `${process.platform}-${process.arch}`),
): Promise<NativeBuild> {
  try {
    return await withLock(path.join(root, '.cache', 'build-native.lock'), () => {
      const file = path.join(folder, `${target}.node`);
      const build = buildIfChanged(TARGETS[target], file);
      writeDown(build, file);
      return Promise.resolve(build);
    });
  } catch (error) {
    return notBuilt('build-failed', reasonOf(error));
  }
}

function buildIfChanged(target: Target, file: string): NativeBuild {
  if (process.platform !== 'linux' && process.platform !== 'darwin') {
    return notBuilt('other-platform', 'libfreenect is used on Linux and macOS only.');
  }
  const needs = target.needs();
  if (needs.kind === 'not-built') return needs;
  noteLibrary(needs.library, file);
  const compiler = process.env['CXX'] ?? 'c++';
  const compile = [...COMPILER_FLAGS, ...needs.compilerFlags];
  const link = [...LINKER_FLAGS, ...needs.linkerFlags];
  const stamp = `${file}.hash`;
  const current = hashOf(target, [compiler, ...compile, ...link, needs.identity]);
  if (existsSync(file) && existsSync(stamp) && readFileSync(stamp, 'utf8') === current) {
    return { kind: 'up-to-date', file };
  }
  mkdirSync(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}`;
  const result = spawnSync(compiler, [...compile, target.source, '-o', unfinished, ...link], {
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  if (result.error !== undefined) {
    const detail = `${compiler}: ${result.error.message}`;
    return notBuilt('no-compiler', `There is no C++ compiler (${detail}).`);
  }
  if (result.status !== 0) {
    const lines = result.stderr.split('\n');
    const firstError = lines.find((line) => /error|undefined/.test(line)) ?? 'no message';
    return notBuilt('build-failed', `${compiler} could not build it: ${firstError.trim()}`);
  }
  // A process that has loaded the old file keeps it.
  renameSync(unfinished, file);
  writeFileSync(stamp, current);
  return { kind: 'built', file };
}

/** Tells the app, which checks who can change the library before it loads it. */
function noteLibrary(library: string | undefined, file: string): void {
  if (library === undefined) return;
  mkdirSync(path.dirname(file), { recursive: true });
  writeFileSync(`${file}.library.json`, JSON.stringify({ library }));
}

/** Tells the app, which finds no file there, the reason; a file built against something else must not be loaded. */
function writeDown(build: NativeBuild, file: string): void {
  const note = `${file}.json`;
  if (build.kind !== 'not-built') {
    rmSync(note, { force: true });
    return;
  }
  if (build.cause === 'other-platform') return;
  mkdirSync(path.dirname(file), { recursive: true });
  rmSync(file, { force: true });
  writeFileSync(note, JSON.stringify({ cause: build.cause, reason: build.reason }));
}

const notBuilt = (cause: NotBuilt['cause'], reason: string): NotBuilt => ({
  kind: 'not-built',
  cause,
  reason,
});

function needsOfFreenect2(): Needs | NotBuilt {
  const found = findFreenect2();
  if (!found.ok) {
    return notBuilt(found.cause, `libfreenect2 cannot be built against: ${found.detail}.`);
  }
  const folder = path.dirname(found.library);
  return {
    kind: 'needs',
    compilerFlags: [`-I${found.include}`],
    // A function missing from the library must fail when the file is loaded, where it can be reported, not when it is
    // called.
    linkerFlags: [
      ...[`-L${folder}`, '-lfreenect2', `-Wl,-rpath,${folder}`],
      process.platform === 'darwin' ? '-Wl,-bind_at_load' : '-Wl,-z,now',
    ],
    library: found.library,
    identity: `${hashOfHeaders(found.include)} ${stateOf(found.library)}`,
  };
}

/** The layout of a C++ class may change between states of the library without a new version. */
function hashOfHeaders(include: string): string {
  const folder = path.join(include, 'libfreenect2');
  return hashOfFiles(createHash('sha256'), folder, /\.(h|hpp)$/).digest('hex');
}

function stateOf(file: string): string {
  const { size, mtimeMs } = statSync(file);
  return `${realpathSync(file)} ${size} ${mtimeMs}`;
}

const COMPILER_FLAGS = [
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

// Node provides its own symbols when it loads the file.
const LINKER_FLAGS =
  process.platform === 'darwin'
    ? ['-bundle', '-undefined', 'dynamic_lookup', '-mmacosx-version-min=11.0']
    : ['-shared', '-ldl', '-lpthread'];

function hashOf({ folders }: Target, parts: readonly string[]): string {
  const hash = createHash('sha256').update(parts.join('\0'));
  for (const folder of folders) hashOfFiles(hash, folder, /\.(cc|h)$/);
  return hash.digest('hex');
}

function hashOfFiles(hash: ReturnType<typeof createHash>, folder: string, names: RegExp) {
  const files = readdirSync(folder).filter((name) => names.test(name));
  for (const name of files.sort()) hash.update(name).update(readFileSync(path.join(folder, name)));
  return hash;
}

if (isMain(import.meta)) {
  const { values, positionals } = parseArgs({
    options: { output: { type: 'string' } },
    allowPositionals: true,
  });
  const wanted = NATIVE_TARGETS.filter(
    (target) => positionals.length === 0 || positionals.includes(target),
  );
  for (const target of wanted) {
    const result = await buildTarget(target, values.output);
    if (result.kind === 'not-built') {
      console.error(`${target} was not built. ${result.reason}`);
      // libfreenect2 is optional unless it was requested.
      if (target === 'freenect' || positionals.length > 0) process.exitCode = 1;
    } else {
      console.log(`${path.relative(root, result.file)}: ${result.kind}`);
    }
  }
}
