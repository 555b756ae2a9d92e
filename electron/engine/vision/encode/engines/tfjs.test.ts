import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openTestTfjs } from './tfjs-fixture.ts';
import { loadEncoder } from '../encoder.ts';
import { loadTfjsNode } from './load-tfjs-node.ts';
import { ENCODER_INPUT, ENCODER_OUTPUT } from './encoder-network.ts';
import { openOnTfjs } from './tfjs.ts';

const opened = await openTestTfjs();

/** The `model.json` of an encoder whose graph is one operation. */
function encoderOf(op: string): Uint8Array {
  const dim = ENCODER_INPUT.dims.map((size) => ({ size }));
  const attr = { dtype: { type: 'DT_FLOAT' }, shape: { shape: { dim } } };
  const node = [
    { name: ENCODER_INPUT.name, op: 'Placeholder', attr },
    { name: ENCODER_OUTPUT, op, input: [ENCODER_INPUT.name] },
  ];
  const weightsManifest = [{ paths: ['weights.bin'], weights: [] }];
  return Buffer.from(JSON.stringify({ modelTopology: { node, versions: {} }, weightsManifest }));
}

describe.skipIf(opened === null)('an encoder that TensorFlow.js cannot run', () => {
  let assets = '';
  beforeEach(async () => {
    assets = await mkdtemp(join(tmpdir(), 'depthlock-tfjs-'));
    await mkdir(join(assets, 'models', 'encoder-tfjs'), { recursive: true });
  });
  afterEach(() => rm(assets, { recursive: true }));

  async function open(content: Uint8Array) {
    if (opened === null) throw new Error('TensorFlow.js is not installed.');
    const write = async (name: string, bytes: Uint8Array) => {
      const file = `encoder-tfjs/${name}`;
      await writeFile(join(assets, 'models', file), bytes);
      return { file, sha256: createHash('sha256').update(bytes).digest('hex') };
    };
    const model = await write('model.json', content);
    const tfjs = { model, weights: await write('weights.bin', new Uint8Array()) };
    const entry = { file: 'encoder.onnx', sha256: '0'.repeat(64), tfjs };
    const index = { models: { encoder: entry } };
    await writeFile(join(assets, 'models', 'models.json'), JSON.stringify(index));
    return openOnTfjs(opened.tf, assets, 'encoder');
  }

  it.each([
    ['names the operation that is not known', encoderOf('FancyOperation'), 'FancyOperation'],
    ['says so of bytes that are no graph', Uint8Array.of(1, 2, 3), 'JSON'],
    ['says so of a file without weights', Buffer.from('{}'), 'weightsManifest'],
  ])('%s', async (_, content, reason) => {
    const network = await open(content);
    if (network.ok) throw new Error('It was opened.');
    expect(network.problem.code).toBe('model-corrupt');
    expect(network.problem.message).toContain(reason);
    expect(network.problem.message).toMatch(/nobody can be recognised.*Choose the engine/s);
  });

  it('names a file that is not the one that was written', async () => {
    if (opened === null) return;
    await open(encoderOf('Identity'));
    await writeFile(join(assets, 'models', 'encoder-tfjs', 'weights.bin'), 'other');
    const network = await openOnTfjs(opened.tf, assets, 'encoder');
    if (network.ok) throw new Error('It was opened.');
    expect(network.problem.code).toBe('model-corrupt');
    expect(network.problem.message).toContain('weights.bin');
    expect(network.problem.message).toMatch(/faces cannot be recognised.*Reinstall Depthlock/);
  });

  it.each([
    ['a file', (folder: string) => rm(join(folder, 'encoder-tfjs', 'model.json'))],
    [
      'the version for TensorFlow.js',
      (folder: string) => {
        const entry = { file: 'encoder.onnx', sha256: '0'.repeat(64) };
        return writeFile(
          join(folder, 'models.json'),
          JSON.stringify({ models: { encoder: entry } }),
        );
      },
    ],
  ])('says that %s is missing', async (_, take) => {
    if (opened === null) return;
    await open(encoderOf('Identity'));
    await take(join(assets, 'models'));
    expect(await openOnTfjs(opened.tf, assets, 'encoder')).toMatchObject({
      ok: false,
      problem: { code: 'model-missing' },
    });
  });
});

describe('loadEncoder with the engine tfjs-node', () => {
  it('loads where TensorFlow loads, and else says why it does not', async () => {
    const native = await loadTfjsNode();
    const assets = join(import.meta.dirname, '../../../../../assets');
    const encoder = await loadEncoder(assets, { engine: 'tfjs-node' });
    if (encoder.ok) await encoder.value.dispose();
    expect(encoder.ok ? null : encoder.problem).toEqual(native.ok ? null : native.problem);
  });
});
