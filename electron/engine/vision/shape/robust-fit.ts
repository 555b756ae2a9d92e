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

/** Modes that are summed side by side: four independent sums keep a processor busy. */
const LANES = 4;

/**
 * Ridge fit of a relief, reweighted against outliers, by preconditioned steps θ ← θ + P (Bᵀ W (r − B θ) − S θ), which
 * converge because no weight exceeds twice that of the preconditioner. Cells that were not measured have no weight. One at a time.
 */
export class RobustFit {
  /** The modes of the relief that was fitted last. */
  readonly coefficients: Float64Array;
  readonly #modes: ShapeModes;
  /** Modes with as many more, all zero, as make whole lanes. */
  readonly #stride: number;
  readonly #basis: Float64Array;
  readonly #theta: Float64Array;
  readonly #pull: Float64Array;
  readonly #residuals: Float64Array;
  /** Cells that were measured, and their number. */
  readonly #known: Int32Array;
  #count = 0;

  constructor(modes: ShapeModes) {
    const { modes: count, cells, basis } = modes;
    const stride = LANES * Math.ceil(count / LANES);
    this.#modes = modes;
    this.#stride = stride;
    this.#basis = new Float64Array(cells.length * stride);
    for (let cell = 0; cell < cells.length; cell++) {
      this.#basis.set(basis.subarray(cell * count, (cell + 1) * count), cell * stride);
    }
    this.#theta = new Float64Array(stride);
    this.#pull = new Float64Array(stride);
    this.coefficients = this.#theta.subarray(0, count);
    this.#residuals = new Float64Array(cells.length);
    this.#known = new Int32Array(cells.length);
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
    for (let i = 0; i < this.#count; i++) {
      const row = (known[i] ?? 0) * stride;
      let [a, b, c, d] = [0, 0, 0, 0];
      for (let k = 0; k < stride; k += LANES) {
        a += (basis[row + k] ?? 0) * (theta[k] ?? 0);
        b += (basis[row + k + 1] ?? 0) * (theta[k + 1] ?? 0);
        c += (basis[row + k + 2] ?? 0) * (theta[k + 2] ?? 0);
        d += (basis[row + k + 3] ?? 0) * (theta[k + 3] ?? 0);
      }
      const error = (residuals[i] ?? 0) - (a + b + c + d);
      const scaled = error / ROBUST_MM;
      const weight = 1 / (1 + scaled * scaled);
      weights += weight;
      const force = weight * error;
      for (let k = 0; k < stride; k += LANES) {
        pull[k] = (pull[k] ?? 0) + (basis[row + k] ?? 0) * force;
        pull[k + 1] = (pull[k + 1] ?? 0) + (basis[row + k + 1] ?? 0) * force;
        pull[k + 2] = (pull[k + 2] ?? 0) + (basis[row + k + 2] ?? 0) * force;
        pull[k + 3] = (pull[k + 3] ?? 0) + (basis[row + k + 3] ?? 0) * force;
      }
    }
    return weights;
  }
}
