import { existsSync, readdirSync } from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';
import util from 'node:util';
import type { TfjsObstacle } from '../../../../contract/encoder-runtime.ts';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import { isOwnModule } from '../../../../base/own-modules.ts';
import { reasonOf } from '../../../../base/error-words.ts';

/**
 * What the engine uses of TensorFlow.js. The package is an optional dependency, so the type checker cannot be sure of
 * its types; `@tensorflow/tfjs-node` and `@tensorflow/tfjs` with any backend both have this shape.
 */
export interface Tfjs {
  tensor(values: Float32Array, dims: readonly number[], type: 'float32'): TfjsTensor;
  loadGraphModel(handler: { load(): Promise<unknown> }): Promise<TfjsGraphModel>;
}

interface TfjsTensor {
  data(): Promise<ArrayLike<number>>;
  dispose(): void;
}

export interface TfjsGraphModel {
  /** −1 for an axis whose length is free. */
  readonly inputs: readonly { readonly shape?: readonly number[] }[];
  execute(inputs: Readonly<Record<string, TfjsTensor>>, output: string): TfjsTensor;
  dispose(): void;
}

/** Not a literal, so that neither the type checker nor the bundler asks for an optional package. */
const PACKAGE: string = '@tensorflow/tfjs-node';

/**
 * Loads TensorFlow for Node.js, an optional dependency. Its npm package fetches the native library in an install
 * script, which does not run here and whose source has been closed since August 2026 (tensorflow/tfjs issue 8742), so
 * on most machines the answer is the problem `model-missing`.
 */
export async function loadTfjsNode(): Promise<Result<Tfjs>> {
  restoreForNode24();
  try {
    const resolved = createRequire(import.meta.url).resolve(PACKAGE);
    if (!isOwnModule(resolved)) throw new Error(`${resolved} does not belong to Depthlock.`);
    const loaded = (await import(PACKAGE)) as Tfjs | { readonly default: Tfjs };
    return succeed('default' in loaded ? loaded.default : loaded);
  } catch (error) {
    const reason = reasonOf(error).split('\n')[0]?.trim();
    return fail(
      'model-missing',
      `TensorFlow (${PACKAGE}) cannot be loaded: ${reason ?? 'no reason given'} ` +
        'So nobody can be recognised with the engine tfjs-node. Choose the engine onnxruntime, which gives the same ' +
        'answers, or unpack libtensorflow 2.9.1 into node_modules/@tensorflow/tfjs-node/deps and run ' +
        '`npm rebuild @tensorflow/tfjs-node --ignore-scripts=false`.',
    );
  }
}

/**
 * What of it is missing, by its files alone: nothing is loaded. Null: nothing is, as far as files tell.
 * @param own for tests; default: the package in Depthlock's own `node_modules`
 */
export function tfjsNodeObstacle(own = ownPackage()): TfjsObstacle | null {
  if (own === null) return 'not-installed';
  return hasLibrary(own) ? null : 'no-library';
}

/** Folder of the package; null where it is not Depthlock's own, or not there. */
function ownPackage(): string | null {
  try {
    const file = createRequire(import.meta.url).resolve(`${PACKAGE}/package.json`);
    return isOwnModule(file) ? path.dirname(file) : null;
  } catch {
    return null;
  }
}

/** Its installer puts the addon into `lib/napi-v8`, or whatever version of Node-API it was built for. */
function hasLibrary(folder: string): boolean {
  const libraries = path.join(folder, 'lib');
  try {
    return readdirSync(libraries).some((version) =>
      existsSync(path.join(libraries, version, 'tfjs_binding.node')),
    );
  } catch {
    return false;
  }
}

/** tfjs-node 4.22 calls it in every operation, and Node 24 has it no more. */
function restoreForNode24(): void {
  const legacy: { isNullOrUndefined?: (value: unknown) => boolean } = util;
  legacy.isNullOrUndefined ??= (value) => value === null || value === undefined;
}
