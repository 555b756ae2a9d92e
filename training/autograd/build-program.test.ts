import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthesis/people/random.ts';
import { adamState, adamStep } from './adam.ts';
import { buildProgram } from './build-program.ts';
import type { ProgramOptions, TrainingProgram } from './build-program.ts';
import { contrastiveLoss } from './losses/contrastive.ts';
import type { Network } from './network/network.ts';
import { openProgram } from './run-program-fixture.ts';

const BATCH = 8;
const SAME = pairs((i, j) => i !== j && i % 2 === j % 2);
const DIFFERENT = pairs((i, j) => i % 2 !== j % 2);

const network: Network = (build, x) => {
  const block = build.convolution(x, {
    name: 'first',
    filters: 8,
    kernel: 3,
    padding: 1,
    bias: false,
  });
  const maps = build.maxPool(build.relu(build.batchNorm(block, { name: 'norm' })), 2, 2);
  const second = build.prelu(build.depthwise(maps, { name: 'second', kernel: 3 }), {
    name: 'bend',
  });
  return build.unitLength(
    build.linear(build.globalAveragePool(second), { name: 'last', outputs: 4 }),
  );
};

const OPTIONS: ProgramOptions = {
  network,
  input: [2, 8, 8],
  batch: BATCH,
  loss: (context, output) => [
    { name: 'contrastive', weight: 2, value: contrastiveLoss(context, output, { margin: 1 }) },
  ],
  seed: 3,
};

function pairs(belongs: (i: number, j: number) => boolean): Float32Array {
  return Float32Array.from({ length: BATCH ** 2 }, (_, k) =>
    Number(belongs(Math.floor(k / BATCH), k % BATCH)),
  );
}

/** Two kinds of images: brighter in the first or in the second channel. */
function images(seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: BATCH * 2 * 64 }, (_, i) => {
    const [sample, channel] = [Math.floor(i / 128), Math.floor(i / 64) % 2];
    return random.normal() + (sample % 2 === channel ? 0.7 : 0);
  });
}

const feedsOf = (seed: number) => ({ input: images(seed), same: SAME, different: DIFFERENT });

