import { Randomizer } from '@saehrimnir/druidjs';
import { affinities, type Affinities } from './affinities.ts';
import { nearestNeighbours } from './nearest-neighbours.ts';
import { QuadTree, type Repulsion } from './quad-tree.ts';

export interface TsneOptions {
  /** Effective neighbours of each point, 2 or more; at most a third of the others. */
  readonly perplexity: number;
  /** 1 or more; the same seed gives the same map. */
  readonly seed: number;
  /** Default: 500. */
  readonly iterations?: number;
}

/** Cells that look smaller count as one point: between 0.2 and 0.8 maps look alike, and 0.5 takes twice as long. */
const THETA = 0.7;
const NEIGHBOURS_PER_PERPLEXITY = 3;
/** Groups gather first, while neighbours pull harder. */
const EXAGGERATION = 12;
const EXAGGERATED_SHARE = 0.25;
/** Of the iterations, in the progress: the rest is for finding neighbours. */
const ITERATIONS_SHARE = 0.75;
const LEAST_GAIN = 0.01;

/**
 * t-SNE by Barnes and Hut's approximation (van der Maaten, "Accelerating t-SNE using Tree-Based Algorithms", JMLR
 * 2014), with the learning rate of Belkina et al. (Nature Communications 2019). Our own, because DruidJS compares all
 * pairs in every step: a map of 1000 embeddings took it 43 s, and one of 5000 would take a quarter of an hour.
 * @param tell hears the share that is done, 0 to 1; false stops, and the answer is null
 * @returns x and y of each embedding in turn
 */
export function tsne(
  embeddings: readonly Float32Array[],
  { perplexity, seed, iterations = 500 }: TsneOptions,
  tell: (share: number) => boolean = () => true,
): Float64Array | null {
  const count = embeddings.length;
  const effective = Math.max(1, Math.min(perplexity, (count - 1) / NEIGHBOURS_PER_PERPLEXITY));
  const neighbours = nearestNeighbours(
    embeddings,
    Math.ceil(NEIGHBOURS_PER_PERPLEXITY * effective),
    (share) => tell(share * (1 - ITERATIONS_SHARE)),
  );
  if (neighbours === null) return null;
  const pull = affinities(neighbours, effective);
  const random = new Randomizer(seed);
  const places = Float64Array.from({ length: 2 * count }, () => random.gauss_random() * 1e-4);
  const descent = new Descent(places, pull);
  for (let i = 0; i < iterations; i++) {
    descent.step(i < EXAGGERATED_SHARE * iterations);
    if (!tell(1 - ITERATIONS_SHARE + (ITERATIONS_SHARE * (i + 1)) / iterations)) return null;
  }
  return places;
}

/** Gradient descent with momentum, and a gain of its own for each coordinate. */
class Descent {
  readonly #places: Float64Array;
  readonly #pull: Affinities;
  readonly #tree: QuadTree;
  readonly #gradient: Float64Array;
  readonly #pushes: Float64Array;
  readonly #steps: Float64Array;
  readonly #gains: Float64Array;
  readonly #rate: number;

  constructor(places: Float64Array, pull: Affinities) {
    this.#places = places;
    this.#pull = pull;
    this.#tree = new QuadTree(places.length / 2);
    this.#gradient = new Float64Array(places.length);
    this.#pushes = new Float64Array(places.length);
    this.#steps = new Float64Array(places.length);
    this.#gains = new Float64Array(places.length).fill(1);
    this.#rate = Math.max(50, places.length / 2 / EXAGGERATION) * 4;
  }

  step(isExaggerated: boolean): void {
    this.#findGradient(isExaggerated ? EXAGGERATION : 1);
    const [places, steps, gains, gradient] = [
      this.#places,
      this.#steps,
      this.#gains,
      this.#gradient,
    ];
    const momentum = isExaggerated ? 0.5 : 0.8;
    for (let i = 0; i < places.length; i++) {
      const [slope, before] = [gradient[i] ?? 0, steps[i] ?? 0];
      const gain = gains[i] ?? 1;
      // On the way down a step goes against the slope.
      const next = slope > 0 === before > 0 ? gain * 0.8 : gain + 0.2;
      gains[i] = Math.max(LEAST_GAIN, next);
      steps[i] = momentum * before - this.#rate * (gains[i] ?? 1) * slope;
      places[i] = (places[i] ?? 0) + (steps[i] ?? 0);
    }
    centre(places);
  }

  #findGradient(exaggeration: number): void {
    const [places, gradient, pushes] = [this.#places, this.#gradient, this.#pushes];
    const { starts, others, values } = this.#pull;
    this.#tree.build(places);
    const push: Repulsion = { x: 0, y: 0, weight: 0 };
    let total = 0;
    for (let i = 0; i < places.length; i += 2) {
      const [x, y] = [places[i] ?? 0, places[i + 1] ?? 0];
      this.#tree.repulsion(x, y, THETA, push);
      pushes[i] = push.x;
      pushes[i + 1] = push.y;
      total += push.weight;
      let [pullX, pullY] = [0, 0];
      const end = starts[i / 2 + 1] ?? 0;
      for (let k = starts[i / 2] ?? 0; k < end; k++) {
        const other = 2 * (others[k] ?? 0);
        const dx = x - (places[other] ?? 0);
        const dy = y - (places[other + 1] ?? 0);
        const force = (values[k] ?? 0) / (1 + dx * dx + dy * dy);
        pullX += force * dx;
        pullY += force * dy;
      }
      gradient[i] = exaggeration * pullX;
      gradient[i + 1] = exaggeration * pullY;
    }
    const share = 1 / Math.max(total, 1e-300);
    for (let i = 0; i < places.length; i++) {
      gradient[i] = (gradient[i] ?? 0) - (pushes[i] ?? 0) * share;
    }
  }
}

function centre(places: Float64Array): void {
  const count = places.length / 2;
  let [x, y] = [0, 0];
  for (let i = 0; i < places.length; i += 2) {
    x += places[i] ?? 0;
    y += places[i + 1] ?? 0;
  }
  for (let i = 0; i < places.length; i += 2) {
    places[i] = (places[i] ?? 0) - x / count;
    places[i + 1] = (places[i + 1] ?? 0) - y / count;
  }
}
