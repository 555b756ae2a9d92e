/** `dist/cli`: the command line with everything it loads by name, in chunks, so that one command loads little. */
import { build } from 'esbuild';
import { copyFileSync, mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { EXTERNALS, NODE_TARGET, PLUGINS, REQUIRE_FOR_ESM } from './bundle-options.ts';

const OUTPUT = 'dist/cli';

/** By the names under which they are asked for beside the bundle (`ownModuleUrl`, and the threads of the engine). */
const ENTRIES = {
  depthlock: 'electron/cli/main.ts',
  // Threads.
  'vision-worker': 'electron/engine/vision/worker/vision-worker.ts',
  'recording-worker': 'electron/engine/recording/mcap/write/recording-worker.ts',
  'virtual-render-worker': 'electron/engine/camera/virtual/render-worker.ts',
  'render-people-worker': 'training/synthesis/population/render-people-worker.ts',
  'shard-worker': 'training/trainer/shards/shard-worker.ts',
  // What is trained.
  'fused-task': 'training/encoders/fused/fused-task.ts',
  'squeezenet-task': 'training/encoders/squeezenet/squeezenet-task.ts',
  'squeezenet-ablation-task': 'training/encoders/ablation/squeezenet-ablation-task.ts',
  'article-task': 'training/encoders/ablation/article-task.ts',
} as const;

/** Read as text, from beside the code that puts them into a page. */
const TEXTS = ['training/evaluation/report/report.css', 'training/evaluation/report/report.js'];

/** Of the checkout alone: what starts its app for `verify`, and what bundles sources while they run. */
export const CHECKOUT_ONLY = ['esbuild', '@electron/asar', '@electron/fuses', 'yauzl'];

export async function bundleCommandLine(root: string): Promise<void> {
  const folder = path.join(root, OUTPUT);
  // Chunks of the build before have other names.
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: { ...ENTRIES },
    outdir: OUTPUT,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: NODE_TARGET,
    external: [...EXTERNALS, ...CHECKOUT_ONLY],
    plugins: PLUGINS,
    // Names stay for stack traces; spaces and comments would be megabytes of the package.
    minifyWhitespace: true,
    sourcemap: 'linked',
    logLevel: 'warning',
    banner: { js: REQUIRE_FOR_ESM },
  });
  for (const text of TEXTS) {
    copyFileSync(path.join(root, text), path.join(folder, path.basename(text)));
  }
}