describe('a gradient program', () => {
  it('says where everything lies', async () => {
    const program = await buildProgram(OPTIONS);
    expect(program.parameters.map(({ name }) => name)).toEqual([
      'first.weights',
      'norm.gain',
      'norm.offset',
      'second.weights',
      'second.bias',
      'bend.slopes',
      'last.weights',
      'last.bias',
    ]);
    expect(program.parameters.filter(({ decays }) => decays).map(({ name }) => name)).toEqual([
      'first.weights',
      'second.weights',
      'last.weights',
    ]);
    expect(program.parameterCount).toBe(program.initial.length);
    expect(program.losses).toEqual(['total', 'contrastive']);
    expect(program.feeds.map(({ name }) => name)).toEqual(['input', 'same', 'different']);
    const zerosThenOnes = Array.from({ length: 16 }, (_, i) => (i < 8 ? 0 : 1));
    expect([...program.statistics.initial]).toEqual(zerosThenOnes);
  });

  it('is the same for the same seed and another for another', async () => {
    const [first, again, other] = await Promise.all([
      buildProgram(OPTIONS),
      buildProgram(OPTIONS),
      buildProgram({ ...OPTIONS, seed: 4 }),
    ]);
    expect(again).toEqual(first);
    expect(other.initial).not.toEqual(first.initial);
  });

  it('trains: the loss falls', async () => {
    const program = await buildProgram(OPTIONS);
    const model = await openProgram(program);
    const parameters = program.initial.slice();
    const state = adamState(program.parameterCount);
    const totals: number[] = [];
    for (let step = 0; step < 60; step++) {
      const { gradient, losses } = await model.run({ parameters, ...feedsOf(step) });
      adamStep(parameters, gradient ?? parameters, state, program.parameters, 0.01);
      totals.push(losses?.[0] ?? Number.NaN);
    }
    await model.close();
    const mean = (values: number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
    expect(mean(totals.slice(-10))).toBeLessThan(0.5 * mean(totals.slice(0, 10)));
  });

  it('reports parts unweighted and their weighted sum as the total', async () => {
    const model = await openProgram(await buildProgram(OPTIONS));
    const { parameters, feeds } = {
      parameters: (await buildProgram(OPTIONS)).initial,
      feeds: feedsOf(1),
    };
    const { losses } = await model.run({ parameters, ...feeds });
    await model.close();
    expect(losses?.[0]).toBeCloseTo(2 * (losses?.[1] ?? Number.NaN), 6);
  });

  it("gives out the batch's mean and variance", async () => {
    const program = await buildProgram({
      ...OPTIONS,
      network: (build, x) =>
        build.unitLength(
          build.linear(build.batchNorm(x, { name: 'norm' }), { name: 'last', outputs: 2 }),
        ),
    });
    const model = await openProgram(program);
    const input = images(2);
    const { batchStatistics } = await model.run({
      parameters: program.initial,
      ...feedsOf(2),
    });
    await model.close();
    const channel = (c: number) => input.filter((_, i) => Math.floor(i / 64) % 2 === c);
    const moments = [channel(0), channel(1)].map((values) => {
      const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
      return [mean, values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length];
    });
    const expected = [0, 1].flatMap((moment) => moments.map((pair) => pair[moment] ?? Number.NaN));
    expected.forEach((value, i) => expect(batchStatistics?.[i]).toBeCloseTo(value, 4));
  });

  it('leaves frozen parameters out and gives the others the same gradient', async () => {
    const whole = await buildProgram(OPTIONS);
    const part = await buildProgram({ ...OPTIONS, frozen: (name) => name.startsWith('first') });
    expect(part.parameters.map(({ name }) => name)).not.toContain('first.weights');
    expect(part.constants.get('first.weights')).toEqual(
      parameterOf(whole, whole.initial, 'first.weights'),
    );
    const gradients = await Promise.all(
      [whole, part].map(async (program) => {
        const model = await openProgram(program);
        const { gradient } = await model.run({ parameters: program.initial, ...feedsOf(1) });
        await model.close();
        return parameterOf(program, gradient ?? new Float32Array(), 'second.weights');
      }),
    );
    gradients[0]?.forEach((value, i) => expect(gradients[1]?.[i]).toBeCloseTo(value, 5));
  });

  it('multiplies by a fed mask where the network drops samples', async () => {
    const program = await buildProgram({
      ...OPTIONS,
      network: (build, x) => network(build, build.dropout(x, { feed: 'kept', per: 'sample' })),
    });
    const model = await openProgram(program);
    const feeds = feedsOf(1);
    const kept = Float32Array.from({ length: BATCH }, (_, i) => Number(i !== 3));
    const masked = await model.run({ parameters: program.initial, ...feeds, kept });
    const blank = {
      ...feeds,
      input: feeds.input.map((v, i) => (Math.floor(i / 128) === 3 ? 0 : v)),
    };
    const zeroed = await model.run({
      parameters: program.initial,
      ...blank,
      kept: new Float32Array(BATCH).fill(1),
    });
    await model.close();
    expect(masked['losses']).toEqual(zeroed['losses']);
  });

  it('refuses to train nothing', async () => {
    const nothing = buildProgram({ ...OPTIONS, frozen: () => true });
    await expect(nothing).rejects.toThrow('no parameter left to train');
  });
});

function parameterOf(program: TrainingProgram, flat: Float32Array, name: string): Float32Array {
  const slice = program.parameters.find((parameter) => parameter.name === name);
  if (slice === undefined) throw new Error(`There is no parameter ${name}.`);
  return flat.slice(slice.offset, slice.offset + slice.size);
}
