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
  /** modes × modes, (BᵀB + ridge)⁻¹. */
  readonly preconditioner: Float32Array;
}

/** Scale of the Cauchy weights against hair, glasses, hands and noise, mm. */
const ROBUST_MM = 1.5;
/** A cell this far from the mean head shows something else, mm. */
const LARGEST_MM = 24;
/** Steps from a start at rest; a trained model means the result after so many. */
const STEPS = 12;

/**
 * Ridge fit of a relief, reweighted against outliers, by preconditioned steps θ ← θ + P (Bᵀ W (r − B θ) − S θ), which
 * converge because no weight exceeds one. Cells that were not measured have no weight. One at a time.
 */
export class RobustFit {
  /** The modes of the relief that was fitted last. */
  readonly coefficients: Float64Array;
  readonly #modes: ShapeModes;
  readonly #residuals: Float64Array;
  /** Cells that were measured, and their number. */
  readonly #known: Int32Array;
  #count = 0;
  readonly #pull: Float64Array;

  constructor(modes: ShapeModes) {
    this.#modes = modes;
    this.coefficients = new Float64Array(modes.modes);
    this.#residuals = new Float64Array(modes.cells.length);
    this.#known = new Int32Array(modes.cells.length);
    this.#pull = new Float64Array(modes.modes);
  }

  /**
   * @param differences from the mean head by place of the pooled relief, mm
   * @param counts points measured there; 0 is unknown
   * @returns mean weight of all cells, 0 to 1: how much of the head was measured and fits
   */
  fit(differences: Float32Array, counts: ArrayLike<number>): number {
    this.#takeKnown(differences, counts);
    this.coefficients.fill(0);
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
    const { modes, basis, ridge, preconditioner } = this.#modes;
    const coefficients = this.coefficients;
    const pull = this.#pull;
    const known = this.#known;
    const residuals = this.#residuals;
    for (let k = 0; k < modes; k++) pull[k] = -(ridge[k] ?? 0) * (coefficients[k] ?? 0);
    let weights = 0;
    for (let i = 0; i < this.#count; i++) {
      const row = (known[i] ?? 0) * modes;
      let error = residuals[i] ?? 0;
      for (let k = 0; k < modes; k++) error -= (basis[row + k] ?? 0) * (coefficients[k] ?? 0);
      const weight = 1 / (1 + (error / ROBUST_MM) ** 2);
      weights += weight;
      error *= weight;
      for (let k = 0; k < modes; k++) pull[k] = (pull[k] ?? 0) + (basis[row + k] ?? 0) * error;
    }
    for (let k = 0; k < modes; k++) {
      let move = 0;
      const row = k * modes;
      for (let j = 0; j < modes; j++) move += (preconditioner[row + j] ?? 0) * (pull[j] ?? 0);
      coefficients[k] = (coefficients[k] ?? 0) + move;
    }
    return weights;
  }
}
