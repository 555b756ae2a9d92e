import {
  DIFFERENCE_UNIT_MM,
  weightCount,
  type FaceReliefWeights,
} from '../../electron/engine/vision/liveness/face-relief.ts';
import { FACE_CELLS, mirroredCells } from '../../electron/engine/vision/liveness/relief-cells.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import type { ReliefSample } from './relief-samples.ts';

export interface FitOptions {
  readonly hidden: number;
  readonly epochs: number;
  readonly seed: number;
  /** Weight decay of Adam (decoupled), per step and learning rate. */
  readonly decay: number;
}

const BATCH = 64;
const LEARNING_RATE = 2e-3;
const [BETA_1, BETA_2, TINY] = [0.9, 0.99, 1e-8];
/** Share of samples that lose cells, so that holes say nothing, and of those the share that lose single ones. */
const HIDDEN = { share: 0.4, scattered: 0.25 } as const;
/** Alignment jitter along the axis of the face, mm. */
const AWAY_MM = 0.7;
/** Labels are softened so that no sample asks for infinite odds. */
const LABEL = { head: 0.99, sheet: 0.01 } as const;

/**
 * Fits the network by logistic regression with Adam (Kingma and Ba, 2015), heads and sheets with equal weight. Samples
 * are mirrored, lose cells and are moved a little at random. Deterministic.
 */
export function fitNetwork(
  samples: readonly ReliefSample[],
  { hidden, epochs, seed, decay }: FitOptions,
): FaceReliefWeights {
  const random = seededRandom(seed);
  const count = weightCount(hidden);
  const weights = new Float32Array(count);
  const biases = hidden * FACE_CELLS;
  for (let i = 0; i < biases; i++) weights[i] = random.normal() * Math.sqrt(2 / FACE_CELLS);
  for (let i = 0; i < hidden; i++) weights[biases + hidden + i] = random.normal() / Math.sqrt(hidden);
  const gradient = new Float64Array(count);
  const first = new Float64Array(count);
  const second = new Float64Array(count);
  const input = new Float32Array(FACE_CELLS);
  const active = new Float32Array(hidden);
  const mirror = mirroredCells();
  const heads = samples.filter(({ kind }) => kind === 'head');
  const sheets = samples.filter(({ kind }) => kind === 'sheet');
  const steps = Math.ceil((epochs * samples.length) / BATCH);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    for (let k = 0; k < BATCH; k++) {
      const from = k % 2 === 0 ? heads : sheets;
      const sample = from[random.below(from.length)];
      if (sample === undefined) throw new RangeError('There are no samples.');
      varied(sample.differences, mirror, random, input);
      let score = weights[biases + 2 * hidden] ?? 0;
      for (let unit = 0; unit < hidden; unit++) {
        let sum = weights[biases + unit] ?? 0;
        const row = unit * FACE_CELLS;
        for (let i = 0; i < FACE_CELLS; i++) sum += (weights[row + i] ?? 0) * (input[i] ?? 0);
        active[unit] = Math.max(0, sum);
        score += Math.max(0, sum) * (weights[biases + hidden + unit] ?? 0);
      }
      const error = (1 / (1 + Math.exp(-score)) - LABEL[sample.kind]) / BATCH;
      add(gradient, biases + 2 * hidden, error);
      for (let unit = 0; unit < hidden; unit++) {
        const value = active[unit] ?? 0;
        if (value === 0) continue;
        const back = error * (weights[biases + hidden + unit] ?? 0);
        add(gradient, biases + hidden + unit, error * value);
        add(gradient, biases + unit, back);
        const row = unit * FACE_CELLS;
        for (let i = 0; i < FACE_CELLS; i++) add(gradient, row + i, back * (input[i] ?? 0));
      }
    }
    const rate = LEARNING_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
    for (let i = 0; i < count; i++) {
      const slope = gradient[i] ?? 0;
      const mean = BETA_1 * (first[i] ?? 0) + (1 - BETA_1) * slope;
      const square = BETA_2 * (second[i] ?? 0) + (1 - BETA_2) * slope * slope;
      first[i] = mean;
      second[i] = square;
      const move = mean / (1 - BETA_1 ** step) / (Math.sqrt(square / (1 - BETA_2 ** step)) + TINY);
      const shrink = i < biases ? decay * (weights[i] ?? 0) : 0;
      weights[i] = (weights[i] ?? 0) - rate * (move + shrink);
    }
  }
  return { hidden, weights };
}

const add = (array: Float64Array, i: number, value: number): void => {
  array[i] = (array[i] ?? 0) + value;
};

/** A variation of a sample as the network's input. */
function varied(
  differences: Float32Array,
  mirror: Int16Array,
  random: Random,
  out: Float32Array,
): void {
  const isMirrored = random.chance(0.5);
  const away = AWAY_MM * random.normal();
  for (let i = 0; i < FACE_CELLS; i++) {
    const value = differences[isMirrored ? (mirror[i] ?? 0) : i] ?? NaN;
    out[i] = Number.isNaN(value) ? 0 : (value + away) / DIFFERENCE_UNIT_MM;
  }
  if (!random.chance(HIDDEN.share)) return;
  if (random.chance(HIDDEN.scattered)) {
    const share = random.range(0, 0.4);
    for (let i = 0; i < FACE_CELLS; i++) if (random.chance(share)) out[i] = 0;
    return;
  }
  // Cells are stored row by row: a stretch of them is a band across the face.
  const from = random.below(FACE_CELLS);
  out.fill(0, from, from + random.below(60));
}
