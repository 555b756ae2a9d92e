import { createHash } from 'node:crypto';
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModel } from './models.ts';
import { floatTensor, type OnnxModel } from '../onnx/onnx-model.ts';
import { writeModel } from '../onnx/onnx-writer.ts';

const ASSETS = fileURLToPath(new URL('../../../assets', import.meta.url));
const REMEDY = 'Reinstall Depthlock, or run `git checkout assets/models`.';

describe('loadModel', () => {
  let assets: string;
  const modelFile = (name: string) => join(assets, 'models', name);

  beforeEach(async () => {
    assets = await mkdtemp(join(tmpdir(), 'depthlock-models-'));
    await mkdir(join(assets, 'models'));
    for (const name of ['models.json', 'blazeface.onnx']) {
      await copyFile(join(ASSETS, 'models', name), modelFile(name));
    }
  });
  afterEach(() => rm(assets, { recursive: true }));

  it('opens a model whose hash is right, and releases it once', async () => {
    const model = await loadModel(assets, 'blazeface');
    if (!model.ok) throw new Error(model.problem.message);
    expect(model.value.session.inputNames).toEqual(['image']);
    expect(model.value.session.outputNames).toEqual(['regressors', 'scores']);
    await model.value.dispose();
    await model.value.dispose();
  });

  it('refuses a file of which one bit changed', async () => {
    const bytes = await readFile(modelFile('blazeface.onnx'));
    bytes.writeUInt8(bytes.readUInt8(1000) ^ 1, 1000);
    await writeFile(modelFile('blazeface.onnx'), bytes);
    await expectProblem('blazeface', 'model-corrupt');
  });

  it('refuses a file whose hash is right but which is no network', async () => {
    const sha256 = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    const index = { models: { empty: { file: 'empty.onnx', sha256, card: 'empty.json' } } };
    await writeFile(modelFile('models.json'), JSON.stringify(index));
    await writeFile(modelFile('empty.onnx'), '');
    await expectProblem('empty', 'model-corrupt');
  });

  it('says of a replaced file that it is not the one named, and how one’s own is listed', async () => {
    await writeFile(modelFile('blazeface.onnx'), writeModel(modelOf([1, 2])));
    const message = await expectProblem('blazeface', 'model-corrupt');
    expect(message).toMatch(
      /is not the one that models\.json names: .*SHA-256 begins with [0-9a-f]{8}, not with 41fff005.*renew-models/,
    );
  });

  it.each([
    ['no numbers', [1, NaN, 3], /is broken: 1 number among its weights/],
    ['infinite', [Infinity, -Infinity, NaN], /is broken: 3 numbers among its weights/],
    [
      'denormal',
      [1e-40, 2, -1e-45],
      /would be slow: 2 numbers.*10 to 20 times slower.*renew-models/,
    ],
  ])('refuses a listed model whose weights are %s', async (_, weights, sentence) => {
    await list(writeModel(modelOf(weights)));
    expect(await expectProblem('own', 'model-corrupt')).toMatch(sentence);
  });

  it('opens a listed model of one’s own whose weights are sound', async () => {
    await list(writeModel(modelOf([0, 2, 1.2e-38])));
    const model = await loadModel(assets, 'own');
    if (!model.ok) throw new Error(model.problem.message);
    await model.value.dispose();
  });

  it('does not read weights again that were checked when they were written', async () => {
    const bytes = writeModel(modelOf([1e-40, 2, 3]));
    await list(bytes, { weightsChecked: createHash('sha256').update(bytes).digest('hex') });
    const model = await loadModel(assets, 'own');
    if (!model.ok) throw new Error(model.problem.message);
    await model.value.dispose();
    await list(bytes, { weightsChecked: '0'.repeat(64) });
    await expectProblem('own', 'model-corrupt');
  });

  it('says that a file is missing', async () => {
    await rm(modelFile('blazeface.onnx'));
    await expectProblem('blazeface', 'model-missing');
  });

  it('says that a model is not listed, or the list is missing or damaged', async () => {
    await expectProblem('nonsense', 'model-missing');
    await writeFile(modelFile('models.json'), '{ "models": ');
    await expectProblem('blazeface', 'model-corrupt');
    await rm(modelFile('models.json'));
    await expectProblem('blazeface', 'model-missing');
  });

  it('does not follow a file name out of its folder', async () => {
    const entry = { file: '../secret.onnx', sha256: '0'.repeat(64), card: 'secret.json' };
    await writeFile(modelFile('models.json'), JSON.stringify({ models: { secret: entry } }));
    await expectProblem('secret', 'model-corrupt');
  });

  /** Puts a user's own model into the folder and lists it with its hash. */
  async function list(bytes: Uint8Array, more: Readonly<Record<string, string>> = {}) {
    const sha256 = createHash('sha256').update(bytes).digest('hex');
    const index = { models: { own: { file: 'own.onnx', sha256, card: 'own.json', ...more } } };
    await writeFile(modelFile('models.json'), JSON.stringify(index));
    await writeFile(modelFile('own.onnx'), bytes);
  }

  async function expectProblem(name: string, code: string): Promise<string> {
    const model = await loadModel(assets, name);
    expect(model).toMatchObject({ ok: false, problem: { code } });
    const message = model.ok ? '' : model.problem.message;
    expect(message.endsWith(REMEDY)).toBe(true);
    return message;
  }
});

/** A network that adds some weights to its input. */
function modelOf(weights: readonly number[]): OnnxModel {
  const value = { type: 'float32', dims: [weights.length] } as const;
  const inputs = ['x', 'w'];
  const add = { name: 'add', op: 'Add', domain: '', inputs, outputs: ['y'], attributes: {} };
  const graph = {
    name: 'own',
    nodes: [add],
    initializers: [floatTensor('w', value.dims, weights)],
    inputs: [{ name: 'x', ...value }],
    outputs: [{ name: 'y', ...value }],
  };
  return { irVersion: 8, producer: 'test', opsets: { '': 17 }, graph };
}
