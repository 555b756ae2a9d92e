import {
  EYE_CROP,
  EYE_PIXELS,
  normaliseEye,
} from '../../electron/engine/vision/attention/eye-crop.ts';
import { describeEye, EYE_FEATURES } from '../../electron/engine/vision/attention/eye-features.ts';
import {
  EYE_INPUTS,
  eyeWeightCount,
  type EyeNetworkWeights,
} from '../../electron/engine/vision/attention/eye-network.ts';
import { writeEyeView } from '../../electron/engine/vision/attention/eye-view.ts';
import { seededRandom, type Random } from '../synthesis/people/random.ts';
import { MARGIN, STORED, type EyeSample } from './eye-samples.ts';

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
/** Openings of the lids, as shares of the person's at rest: closed up to the first, open from the second. */
export const OPENNESS = { closed: 0.15, open: 0.5 } as const;
/** Gaze at the camera up to the first, aside from the second, degrees. */
export const GAZE = { towards: 10, aside: 20 } as const;
/** Labels are softened so that no sample asks for infinite odds; photographs are labelled by nobody. */
const SOFTNESS = 0.01;
/** Turn of the head and opening of the lids as a camera measures them, standard deviations. */
const VIEW_NOISE = { degrees: 3, openingMm: 0.6 } as const;

/**
 * Fits the network to single eyes by logistic regression of both outputs with Adam (Kingma and Ba, 2015). Samples are
 * moved, shaded, blurred and made noisy at random. Deterministic.
 */
export function fitEyes(
  samples: readonly EyeSample[],
  { hidden, epochs, seed, decay }: FitOptions,
): EyeNetworkWeights {
  const random = seededRandom(seed);
  const count = eyeWeightCount(hidden);
  const weights = new Float32Array(count);
  const biases = hidden * EYE_INPUTS;
  const outputs = biases + hidden;
  for (let i = 0; i < biases; i++) weights[i] = random.normal() * Math.sqrt(1 / EYE_INPUTS);
  for (let i = outputs; i < outputs + 2 * hidden; i++) {
    weights[i] = random.normal() / Math.sqrt(hidden);
  }
  const gradient = new Float32Array(count);
  const first = new Float32Array(count);
  const second = new Float32Array(count);
  const active = new Float32Array(hidden);
  const input = new Float32Array(EYE_INPUTS);
  const groups = balanced(samples);
  const steps = Math.ceil((epochs * samples.length) / BATCH);
  for (let step = 1; step <= steps; step++) {
    gradient.fill(0);
    for (let k = 0; k < BATCH; k++) {
      const group = groups[k % groups.length] ?? [];
      const sample = group[random.below(group.length)];
      if (sample === undefined || !vary(sample, random, input)) continue;
      const scores = [weights[outputs + 2 * hidden] ?? 0, weights[outputs + 2 * hidden + 1] ?? 0];
      for (let unit = 0; unit < hidden; unit++) {
        let sum = weights[biases + unit] ?? 0;
        const row = unit * EYE_INPUTS;
        for (let i = 0; i < EYE_INPUTS; i++) sum += (weights[row + i] ?? 0) * (input[i] ?? 0);
        active[unit] = Math.max(0, sum);
        for (let o = 0; o < 2; o++) {
          scores[o] =
            (scores[o] ?? 0) + Math.max(0, sum) * (weights[outputs + o * hidden + unit] ?? 0);
        }
      }
      const errors = targetsOf(sample).map((target, o) =>
        Number.isNaN(target) ? 0 : (1 / (1 + Math.exp(-(scores[o] ?? 0))) - target) / BATCH,
      );
      const [closed = 0, aside = 0] = errors;
      add(gradient, outputs + 2 * hidden, closed);
      add(gradient, outputs + 2 * hidden + 1, aside);
      for (let unit = 0; unit < hidden; unit++) {
        const value = active[unit] ?? 0;
        if (value === 0) continue;
        const back =
          closed * (weights[outputs + unit] ?? 0) + aside * (weights[outputs + hidden + unit] ?? 0);
        add(gradient, outputs + unit, closed * value);
        add(gradient, outputs + hidden + unit, aside * value);
        add(gradient, biases + unit, back);
        const row = unit * EYE_INPUTS;
        for (let i = 0; i < EYE_INPUTS; i++) {
          gradient[row + i] = (gradient[row + i] ?? 0) + back * (input[i] ?? 0);
        }
      }
    }
    const rate = LEARNING_RATE * 0.5 * (1 + Math.cos((Math.PI * step) / steps));
    const [bias1, bias2] = [1 - BETA_1 ** step, 1 - BETA_2 ** step];
    for (let i = 0; i < count; i++) {
      const slope = gradient[i] ?? 0;
      const mean = BETA_1 * (first[i] ?? 0) + (1 - BETA_1) * slope;
      const square = BETA_2 * (second[i] ?? 0) + (1 - BETA_2) * slope * slope;
      first[i] = mean;
      second[i] = square;
      const move = mean / bias1 / (Math.sqrt(square / bias2) + TINY);
      const shrink = i < biases ? decay * (weights[i] ?? 0) : 0;
      weights[i] = (weights[i] ?? 0) - rate * (move + shrink);
    }
  }
  return { hidden, weights };
}

