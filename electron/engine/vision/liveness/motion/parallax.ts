import { EquationsOfSix } from '../../../geometry/least-squares.ts';
import type { Constellation, FacingLook } from './constellation.ts';

/** Coordinates in units of this many mm keep the system well conditioned. */
const UNIT_MM = 50;
const DAMPING = [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6];

/** How landmarks moved against each other between two looks, as sums over both coordinates of all of them, mm². */
export interface Parallax {
  /** What was seen times what a head would have shown. */
  readonly product: number;
  /** What a head would have shown, squared. */
  readonly square: number;
  /** Root mean square of what a head would have shown, mm. */
  readonly expectedMm: number;
}

/**
 * Measures parallax: what is left of the movement of landmarks when all that a sheet can do is taken out of it. A plane
 * that turns moves its points by a homography, which for the turns of a head is a quadratic polynomial of their place
 * but for terms of the third order (Hartley and Zisserman, "Multiple view geometry", chapter 13); a sheet bent one way
 * moves them by one too. A nose stands out and eyes lie back, and neither is quadratic. One pair at a time.
 */
export class ParallaxMeter {
  readonly #equations = new EquationsOfSix();

  /** Null where the landmarks do not determine the polynomial. */
  between(before: FacingLook, now: FacingLook): Parallax | null {
    let [product, square] = [0, 0];
    const count = before.seen.length / 2;
    for (const axis of [0, 1] as const) {
      const seen = this.#left(before.seen, now.seen, axis);
      const expected = this.#left(before.expected, now.expected, axis);
      if (seen === null || expected === null) return null;
      for (let i = 0; i < count; i++) {
        product += (seen[i] ?? 0) * (expected[i] ?? 0);
        square += (expected[i] ?? 0) ** 2;
      }
    }
    return { product, square, expectedMm: Math.sqrt(square / count) };
  }

  /** What the best quadratic polynomial leaves of one coordinate's movement, by point. */
  #left(before: Constellation, now: Constellation, axis: 0 | 1): Float64Array | null {
    const equations = this.#equations;
    equations.clear();
    for (let i = 0; i < before.length; i += 2) {
      const x = (before[i] ?? NaN) / UNIT_MM;
      const y = (before[i + 1] ?? NaN) / UNIT_MM;
      const moved = (now[i + axis] ?? NaN) - (before[i + axis] ?? NaN);
      equations.add(1, x, y, x * x, x * y, y * y, moved, 1);
    }
    const terms = equations.solve(DAMPING);
    if (terms === null) return null;
    return Float64Array.from({ length: before.length / 2 }, (_, i) => equations.miss(i, terms));
  }
}
