import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { InferenceSession } from '../onnx/onnxruntime.ts';
import {
  checkProvider,
  providerFailed,
  sessionOptions,
  type SessionWishes,
} from '../onnx/session-options.ts';
import { z } from 'zod';
import { fail, succeed } from '../../contract/problem.ts';
import type { Result } from '../../contract/problem.ts';
import { readModelAsset } from '../../base/model-asset.ts';
import { reasonOf } from '../../base/error-words.ts';
import { countWeightFaults, type WeightFaults } from '../onnx/weight-faults.ts';

/** A network ready to run. */
export interface LoadedModel {
  readonly name: string;
  readonly session: InferenceSession;
  /** Frees the network's memory. Safe to call twice. */
  dispose(): Promise<void>;
}

const sha256Schema = z.string().length(64);
const tfjsFile = z.object({
  file: z.string().regex(/^[\w-]+\/[\w-]+\.\w+$/),
  sha256: sha256Schema,
});
const indexSchema = z.object({
  models: z.record(
    z.string(),
    z.object({
      file: z.string().regex(/^[\w.-]+$/),
      sha256: sha256Schema,
      /** Hash of the content whose weights were found sound when it was written. */
      weightsChecked: z.string().optional(),
      /** The same network in TensorFlow.js's own format. */
      tfjs: z.object({ model: tfjsFile, weights: tfjsFile }).optional(),
    }),
  ),
});
type ListedFile = z.infer<typeof tfjsFile>;
type ModelEntry = z.infer<typeof indexSchema>['models'][string];

const INDEX = 'models.json';
const REMEDY = 'Reinstall Depthlock, or run `git checkout assets/models`.';
/** Advice for somebody who put their own model there. */
const OWN_MODEL =
  'A model of your own is listed and repaired by `npx tsx training/ship/renew-models.ts`.';

/**
 * Opens `models/<file>` of the assets folder in onnxruntime. Problems: those of `readModelFile`, `model-corrupt` if the
 * content is no network, and `no-gpu` where the wished provider is not there or does not take it.
 */
export async function loadModel(
  assetsFolder: string,
  name: string,
  options: SessionWishes = {},
): Promise<Result<LoadedModel>> {
  const provider = checkProvider(options.provider ?? 'cpu');
  if (!provider.ok) return provider;
  const bytes = await readModelFile(assetsFolder, name);
  return bytes.ok ? openSession(name, bytes.value, options) : bytes;
}

/**
 * Reads `models/<file>` of the assets folder and compares it with the hash in `models/models.json`, and with the one that
 * this Depthlock was built with (base/model-asset.ts).
 *
 * Problems: `model-missing` if the index or the file is missing or the index does not name the model; `model-corrupt`
 * if the content does not match the index, or has weights that are not numbers or so small that they slow the processor
 * down. Weights that were checked when the model was written are not checked again.
 */
export async function readModelFile(
  assetsFolder: string,
  name: string,
): Promise<Result<Uint8Array>> {
  const entry = await findEntry(assetsFolder, name);
  return entry.ok ? readChecked(assetsFolder, name, entry.value) : entry;
}

/** A network in TensorFlow.js's graph-model format: `model.json` and its weights. */
export interface TfjsFiles {
  readonly model: Uint8Array;
  readonly weights: Uint8Array;
}

/**
 * Reads the version for TensorFlow.js of a model and compares both files with the hashes in `models/models.json`.
 *
 * Problems as of `readModelFile`; `model-missing` too for a model that has no such version.
 */
export async function readTfjsFiles(
  assetsFolder: string,
  name: string,
): Promise<Result<TfjsFiles>> {
  const entry = await findEntry(assetsFolder, name);
  if (!entry.ok) return entry;
  const { tfjs } = entry.value;
  if (tfjs === undefined) return missing(`The model "${name}" is not there for TensorFlow.js.`);
  const model = await readListed(assetsFolder, name, tfjs.model);
  const weights = await readListed(assetsFolder, name, tfjs.weights);
  if (!model.ok) return model;
  return weights.ok ? succeed({ model: model.value, weights: weights.value }) : weights;
}