/** As many closed eyes, eyes that look aside and all others in a batch. */
function balanced(samples: readonly EyeSample[]): readonly (readonly EyeSample[])[] {
  const closed = samples.filter(({ openness }) => openness <= OPENNESS.closed);
  const aside = samples.filter(({ gazeDegrees }) => gazeDegrees >= GAZE.aside);
  const others = samples.filter(
    ({ openness, gazeDegrees }) => openness > OPENNESS.closed && !(gazeDegrees >= GAZE.aside),
  );
  return [closed, others, aside, closed, others].filter((group) => group.length > 0);
}

/** Probabilities that the eye is closed, and that it looks aside; NaN where nobody can say. */
function targetsOf({ openness, gazeDegrees }: EyeSample): readonly [number, number] {
  const closed = 1 - share(openness, OPENNESS.closed, OPENNESS.open);
  const aside = openness < OPENNESS.open ? NaN : share(gazeDegrees, GAZE.towards, GAZE.aside);
  const soften = (target: number) => SOFTNESS + (1 - 2 * SOFTNESS) * target;
  return [soften(closed), soften(aside)];
}

const share = (value: number, from: number, to: number): number =>
  Math.max(0, Math.min(1, (value - from) / (to - from)));

const eye = new Float32Array(EYE_PIXELS);

/** Writes a variation of an eye as the network's input; false where it is not seen. */
function vary({ pixels, view }: EyeSample, random: Random, out: Float32Array): boolean {
  const right = random.chance(0.3) ? 0 : random.below(2 * 3 + 1) - 3;
  const down = random.chance(0.3) ? 0 : random.below(2 * 2 + 1) - 2;
  cutEye(pixels, right, down, eye);
  if (random.chance(0.3)) blurEye(eye, random.range(0, 0.5));
  if (!normaliseEye(eye)) return false;
  const noise = random.range(0, 0.3) * random.unit();
  const [sx, sy] = [0.04 * random.normal(), 0.04 * random.normal()];
  const contrast = Math.exp(0.15 * random.normal());
  const { width, height } = EYE_CROP;
  for (let i = 0; i < EYE_PIXELS; i++) {
    const row = Math.floor(i / width);
    const shade = sx * (i - row * width - width / 2) + sy * (row - height / 2);
    // The sum of two uniform numbers is near enough to normal.
    const grain = 2.4 * noise * (random.unit() + random.unit() - 1);
    eye[i] = contrast * (eye[i] ?? 0) + shade + grain;
  }
  if (random.chance(0.15)) hide(random, eye);
  describeEye(eye, out);
  writeEyeView(
    {
      yaw: view.yaw + VIEW_NOISE.degrees * random.normal(),
      pitch: view.pitch + VIEW_NOISE.degrees * random.normal(),
      openingMm: view.openingMm + VIEW_NOISE.openingMm * random.normal(),
      pixelsPerMm: view.pixelsPerMm,
    },
    out,
    EYE_FEATURES,
  );
  return true;
}

/** Copies the engine's crop out of a stored one, moved by whole cells. */
export function cutEye(pixels: Float32Array, right: number, down: number, out: Float32Array): void {
  for (let row = 0; row < EYE_CROP.height; row++) {
    const from = (row + MARGIN.down + down) * STORED.columns + MARGIN.across + right;
    out.set(pixels.subarray(from, from + EYE_CROP.width), row * EYE_CROP.width);
  }
}

/** Mixes each cell with the mean of its four neighbours. */
function blurEye(eye: Float32Array, mix: number): void {
  const { width, height } = EYE_CROP;
  const before = eye.slice();
  for (let row = 1; row + 1 < height; row++) {
    for (let i = row * width + 1; i < (row + 1) * width - 1; i++) {
      const around =
        ((before[i - 1] ?? NaN) +
          (before[i + 1] ?? NaN) +
          (before[i - width] ?? NaN) +
          (before[i + width] ?? NaN)) /
        4;
      if (!Number.isNaN(around)) eye[i] = (1 - mix) * (before[i] ?? NaN) + mix * around;
    }
  }
}

/** A reflection, a lock of hair: a rectangle of one brightness. */
function hide(random: Random, eye: Float32Array): void {
  const { width, height } = EYE_CROP;
  const [x, y] = [random.below(width), random.below(height)];
  const [wide, high] = [2 + random.below(8), 2 + random.below(6)];
  const grey = 2 * random.normal();
  for (let row = y; row < Math.min(height, y + high); row++) {
    eye.fill(grey, row * width + x, row * width + Math.min(width, x + wide));
  }
}

const add = (array: Float32Array, i: number, value: number): void => {
  array[i] = (array[i] ?? 0) + value;
};
