/** Every operator that can be written for TensorFlow.js gives there what onnxruntime gives, at random shapes. */
import fc from 'fast-check';
import { InferenceSession, Tensor } from '../../electron/engine/onnx/onnxruntime.ts';
import { describe, expect, it } from 'vitest';
import {
  int,
  int64Tensor,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../electron/engine/onnx/onnx-model.ts';
import { writeModel } from '../../electron/engine/onnx/onnx-writer.ts';
import type { Tfjs } from '../../electron/engine/vision/encode/engines/load-tfjs-node.ts';
import { openTestTfjs } from '../../electron/engine/vision/encode/engines/tfjs-fixture.ts';
import { OPERATOR_CASES, type GraphValue, type OperatorCase } from './operator-cases.ts';
import { OPERATORS } from './operators.ts';
import { openModel } from './open-model-fixture.ts';
import { toTfjs } from './to-tfjs.ts';

/** Relative to the larger of 1 and the value. */
const TOLERANCE = 1e-5;
/** Shapes and settings tried for each operator. */
const RUNS = 10;
const TRUTH_MAKERS = new Set(['Greater', 'Less']);

interface Built {
  readonly model: OnnxModel;
  readonly inputs: Readonly<Record<string, GraphValue>>;
}

const isConstant = (input: GraphValue | OnnxTensor): input is OnnxTensor => 'type' in input;

/** The node of the case, and what makes one row of floats of its answer: images come out in no order of ONNX's. */
function build(op: string, tried: OperatorCase): Built {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [int64Tensor('row', [1], [-1])];
  const inputs: Record<string, GraphValue> = {};
  const add = (kind: string, from: readonly string[], to: string, attributes = {}): void => {
    nodes.push({
      name: `${to}/${kind}`,
      op: kind,
      domain: '',
      inputs: from,
      outputs: [to],
      attributes,
    });
  };
  const names = tried.inputs.map((input, i) => {
    if (input === null) return '';
    const name = `x${i}`;
    if (isConstant(input)) initializers.push({ ...input, name });
    else inputs[name] = input;
    return name;
  });
  add(op, names, 'result', tried.attributes);
  if (TRUTH_MAKERS.has(op)) add('Cast', ['result'], 'floats', { to: int(1) });
  add('Reshape', [TRUTH_MAKERS.has(op) ? 'floats' : 'result', 'row'], 'y');
  const graph = {
    name: 'case',
    nodes,
    initializers,
    inputs: Object.entries(inputs).map(([name, { dims }]) => ({
      name,
      type: 'float32' as const,
      dims,
    })),
    outputs: [{ name: 'y', type: 'float32' as const, dims: ['numbers'] }],
  };
  return { model: { irVersion: 8, producer: 'test', opsets: { '': 17 }, graph }, inputs };
}

async function runOnnxruntime({ model, inputs }: Built): Promise<Float32Array> {
  const session = await InferenceSession.create(writeModel(model), {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const feeds = Object.entries(inputs).map(
    ([name, { data, dims }]) => [name, new Tensor('float32', data, dims)] as const,
  );
  const { y } = await session.run(Object.fromEntries(feeds));
  await session.release();
  if (!(y?.data instanceof Float32Array)) throw new Error('The answer is no floats.');
  return y.data;
}

async function runTfjs(tf: Tfjs, { model, inputs }: Built): Promise<Float32Array> {
  const opened = await openModel(tf, toTfjs(model));
  try {
    return await opened.run(inputs, 'y');
  } finally {
    opened.dispose();
  }
}

function furthestApart(expected: Float32Array, found: Float32Array): number {
  if (expected.length !== found.length) return Number.POSITIVE_INFINITY;
  return expected.reduce((furthest, value, i) => {
    const distance = Math.abs(value - (found[i] ?? Number.NaN)) / Math.max(1, Math.abs(value));
    return Number.isNaN(distance) ? Number.POSITIVE_INFINITY : Math.max(furthest, distance);
  }, 0);
}

it('has cases for every operator that is known', () => {
  expect(Object.keys(OPERATOR_CASES).sort()).toEqual(Object.keys(OPERATORS).sort());
});

const opened = await openTestTfjs();

describe.skipIf(opened === null)(`operators on ${opened?.backend ?? 'TensorFlow.js'}`, () => {
  it.each(Object.entries(OPERATOR_CASES))('%s as on onnxruntime', async (op, cases) => {
    if (opened === null) return;
    const property = fc.asyncProperty(cases, async (tried) => {
      const built = build(op, tried);
      const found = await runTfjs(opened.tf, built);
      expect(furthestApart(await runOnnxruntime(built), found)).toBeLessThan(TOLERANCE);
    });
    await fc.assert(property, { seed: 20260814, numRuns: RUNS });
  });
});
