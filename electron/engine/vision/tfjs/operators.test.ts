/** Every operator of the TensorFlow.js runner gives what onnxruntime gives, at random shapes. */
import fc from 'fast-check';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { describe, expect, it } from 'vitest';
import {
  floatTensor,
  int,
  type OnnxModel,
  type OnnxNode,
  type OnnxTensor,
} from '../../onnx/onnx-model.ts';
import { writeModel } from '../../onnx/onnx-writer.ts';
import { planGraph, SUPPORTED_OPERATORS, type GraphValue } from './graph-runner.ts';
import { OPERATOR_CASES, type OperatorCase } from './operator-cases.ts';
import { openTestTfjs } from './tfjs-fixture.ts';
import type { Tfjs } from './tfjs.ts';

/** Relative to the larger of 1 and the value. */
const TOLERANCE = 1e-5;
/** Shapes and settings tried for each operator. */
const RUNS = 10;
const TRUTH_MAKERS = new Set([
  ...['Greater', 'GreaterOrEqual', 'Less', 'LessOrEqual', 'Equal'],
  ...['And', 'Or', 'Not'],
]);

type Values = Readonly<Record<string, GraphValue>>;

interface Built {
  readonly model: OnnxModel;
  readonly inputs: Values;
}

const isConstant = (input: GraphValue | OnnxTensor): input is OnnxTensor => 'type' in input;

/** The node of the case, with what it needs before and after it to get and give floats. */
function build(op: string, tried: OperatorCase): Built {
  const nodes: OnnxNode[] = [];
  const initializers: OnnxTensor[] = [floatTensor('zero', [], [0])];
  const inputs: Record<string, GraphValue> = {};
  const add = (kind: string, from: readonly string[], to: string[], attributes = {}): void => {
    nodes.push({
      name: `${to[0]}/${kind}`,
      op: kind,
      domain: '',
      inputs: from,
      outputs: to,
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
  if (tried.afterConvolution === true) {
    const channels = tried.inputs[0]?.dims[1] ?? 0;
    const unit = Float32Array.from({ length: channels ** 2 }, (_, i) =>
      i % (channels + 1) === 0 ? 1 : 0,
    );
    initializers.push(floatTensor('unit', [channels, channels, 1, 1], unit));
    add('Conv', ['x0', 'unit'], ['image']);
    names[0] = 'image';
  }
  for (const index of tried.truths ?? []) {
    add('Greater', [names[index] ?? '', 'zero'], [`truth${index}`]);
    names[index] = `truth${index}`;
  }
  const outputs = Array.from({ length: tried.outputs ?? 1 }, (_, i) => `y${i}`);
  if (TRUTH_MAKERS.has(op)) {
    add(op, names, ['truth'], tried.attributes);
    add('Cast', ['truth'], outputs, { to: int(1) });
  } else add(op, names, outputs, tried.attributes);
  const free = (name: string) => ({ name, type: 'float32' as const, dims: [] });
  const graph = {
    name: 'case',
    nodes,
    initializers,
    inputs: Object.entries(inputs).map(([name, { dims }]) => ({ ...free(name), dims })),
    outputs: outputs.map(free),
  };
  return { model: { irVersion: 8, producer: 'test', opsets: { '': 17 }, graph }, inputs };
}

async function runOnnxruntime({ model, inputs }: Built, expected: Values): Promise<Values> {
  // Declared with the shapes that TensorFlow.js gave: onnxruntime refuses them where it infers others.
  const outputs = model.graph.outputs.map((output) => ({
    ...output,
    dims: expected[output.name]?.dims ?? [],
  }));
  const bytes = writeModel({ ...model, graph: { ...model.graph, outputs } });
  const session = await InferenceSession.create(bytes, {
    intraOpNumThreads: 1,
    interOpNumThreads: 1,
    logSeverityLevel: 3,
  });
  const feeds = Object.entries(inputs).map(
    ([name, { data, dims }]) => [name, new Tensor('float32', data, dims)] as const,
  );
  const results = await session.run(Object.fromEntries(feeds));
  await session.release();
  return Object.fromEntries(
    Object.entries(results).map(([name, { dims, data }]) => {
      if (!(data instanceof Float32Array)) throw new Error(`${name} holds no floats.`);
      return [name, { dims, data }];
    }),
  );
}

async function runTfjs(tf: Tfjs, { model, inputs }: Built): Promise<Values> {
  const runner = planGraph(tf, model);
  try {
    await runner.run(inputs);
    // Once more: the first run uploads constants, the second finds them.
    return await runner.run(inputs);
  } finally {
    runner.dispose();
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
  expect(Object.keys(OPERATOR_CASES).sort()).toEqual([...SUPPORTED_OPERATORS].sort());
});

const opened = await openTestTfjs();

describe.skipIf(opened === null)(`operators on ${opened?.backend ?? 'TensorFlow.js'}`, () => {
  it.each(Object.entries(OPERATOR_CASES))('%s as on onnxruntime', async (op, cases) => {
    if (opened === null) return;
    const property = fc.asyncProperty(cases, async (tried) => {
      const built = build(op, tried);
      const found = await runTfjs(opened.tf, built);
      const expected = await runOnnxruntime(built, found);
      for (const [name, { dims, data }] of Object.entries(expected)) {
        expect(found[name]?.dims).toEqual(dims);
        expect(furthestApart(data, found[name]?.data ?? new Float32Array())).toBeLessThan(
          TOLERANCE,
        );
      }
    });
    await fc.assert(property, { seed: 20260814, numRuns: RUNS });
  });
});
