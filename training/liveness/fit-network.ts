import {
  DIFFERENCE_UNIT_MM,
  weightCount,
  type FaceReliefWeights,
} from '../../electron/engine/vision/liveness/face-relief.ts';
import {
  FACE_CELLS,
  mirroredCells,
  type FaceCell,
} from '../../electron/engine/vision/liveness/relief-cells.ts';
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
const LEARNING_RATE = 6e-3;
const [BETA_1, BETA_2, TINY] = [0.9, 0.99, 1e-8];
/** Share of samples that lose cells, so that holes say nothing, and of those the share that lose single ones. */
const HIDDEN = { share: 0.4, scattered: 0.25 } as const;
/** Alignment jitter along the axis of the face, mm. */
const AWAY_MM = 0.7;
/**
 * Share of samples that are blurred, and the most that a cell moves towards the mean of its four neighbours: pixels of a
 * Kinect v2 see about 1.6 pixels around themselves (Fankhauser et al. 2015), half a cell at 1.2 m, and rendered ones a
 * point.
 */
const BLUR = { share: 0.5, most: 0.5 } as const;
/** Cells whose middles are nearer than this share an edge, mm. */
const NEIGHBOUR_MM = 9;
/** Labels are softened so that no sample asks for infinite odds. */
const LABEL = { head: 0.99, sheet: 0.01 } as const;

/**
 * Fits the network by logistic regression with Adam (Kingma and Ba, 2015), heads and sheets with equal weight. Samples
 * are mirrored, blurred, lose cells and are moved a little at random. Deterministic.
 * @param cells of the mean head, as of `ReliefCells`
 */
export function fitNetwork(
  samples: readonly ReliefSample[],
  cells: readonly FaceCell[],
  { hidden, epochs, seed, decay }: FitOptions,
): FaceReliefWeights {
  const random = seededRandom(seed);
  const count = weightCount(hidden);
  const weights = new Float32Array(count);
  const biases = hidden * FACE_CELLS;
  for (let i = 0; i < biases; i++) weights[i] = random.normal() * Math.sqrt(2 / FACE_CELLS);
  for (let i = 0; i < hidden; i++)
    weights[biases + hidden + i] = random.normal() / Math.sqrt(hidden);
  const gradient = new Float64Array(count);
  const first = new Float64Array(count);
  const second = new Float64Array(count);
  const input = new Float32Array(FACE_CELLS);
  const active = new Float32Array(hidden);
  const variation = new Variation(cells);
  const heads = samples.filter(({ kind }) => kind === 'head');
  const sheets = samples.filter(({ kind }) => kind === 'sheet');
  const steps = Math.ceil((epochs * samples.length) / BATCH);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    for (let k = 0; k < BATCH; k++) {
      const from = k % 2 === 0 ? heads : sheets;
      const sample = from[random.below(from.length)];
      if (sample === undefined) throw new RangeError('There are no samples.');
      variation.write(sample.differences, random, input);
      let score = weights[biases + 2 * hidden] ?? 0;
      for (let unit = 0; unit < hidden; unit++) {
        let sum = weights[biases + unit] ?? 0;
        const row = unit * FACE_CELLS;
        for (let i = 0; i < FACE_CELLS; i++) sum += (weights[row + i] ?? 0) * (input[i] ?? 0);
        active[unit] = Math.max(0, sum);
        score += Math.max(0, sum) * (weights[biases + hidden + unit] ?? 0);
      }
      const error = (1 / (1 + Math.exp(-score)) - (k % 2 === 0 ? LABEL.head : LABEL.sheet)) / BATCH;
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

/** Varies samples at random: mirrors, blurs and moves them, and takes cells away. */
class Variation {
  readonly #mirror = mirroredCells();
  readonly #meanZ: Float32Array;
  readonly #neighbours: readonly (readonly number[])[];
  readonly #seen = new Float32Array(FACE_CELLS);

  constructor(cells: readonly FaceCell[]) {
    this.#meanZ = Float32Array.from(cells, ({ meanZ }) => meanZ);
    this.#neighbours = cells.map(({ across, down }) =>
      cells.flatMap((other, i) => {
        const apart = Math.hypot(other.across - across, other.down - down);
        return apart > 0 && apart < NEIGHBOUR_MM ? [i] : [];
      }),
    );
  }

  /** Writes a variation of a sample as the network's input. */
  write(differences: Float32Array, random: Random, out: Float32Array): void {
    const isMirrored = random.chance(0.5);
    const away = AWAY_MM * random.normal();
    const blur = random.chance(BLUR.share) ? random.range(0, BLUR.most) : 0;
    const seen = this.#seen;
    for (let i = 0; i < FACE_CELLS; i++) {
      const value = differences[isMirrored ? (this.#mirror[i] ?? 0) : i] ?? NaN;
      seen[i] = value + away;
    }
    for (let i = 0; i < FACE_CELLS; i++) {
      const value = seen[i] ?? NaN;
      out[i] = Number.isNaN(value) ? 0 : (value + blur * this.#above(i)) / DIFFERENCE_UNIT_MM;
    }
    if (random.chance(HIDDEN.share)) hide(random, out);
  }

  /** How much farther the neighbours of a cell lie than the cell itself, on average, mm. */
  #above(cell: number): number {
    const own = (this.#seen[cell] ?? 0) + (this.#meanZ[cell] ?? 0);
    let sum = 0;
    let count = 0;
    for (const i of this.#neighbours[cell] ?? []) {
      const difference = this.#seen[i] ?? NaN;
      if (Number.isNaN(difference)) continue;
      sum += difference + (this.#meanZ[i] ?? 0) - own;
      count++;
    }
    return count === 0 ? 0 : sum / count;
  }
}

function hide(random: Random, out: Float32Array): void {
  if (random.chance(HIDDEN.scattered)) {
    const share = random.range(0, 0.4);
    for (let i = 0; i < FACE_CELLS; i++) if (random.chance(share)) out[i] = 0;
    return;
  }
  // Cells are stored row by row: a stretch of them is a band across the face.
  const from = random.below(FACE_CELLS);
  out.fill(0, from, from + random.below(60));
}
