import { solveSymmetric } from './rigid.ts';

/** Six coefficients, the value, the weight. */
const STRIDE = 8;
const UNKNOWNS = 6;

/** Weighted linear equations in six unknowns, a x₀ + b x₁ + … + f x₅ = value, solved by least squares. */
export class EquationsOfSix {
  #numbers = new Float64Array(STRIDE * 1024);
  #used = 0;
  readonly #normal = new Float64Array(UNKNOWNS * UNKNOWNS);
  readonly #solution = new Float64Array(UNKNOWNS);

  get count(): number {
    return this.#used / STRIDE;
  }

  clear(): void {
    this.#used = 0;
  }

  /** @param weight not negative */
  add(
    a: number,
    b: number,
    c: number,
    d: number,
    e: number,
    f: number,
    value: number,
    weight: number,
  ): void {
    const k = this.#used;
    if (k === this.#numbers.length) this.#grow();
    const numbers = this.#numbers;
    numbers[k] = a;
    numbers[k + 1] = b;
    numbers[k + 2] = c;
    numbers[k + 3] = d;
    numbers[k + 4] = e;
    numbers[k + 5] = f;
    numbers[k + 6] = value;
    numbers[k + 7] = weight;
    this.#used = k + STRIDE;
  }

  /**
   * @param damping six weights that pull the unknowns to zero where the equations do not determine them
   * @returns x₀ to x₅, overwritten by the next solution; null if they remain undetermined
   */
  solve(damping: readonly number[]): Float64Array | null {
    this.#sumUp();
    for (let i = 0; i < UNKNOWNS; i++) {
      const k = (UNKNOWNS + 1) * i;
      this.#normal[k] = (this.#normal[k] ?? 0) + (damping[i] ?? 0);
    }
    return solveSymmetric(this.#normal, this.#solution) ? this.#solution : null;
  }

  /** Residual of an equation for a solution. */
  miss(equation: number, x: Float64Array): number {
    const numbers = this.#numbers;
    const k = STRIDE * equation;
    const sum =
      (numbers[k] ?? 0) * (x[0] ?? 0) +
      (numbers[k + 1] ?? 0) * (x[1] ?? 0) +
      (numbers[k + 2] ?? 0) * (x[2] ?? 0) +
      (numbers[k + 3] ?? 0) * (x[3] ?? 0) +
      (numbers[k + 4] ?? 0) * (x[4] ?? 0) +
      (numbers[k + 5] ?? 0) * (x[5] ?? 0);
    return (numbers[k + 6] ?? 0) - sum;
  }

  #grow(): void {
    const larger = new Float64Array(2 * this.#numbers.length);
    larger.set(this.#numbers);
    this.#numbers = larger;
  }

  /**
   * Normal equations: `bd` is the weighted sum of b · d, `ev` that of e · value. Sums in local variables take a quarter
   * of the time of sums in an array.
   */
  #sumUp(): void {
    const numbers = this.#numbers;
    let [aa, ba, bb, ca, cb, cc, da, db, dc, dd] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let [ea, eb, ec, ed, ee, fa, fb, fc, fd, fe, ff] = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    let [av, bv, cv, dv, ev, fv] = [0, 0, 0, 0, 0, 0];
    for (let k = 0; k < this.#used; k += STRIDE) {
      const a = numbers[k] ?? 0;
      const b = numbers[k + 1] ?? 0;
      const c = numbers[k + 2] ?? 0;
      const d = numbers[k + 3] ?? 0;
      const e = numbers[k + 4] ?? 0;
      const f = numbers[k + 5] ?? 0;
      const value = numbers[k + 6] ?? 0;
      const weight = numbers[k + 7] ?? 0;
      const wa = weight * a;
      aa += wa * a;
      av += wa * value;
      const wb = weight * b;
      ba += wb * a;
      bb += wb * b;
      bv += wb * value;
      const wc = weight * c;
      ca += wc * a;
      cb += wc * b;
      cc += wc * c;
      cv += wc * value;
      const wd = weight * d;
      da += wd * a;
      db += wd * b;
      dc += wd * c;
      dd += wd * d;
      dv += wd * value;
      const we = weight * e;
      ea += we * a;
      eb += we * b;
      ec += we * c;
      ed += we * d;
      ee += we * e;
      ev += we * value;
      const wf = weight * f;
      fa += wf * a;
      fb += wf * b;
      fc += wf * c;
      fd += wf * d;
      fe += wf * e;
      ff += wf * f;
      fv += wf * value;
    }
    // prettier-ignore
    this.#normal.set([
      aa, ba, ca, da, ea, fa,
      ba, bb, cb, db, eb, fb,
      ca, cb, cc, dc, ec, fc,
      da, db, dc, dd, ed, fd,
      ea, eb, ec, ed, ee, fe,
      fa, fb, fc, fd, fe, ff,
    ]);
    this.#solution.set([av, bv, cv, dv, ev, fv]);
  }
}
