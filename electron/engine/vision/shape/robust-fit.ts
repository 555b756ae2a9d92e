/** How heads differ, cell by cell: what `RobustFit` fits to a measured relief. */
export interface ShapeModes {
  /** Places in the pooled relief that are used. */
  readonly cells: Int32Array;
  readonly modes: number;
  /** The usual difference from the mean head at each cell, mm. */
  readonly usual: Float32Array;
  /** cells × modes, mm for one unit of a mode; modes have unit length. */
  readonly basis: Float32Array;
  /** modes numbers: expected noise over the expected size of a mode, squared. */
  readonly ridge: Float32Array;
  /** modes × modes, (BᵀB / 2 + ridge)⁻¹: exact for cells of weight ½. */
  readonly preconditioner: Float32Array;
}

/** Scale of the Cauchy weights against hair, glasses, hands and noise, mm. */
const ROBUST_MM = 1.5;
/** A cell this far from the mean head shows something else, mm. */
const LARGEST_MM = 24;
/** Steps from a start at rest; a trained model means the result after so many. */
const STEPS = 8;

/**
 * Ridge fit of a relief, reweighted against outliers, by preconditioned steps θ ← θ + P (Bᵀ W (r − B θ) − S θ), which
 * converge because no weight exceeds twice that of the preconditioner. Cells that were not measured have no weight. One at a time.
 */
export class RobustFit {
  /** The modes of the relief that was fitted last. */
  readonly coefficients: Float64Array;
  readonly #modes: ShapeModes;
  /** Modes, with one more that is zero where their number is odd. */
  readonly #stride: number;
  readonly #basis: Float64Array;
  readonly #theta: Float64Array;
  readonly #pull: Float64Array;
  readonly #residuals: Float64Array;
  /** Cells that were measured, and their number. */
  readonly #known: Int32Array;
  #count = 0;
  /** Whether a cell that fits whatever comes was added to make whole pairs. */
  #isPadded = false;

  constructor(modes: ShapeModes) {
    const { modes: count, cells, basis } = modes;
    const stride = 2 * Math.ceil(count / 2);
    this.#modes = modes;
    this.#stride = stride;
    // One cell more, which no mode moves.
    this.#basis = new Float64Array((cells.length + 1) * stride);
    for (let cell = 0; cell < cells.length; cell++) {
      this.#basis.set(basis.subarray(cell * count, (cell + 1) * count), cell * stride);
    }
    this.#theta = new Float64Array(stride);
    this.#pull = new Float64Array(stride);
    this.coefficients = this.#theta.subarray(0, count);
    this.#residuals = new Float64Array(cells.length + 1);
    this.#known = new Int32Array(cells.length + 1);
  }

  /**
   * @param differences from the mean head by place of the pooled relief, mm
   * @param counts points measured there; 0 is unknown
   * @returns mean weight of all cells, 0 to 1: how much of the head was measured and fits
   */
  fit(differences: Float32Array, counts: ArrayLike<number>): number {
    this.#takeKnown(differences, counts);
    this.#theta.fill(0);
    let weights = 0;
    for (let step = 0; step < STEPS; step++) weights = this.#step();
    return weights / this.#modes.cells.length;
  }

  #takeKnown(differences: Float32Array, counts: ArrayLike<number>): void {
    const { cells, usual } = this.#modes;
    let count = 0;
    for (let cell = 0; cell < cells.length; cell++) {
      const place = cells[cell] ?? 0;
      const difference = differences[place] ?? NaN;
      if ((counts[place] ?? 0) === 0 || !(Math.abs(difference) < LARGEST_MM)) continue;
      this.#known[count] = cell;
      this.#residuals[count] = difference - (usual[cell] ?? 0);
      count++;
    }
    this.#isPadded = count % 2 === 1;
    if (this.#isPadded) {
      this.#known[count] = cells.length;
      this.#residuals[count] = 0;
      count++;
    }
    this.#count = count;
  }

  /** @returns sum of weights before the step */
  #step(): number {
    const weights = this.#gatherPull();
    const { modes, preconditioner } = this.#modes;
    const theta = this.#theta;
    const pull = this.#pull;
    for (let k = 0; k < modes; k++) {
      let move = 0;
      const row = k * modes;
      for (let j = 0; j < modes; j++) move += (preconditioner[row + j] ?? 0) * (pull[j] ?? 0);
      theta[k] = (theta[k] ?? 0) + move;
    }
    return weights;
  }

  /** Writes Bᵀ W (r − B θ) − S θ. */
  #gatherPull(): number {
    const { modes, ridge } = this.#modes;
    const stride = this.#stride;
    const basis = this.#basis;
    const theta = this.#theta;
    const pull = this.#pull;
    const known = this.#known;
    const residuals = this.#residuals;
    for (let k = 0; k < modes; k++) pull[k] = -(ridge[k] ?? 0) * (theta[k] ?? 0);
    let weights = 0;
    // Cells go in pairs, so that half as much is read and written.
    for (let i = 0; i < this.#count; i += 2) {
      const row = (known[i] ?? 0) * stride;
      const next = (known[i + 1] ?? 0) * stride;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0; k < stride; k += 2) {
        const first = theta[k] ?? 0;
        const second = theta[k + 1] ?? 0;
        a += (basis[row + k] ?? 0) * first;
        b += (basis[row + k + 1] ?? 0) * second;
        c += (basis[next + k] ?? 0) * first;
        d += (basis[next + k + 1] ?? 0) * second;
      }
      const error = (residuals[i] ?? 0) - (a + b);
      const nextError = (residuals[i + 1] ?? 0) - (c + d);
      const weight = weightOf(error);
      const nextWeight = weightOf(nextError);
      weights += weight + nextWeight;
      const force = weight * error;
      const nextForce = nextWeight * nextError;
      for (let k = 0; k < stride; k += 2) {
        pull[k] =
          (pull[k] ?? 0) + (basis[row + k] ?? 0) * force + (basis[next + k] ?? 0) * nextForce;
        pull[k + 1] =
          (pull[k + 1] ?? 0) +
          (basis[row + k + 1] ?? 0) * force +
          (basis[next + k + 1] ?? 0) * nextForce;
      }
    }
    return this.#isPadded ? weights - 1 : weights;
  }
}

function weightOf(error: number): number {
  const scaled = error / ROBUST_MM;
  return 1 / (1 + scaled * scaled);
}
