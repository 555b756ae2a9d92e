import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../synthesis/people/random.ts';
import { buildProgram } from '../build-program.ts';
import { exportInference, namedValues } from './export-inference.ts';
import type { Network } from './network.ts';
import { sumOfAll } from '../operations/reductions.ts';
import { slice } from '../operations/joining.ts';
import { openModel, openProgram } from '../run-program-fixture.ts';

const BATCH = 3;
const OUTPUTS = 5;

/** One layer of every kind. */
const network: Network = (build, x) => {
  const colour = build.channels(x, 0, 3);
  const depth = build.scale(build.channels(x, 3, 4), 0.5);
  const first = build.convolution(colour, {
    name: 'a',
    filters: 6,
    kernel: 3,
    padding: 1,
    stride: 2,
  });
  const colourMaps = build.relu(build.batchNorm(first, { name: 'a-norm' }));
  const plain = build.convolution(depth, {
    name: 'b',
    filters: 6,
    kernel: 2,
    stride: 2,
    bias: false,
  });
  const depthMaps = build.batchNorm(build.leakyRelu(plain, 0.1), { name: 'b-norm' });
  const joined = build.concat([
    build.dropout(colourMaps, { feed: 'kept', per: 'channel' }),
    depthMaps,
  ]);
  const bent = build.prelu(build.depthwise(joined, { name: 'c', kernel: 3, padding: 1 }), {
    name: 'c-bend',
  });
  const sum = build.add(bent, joined);
  const steep = build.prelu(build.crop(sum, 1), { name: 'd-bend' });
  const pooled = build.concat([build.maxPool(steep, 2, 2), build.averagePool(steep, 2, 2)]);
  const vector = build.flatten(build.depthwise(pooled, { name: 'e', kernel: 3 }));
  const both = build.concat([build.globalAveragePool(sum), vector]);
  return build.unitLength(
    build.linear(build.expose(both, 'both'), { name: 'f', outputs: OUTPUTS }),
  );
};

async function trainedProgram() {
  const program = await buildProgram({
    network,
    input: [4, 16, 16],
    batch: BATCH,
    seed: 1,
    // One loss for every number of the output, so that the test covers all of them.
    loss: (context, output) =>
      Array.from({ length: BATCH * OUTPUTS }, (_, i) => ({
        name: `number${i}`,
        weight: 1,
        value: sumOfAll(
          context.tape,
          slice(context.tape, output, [0, 1], [i % OUTPUTS, Math.floor(i / OUTPUTS)], [1, 1]),
        ),
      })),
  });
  const random = seededRandom(2);
  // Parameters away from their initial values: slopes of both signs and above 1, gains and offsets of any size.
  const parameters = program.initial.map((value) => value + 0.3 * random.normal());
  const steep = program.parameters.find(({ name }) => name === 'd-bend.slopes');
  if (steep) parameters[steep.offset] = 1.7;
  const input = Float32Array.from({ length: BATCH * 4 * 256 }, () => random.normal());
  return { program, parameters, input };
}

describe('the exported network', () => {
  it('agrees with the training graph when the statistics are those of the batch', async () => {
    const { program, parameters, input } = await trainedProgram();
    const training = await openProgram(program);
    const kept = new Float32Array(BATCH * 6).fill(1);
    const { losses, batchStatistics } = await training.run({ parameters, input, kept });
    await training.close();
    const statistics = batchStatistics ?? new Float32Array();
    const inference = await openModel(exportInference(network, program, parameters, statistics));
    for (let i = 0; i < BATCH; i++) {
      const { output } = await inference.run({ input: input.slice(i * 1024, (i + 1) * 1024) });
      const expected = losses?.slice(1 + i * OUTPUTS, 1 + (i + 1) * OUTPUTS);
      expect(output?.length).toBe(OUTPUTS);
      output?.forEach((value, k) => expect(value).toBeCloseTo(expected?.[k] ?? Number.NaN, 5));
    }
    await inference.close();
  });

  it('holds neither batch norm nor PRelu nor anything that no output needs', async () => {
    const { program, parameters } = await trainedProgram();
    const { graph } = exportInference(network, program, parameters, program.statistics.initial);
    const kinds = graph.nodes.map(({ op }) => op);
    expect(kinds).not.toContain('BatchNormalization');
    expect(kinds).not.toContain('PRelu');
    // Four convolutions of the network, and two for each of two PReLUs.
    expect(kinds.filter((op) => op === 'Conv')).toHaveLength(8);
    const used = new Set(graph.nodes.flatMap(({ inputs }) => inputs));
    expect(graph.initializers.filter(({ name }) => !used.has(name))).toEqual([]);
  });

  it('names every value, so that another program can start from it', async () => {
    const { program, parameters } = await trainedProgram();
    const values = namedValues(program, parameters, program.statistics.initial);
    const known = await buildProgram({
      network,
      input: program.input,
      batch: 1,
      seed: 9,
      known: values,
      loss: (context, output) => [
        { name: 'sum', weight: 1, value: sumOfAll(context.tape, output) },
      ],
    });
    expect(known.initial).toEqual(parameters);
  });

  it('refuses parameters of another network', async () => {
    const { program } = await trainedProgram();
    const { initial } = program.statistics;
    expect(() => exportInference(network, program, new Float32Array(3), initial)).toThrow(
      `3 values instead of ${program.parameterCount}.`,
    );
  });
});
