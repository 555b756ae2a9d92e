/**
 * Builds dist/: main, preload, engine and its workers, the command line with esbuild, the renderer with Vite. A part whose inputs have
 * not changed since its last build is skipped.
 */
import { build as bundle, type BuildOptions } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { build as buildRenderer } from 'vite';
import { withLock } from '../file-lock.ts';
import { isMain } from '../is-main.ts';
import { bundleCommandLine } from './bundle-command-line.ts';
import { EXTERNALS, NODE_TARGET, PLUGINS, REQUIRE_FOR_ESM } from './bundle-options.ts';
import { modelHashDefinition } from './model-hashes.ts';
import { reasonOf } from '../../electron/base/error-words.ts';

const root = path.resolve(import.meta.dirname, '../..');

/** The oldest Electron this runs on is 33: Chromium 130. */
const CHROMIUM_TARGET = 'chrome130';

/** Their hashes are in the bundles. */
const MODELS = 'assets/models';

interface Entry {
  readonly source: string;
  readonly output: string;
  /** A sandboxed preload must be CommonJS. */
  readonly format: 'esm' | 'cjs';
  readonly target: string;
}

const ENTRIES: readonly Entry[] = [
  moduleEntry('electron/main/main.ts', 'dist/main/main.js'),
  moduleEntry('electron/engine/engine.ts', 'dist/engine/engine.js'),
  moduleEntry('electron/engine/file-process/file-process.ts', 'dist/engine/file-process.js'),
  moduleEntry('electron/engine/vision/worker/vision-worker.ts', 'dist/engine/vision-worker.js'),
  moduleEntry(
    'electron/engine/session/analysis/analysis-worker.ts',
    'dist/engine/analysis-worker.js',
  ),
  moduleEntry(
    'electron/engine/recording/mcap/write/recording-worker.ts',
    'dist/engine/recording-worker.js',
  ),
  moduleEntry(
    'electron/engine/camera/virtual/render-worker.ts',
    'dist/engine/virtual-render-worker.js',
  ),
  {
    source: 'electron/preload/preload.ts',
    output: 'dist/preload/preload.cjs',
    format: 'cjs',
    target: CHROMIUM_TARGET,
  },
];

function moduleEntry(source: string, output: string): Entry {
  return { source, output, format: 'esm', target: NODE_TARGET };
}

/** Builds whatever has changed; throws if a source does not compile. Concurrent builds wait for each other. */
export async function build(): Promise<void> {
  await withLock(path.join(root, '.cache', 'build.lock'), async () => {
    await whenChanged('processes', ['electron', MODELS], bundleProcesses);
    await whenChanged('command-line', ['electron', 'training'], () => bundleCommandLine(root));
    await whenChanged(
      'renderer',
      ['renderer', 'electron/contract', 'electron/analysis', 'electron/words', 'assets'],
      bundleRenderer,
    );
  });
}

async function bundleProcesses(): Promise<void> {
  const define = modelHashDefinition(path.join(root, MODELS));
  await Promise.all(ENTRIES.map((entry) => bundle({ ...optionsOf(entry), define })));
}

function optionsOf(entry: Entry): BuildOptions {
  return {
    absWorkingDir: root,
    entryPoints: [entry.source],
    outfile: entry.output,
    bundle: true,
    platform: 'node',
    format: entry.format,
    target: entry.target,
    external: EXTERNALS,
    plugins: PLUGINS,
    // Names stay for stack traces; spaces and comments would be megabytes of the package.
    minifyWhitespace: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    ...(entry.format === 'esm' ? { banner: { js: REQUIRE_FOR_ESM } } : {}),
  };
}

async function bundleRenderer(): Promise<void> {
  await buildRenderer({ configFile: path.join(root, 'vite.config.ts'), logLevel: 'warn' });
}

/** Runs `work` unless the files in `folders` and the build's own settings are those of its last success. */
async function whenChanged(
  part: string,
  folders: readonly string[],
  work: () => Promise<void>,
): Promise<void> {
  const stamp = path.join(root, 'dist', `.${part}.hash`);
  const inputs = [
    'package-lock.json',
    ...['build', 'bundle-command-line', 'bundle-options', 'model-hashes', 'sharp-without-glib'].map(
      (name) => `tools/build/${name}.ts`,
    ),
    'vite.config.ts',
    ...folders,
  ];
  const current = hashOf(inputs);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === current) return;
  rmSync(stamp, { force: true });
  await work();
  mkdirSync(path.dirname(stamp), { recursive: true });
  writeFileSync(stamp, current);
}

function hashOf(inputs: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of inputs.flatMap(filesBelow)) {
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(path.join(root, file)))
      .update('\0');
  }
  return hash.digest('hex');
}

/** Files at or below a path, sorted, without tests: they are in no bundle. */
function filesBelow(relative: string): string[] {
  const absolute = path.join(root, relative);
  if (!existsSync(absolute)) return [];
  if (path.extname(relative) !== '') return [relative];
  return readdirSync(absolute, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .sort();
}

if (isMain(import.meta)) {
  try {
    await build();
  } catch (error) {
    console.error(reasonOf(error));
    process.exitCode = 1;
  }
}