async function findEntry(assets: string, name: string): Promise<Result<ModelEntry>> {
  const file = join(assets, 'models', INDEX);
  const asset = await readModelAsset(assets, INDEX);
  if (asset.kind === 'missing') return missing(`The list of models ${file} is missing.`);
  if (asset.kind === 'replaced') return corrupt(asset.reason);
  const index = parseIndex(asset.bytes);
  if (index === null) return corrupt(`The list of models ${file} is damaged.`);
  const entry = index.models[name];
  return entry ? succeed(entry) : missing(`${file} does not name the model "${name}".`);
}

function parseIndex(content: Uint8Array): z.infer<typeof indexSchema> | null {
  try {
    return indexSchema.parse(JSON.parse(new TextDecoder().decode(content)));
  } catch {
    return null;
  }
}

async function readChecked(
  assets: string,
  name: string,
  entry: ModelEntry,
): Promise<Result<Uint8Array>> {
  const bytes = await readListed(assets, name, entry);
  if (!bytes.ok || entry.sha256 === entry.weightsChecked) return bytes;
  return checkWeights(name, bytes.value);
}

/** A file whose content has the hash that the index says. */
async function readListed(
  assets: string,
  name: string,
  listed: ListedFile,
): Promise<Result<Uint8Array>> {
  const file = join(assets, 'models', listed.file);
  const asset = await readModelAsset(assets, listed.file);
  if (asset.kind === 'missing') {
    return missing(`The model "${name}" is missing: ${file} cannot be read.`);
  }
  if (asset.kind === 'replaced') return corrupt(asset.reason);
  const { bytes } = asset;
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  if (sha256 === listed.sha256) return succeed(bytes);
  return corrupt(
    `The model "${name}" is not the one that models.json names: ${file} is damaged, or was replaced ` +
      `(its SHA-256 begins with ${sha256.slice(0, 8)}, not with ${listed.sha256.slice(0, 8)}).`,
    OWN_MODEL,
  );
}

async function checkWeights(name: string, bytes: Uint8Array): Promise<Result<Uint8Array>> {
  let faults: WeightFaults;
  try {
    // Seldom needed, and its parser takes longer to load than a model.
    const { readModel } = await import('../onnx/onnx-reader.ts');
    faults = countWeightFaults(readModel(bytes));
  } catch (error) {
    return cannotLoad(name, error);
  }
  const count = (number: number) => (number === 1 ? '1 number' : `${number} numbers`);
  if (faults.notFinite > 0) {
    return corrupt(
      `The model "${name}" is broken: ${count(faults.notFinite)} among its weights are no finite numbers, so whatever it says is worthless.`,
    );
  }
  if (faults.denormal > 0) {
    return corrupt(
      `The model "${name}" would be slow: ${count(faults.denormal)} among its weights are so small (denormal) that processors of Intel compute them 10 to 20 times slower.`,
      OWN_MODEL,
    );
  }
  return succeed(bytes);
}

async function openSession(
  name: string,
  bytes: Uint8Array,
  wishes: SessionWishes,
): Promise<Result<LoadedModel>> {
  try {
    const session = await InferenceSession.create(bytes, sessionOptions(wishes));
    return succeed(new SessionModel(name, session));
  } catch (error) {
    const { provider = 'cpu' } = wishes;
    return provider === 'cpu' ? cannotLoad(name, error) : providerFailed(provider, reasonOf(error));
  }
}

function cannotLoad(name: string, error: unknown): Result<never> {
  const reason = reasonOf(error);
  return corrupt(`The model "${name}" cannot be loaded (${reason}).`);
}

class SessionModel implements LoadedModel {
  readonly name: string;
  readonly session: InferenceSession;
  #disposal: Promise<void> | undefined;

  constructor(name: string, session: InferenceSession) {
    this.name = name;
    this.session = session;
  }

  dispose(): Promise<void> {
    this.#disposal ??= this.session.release();
    return this.#disposal;
  }
}

const missing = (sentence: string): Result<never> =>
  fail('model-missing', `${sentence} Faces cannot be recognised without it. ${REMEDY}`);
const corrupt = (sentence: string, advice = ''): Result<never> =>
  fail(
    'model-corrupt',
    [sentence, 'It is not used, so faces cannot be recognised.', advice, REMEDY]
      .filter((part) => part !== '')
      .join(' '),
  );
