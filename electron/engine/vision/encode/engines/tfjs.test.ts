import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { OnnxNode } from '../../../onnx/onnx-model.ts';
import { writeModel } from '../../../onnx/onnx-writer.ts';
import { openTestTfjs } from '../../tfjs/tfjs-fixture.ts';
import { loadEncoder } from '../encoder.ts';
import { loadTfjsNode } from '../../tfjs/load-tfjs-node.ts';
import { ENCODER_INPUT, ENCODER_OUTPUT } from './encoder-network.ts';
import { openOnTfjs } from './tfjs.ts';

const opened = await openTestTfjs();

/** An encoder whose graph is one node. */
function encoderOf(op: string): Uint8Array {
  const node: OnnxNode = {
    name: 'last',
    op,
    domain: '',
    inputs: [ENCODER_INPUT.name],
    outputs: [ENCODER_OUTPUT],
    attributes: {},
  };
  const input = { ...ENCODER_INPUT, type: 'float32' } as const;
  const output = { name: ENCODER_OUTPUT, type: 'float32', dims: ENCODER_INPUT.dims } as const;
  const graph = { name: op, nodes: [node], initializers: [], inputs: [input], outputs: [output] };
  return writeModel({ irVersion: 8, producer: 'test', opsets: { '': 17 }, graph });
}

describe.skipIf(opened === null)('an encoder that TensorFlow.js cannot run', () => {
  let assets = '';
  beforeEach(async () => {
    assets = await mkdtemp(join(tmpdir(), 'depthlock-tfjs-'));
    await mkdir(join(assets, 'models'));
  });
  afterEach(() => rm(assets, { recursive: true }));

  async function open(content: Uint8Array) {
    if (opened === null) throw new Error('TensorFlow.js is not installed.');
    const sha256 = createHash('sha256').update(content).digest('hex');
    const index = { models: { encoder: { file: 'encoder.onnx', sha256 } } };
    await writeFile(join(assets, 'models', 'models.json'), JSON.stringify(index));
    await writeFile(join(assets, 'models', 'encoder.onnx'), content);
    return openOnTfjs(opened.tf, assets, 'encoder');
  }

  it.each([
    [
      'names the operator that is not known',
      encoderOf('Einsum'),
      'node "last" (Einsum)',
      /nobody can be recognised.*Choose the engine/,
    ],
    [
      'says so of bytes that are no graph',
      Uint8Array.of(1, 2, 3),
      'protobuf',
      /faces cannot be recognised.*Reinstall Depthlock/,
    ],
  ])('%s', async (_, content, reason, remedy) => {
    const network = await open(content);
    if (network.ok) throw new Error('It was opened.');
    expect(network.problem.code).toBe('model-corrupt');
    expect(network.problem.message).toContain(reason);
    expect(network.problem.message).toMatch(remedy);
  });

  it('says that the file is missing', async () => {
    await open(encoderOf('Identity'));
    await rm(join(assets, 'models', 'encoder.onnx'));
    if (opened === null) return;
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
