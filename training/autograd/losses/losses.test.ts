import { describe, expect, it } from 'vitest';
import { buildProgram } from '../build-program.ts';
import { checkGradient } from '../check-gradient.ts';
import { unitLength } from '../operations/unit-length.ts';
import { seededRandom } from '../../synthesis/people/random.ts';
import { openProgram } from '../run-program-fixture.ts';
import type { Tape } from '../tape.ts';
import type { Tensor } from '../tensor.ts';
import { classificationLoss } from './classification.ts';
import { contrastiveLoss } from './contrastive.ts';
import { distillationLoss } from './distillation.ts';
import type { Loss, LossContext } from './loss.ts';
import { regressionLoss } from './regression.ts';

const BATCH = 6;
const NUMBERS = 4;
type Numbers = readonly number[];

/** Three people, two pictures each. */
const PERSON = [0, 0, 1, 1, 2, 2];
const SAME = pairs((i, j) => i !== j && PERSON[i] === PERSON[j]);
const DIFFERENT = pairs((i, j) => PERSON[i] !== PERSON[j]);

function pairs(belongs: (i: number, j: number) => boolean): number[] {
  return Array.from({ length: BATCH * BATCH }, (_, k) =>
    Number(belongs(Math.floor(k / BATCH), k % BATCH)),
  );
}

function randomNumbers(count: number, seed: number): Float32Array {
  const random = seededRandom(seed);
  return Float32Array.from({ length: count }, () => random.normal());
}

/** A context whose feeds are constants; the loss's own parameters are `parameter`. */
function contextOf(
  tape: Tape,
  feeds: Readonly<Record<string, Numbers>>,
  parameter?: Tensor,
): LossContext {
  return {
    tape,
    batch: BATCH,
    feed: (name, shape) => tape.emit.floats(shape, feeds[name] ?? []),
    parameter: () => {
      if (parameter === undefined) throw new Error('This loss has no parameters.');
      return parameter;
    },
    exposed: (name) => {
      throw new Error(`Nothing is exposed, ${name} neither.`);
    },
  };
}

/** Values of a loss for embeddings given as columns [numbers, batch]. */
async function valueOf(
  value: (context: LossContext, embeddings: Tensor) => Tensor,
  samples: Float32Array,
  feeds: Readonly<Record<string, Numbers>>,
): Promise<number> {
  const identity = Float32Array.from({ length: NUMBERS ** 2 }, (_, i) =>
    Number(i % (NUMBERS + 1) === 0),
  );
  const loss: Loss = (context, output) => [
    { name: 'value', weight: 1, value: value(context, output) },
  ];
  const program = await buildProgram({
    network: (build, x) =>
      build.unitLength(build.linear(x, { name: 'same', outputs: NUMBERS, bias: false })),
    input: [NUMBERS, 1, 1],
    batch: BATCH,
    loss,
    seed: 1,
    known: new Map([['same.weights', identity]]),
  });
  const model = await openProgram(program);
  const arrays = Object.entries(feeds).map(([name, list]) => [name, Float32Array.from(list)]);
  const { losses } = await model.run({
    parameters: program.initial,
    input: samples,
    ...(Object.fromEntries(arrays) as Record<string, Float32Array>),
  });
  await model.close();
  return losses?.[0] ?? Number.NaN;
}

/** Rows of unit length. */
function unitRows(samples: Float32Array): number[][] {
  return Array.from({ length: samples.length / NUMBERS }, (_, i) => {
    const row = [...samples.slice(i * NUMBERS, (i + 1) * NUMBERS)];
    const length = Math.hypot(...row);
    return row.map((value) => value / length);
  });
}

const distance = (a: Numbers, b: Numbers): number =>
  Math.hypot(...a.map((value, k) => value - (b[k] ?? 0)));
const dot = (a: Numbers, b: Numbers): number =>
  a.reduce((sum, value, k) => sum + value * (b[k] ?? 0), 0);
const mean = (values: Numbers): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

