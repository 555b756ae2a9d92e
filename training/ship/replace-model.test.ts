import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { OnnxGraphBuilder } from '../../electron/engine/onnx/onnx-builder.ts';
import { readModelFile, readTfjsFiles } from '../../electron/engine/vision/models.ts';
import type { OnnxModel } from '../../electron/engine/onnx/onnx-model.ts';
import { replaceModel } from './replace-model.ts';

/** A network of one operator after a convolution. */
function networkOf(op: string): OnnxModel {
  const builder = new OnnxGraphBuilder('test');
  const kernel = builder.floats([2, 3, 1, 1], [1, 2, 3, -4, 5, 6]);
  const sum = builder.node('Conv', [builder.input('x', [1, 3, 2, 2]), kernel]);
  builder.output(builder.node('Flatten', [builder.node(op, [sum])]), [1, 8], 'y');
  return builder.build();
}

describe('replaceModel', () => {
  let assets = '';
  beforeEach(async () => {
    assets = await mkdtemp(join(tmpdir(), 'depthlock-replace-'));
    await mkdir(join(assets, 'models'));
  });
  afterEach(() => rm(assets, { recursive: true }));
  const replace = (stem: string, op: string) =>
    replaceModel(assets, stem, networkOf(op), { name: stem });
  const files = async () => (await readdir(join(assets, 'models'))).sort();

  it('writes an encoder for both engines, listed with their hashes', async () => {
    await replace('encoder-own', 'Relu');
    expect(await files()).toEqual([
      'encoder-own-tfjs',
      'encoder-own.json',
      'encoder-own.onnx',
      'models.json',
    ]);
    expect(await readModelFile(assets, 'encoder-own')).toMatchObject({ ok: true });
    expect(await readTfjsFiles(assets, 'encoder-own')).toMatchObject({ ok: true });
  });

  it('writes an encoder that TensorFlow.js would not run for onnxruntime alone, and says so', async () => {
    await replace('encoder-own', 'Relu');
    const line = await replace('encoder-own', 'Softplus');
    expect(line).toMatch(/cannot be written for TensorFlow\.js: .*\(Softplus\)/);
    expect(await readModelFile(assets, 'encoder-own')).toMatchObject({ ok: true });
    expect(await readTfjsFiles(assets, 'encoder-own')).toMatchObject({
      ok: false,
      problem: { code: 'model-missing' },
    });
  });

  it('writes what is no encoder for onnxruntime alone', async () => {
    await replace('head-pose', 'Relu');
    expect(await files()).toEqual(['head-pose.json', 'head-pose.onnx', 'models.json']);
    const index = await readFile(join(assets, 'models', 'models.json'), 'utf8');
    expect(index).not.toContain('tfjs');
  });
});
