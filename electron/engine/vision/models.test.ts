import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { loadModel } from './models.ts';

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

  async function expectProblem(name: string, code: string): Promise<void> {
    const model = await loadModel(assets, name);
    expect(model).toMatchObject({ ok: false, problem: { code } });
    if (!model.ok) expect(model.problem.message.endsWith(REMEDY)).toBe(true);
  }
});