describe('contrastive loss', () => {
  const samples = randomNumbers(BATCH * NUMBERS, 5);
  const feeds = { same: SAME, different: DIFFERENT };

  it('is the mean of D² and of max(0, margin − D)²', async () => {
    const margin = 1.2;
    const value = await valueOf(
      (context, e) => contrastiveLoss(context, e, { margin }),
      samples,
      feeds,
    );
    const rows = unitRows(samples);
    const between = (belongs: Numbers) =>
      rows.flatMap((a, i) =>
        rows.flatMap((b, j) => (belongs[i * BATCH + j] ? [distance(a, b)] : [])),
      );
    const expected =
      mean(between(SAME).map((d) => d * d)) +
      mean(between(DIFFERENT).map((d) => Math.max(0, margin - d) ** 2));
    expect(value).toBeCloseTo(expected, 4);
  });

  it('counts close pairs of different people more when hardness asks for it', async () => {
    const loss = (hardness: number) =>
      valueOf((context, e) => contrastiveLoss(context, e, { margin: 1.5, hardness }), samples, {
        same: SAME.map(() => 0),
        different: DIFFERENT,
      });
    expect(await loss(5)).toBeGreaterThan(await loss(0));
  });

  it('is zero when no pair has weight', async () => {
    const none = SAME.map(() => 0);
    const value = await valueOf(
      (context, e) => contrastiveLoss(context, e, { margin: 1 }),
      samples,
      { same: none, different: none },
    );
    expect(value).toBe(0);
  });

  it('passes the gradient on', async () => {
    const { worst, length } = await checkGradient([[NUMBERS, BATCH]], (tape, x) =>
      contrastiveLoss(contextOf(tape, feeds), unitLength(tape, x), { margin: 1.5 }),
    );
    expect(length).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(1e-2);
  });
});

describe('distillation loss', () => {
  const students = randomNumbers(BATCH * NUMBERS, 6);
  const teacher = [...randomNumbers(BATCH * NUMBERS, 7)];
  const teacherWeight = [1, 0, 1, 2, 0, 1];

  it('is the weighted mean of 1 − cosine', async () => {
    const value = await valueOf(distillationLoss, students, { teacher, teacherWeight });
    const masters = unitRows(Float32Array.from(teacher));
    const cosines = unitRows(students).map((row, i) => dot(row, masters[i] ?? []));
    const total = teacherWeight.reduce((sum, weight) => sum + weight, 0);
    const expected =
      teacherWeight.reduce((sum, weight, i) => sum + weight * (1 - (cosines[i] ?? 0)), 0) / total;
    expect(value).toBeCloseTo(expected, 5);
  });

  it('passes the gradient on', async () => {
    const { worst, length } = await checkGradient([[NUMBERS, BATCH]], (tape, x) =>
      distillationLoss(contextOf(tape, { teacher, teacherWeight }), x),
    );
    expect(length).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(1e-2);
  });
});

describe('classification loss', () => {
  const label = [0, 2, 1, -1, 2, 1];
  const options = { classes: 3, margin: 0.35, scale: 4 };

  it('is the logarithm of the number of classes when all centres coincide and there is no margin', async () => {
    const value = await checkGradientValue(0);
    expect(value).toBeCloseTo(Math.log(3), 5);
  });

  it('a margin makes it harder', async () => {
    expect(await checkGradientValue(0.35)).toBeGreaterThan(Math.log(3));
  });

  it('passes the gradient on to embeddings and centres', async () => {
    const { worst, length } = await checkGradient(
      [
        [NUMBERS, BATCH],
        [3, NUMBERS],
      ],
      (tape, x, centres) =>
        classificationLoss(contextOf(tape, { label }, centres), unitLength(tape, x), options),
    );
    expect(length).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(1e-2);
  });

  function checkGradientValue(margin: number): Promise<number> {
    return valueOf(
      (context, e) => {
        const centres = context.tape.emit.floats(
          [3, NUMBERS],
          [1, 2, 3, 4, 1, 2, 3, 4, 1, 2, 3, 4],
        );
        return classificationLoss({ ...context, parameter: () => centres }, e, {
          ...options,
          margin,
        });
      },
      randomNumbers(BATCH * NUMBERS, 8),
      { label },
    );
  }
});

describe('regression loss', () => {
  const target = [...randomNumbers(BATCH * NUMBERS, 9)];

  it('is the mean squared length of what is missing', async () => {
    const samples = randomNumbers(BATCH * NUMBERS, 10);
    const value = await valueOf(regressionLoss, samples, { target });
    const missing = unitRows(samples)
      .flat()
      .map((x, i) => x - (target[i] ?? 0));
    expect(value).toBeCloseTo(dot(missing, missing) / BATCH, 4);
  });

  it('passes the gradient on', async () => {
    const { worst, length } = await checkGradient([[NUMBERS, BATCH]], (tape, x) =>
      regressionLoss(contextOf(tape, { target }), x),
    );
    expect(length).toBeGreaterThan(0.01);
    expect(worst).toBeLessThan(1e-2);
  });
});
