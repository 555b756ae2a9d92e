import type { NotLiveReason } from '../../../contract/observation.ts';
import { EquationsOfSix } from '../../geometry/least-squares.ts';
import { isMiddle } from './middle-of-face.ts';
import type { ReliefCells } from './relief-cells.ts';

/** A sheet of the simple form fits the cells as well as this, root mean square, mm. */
const FITS_MM = 3;
/** A fold explains a sheet where its error is less than this share of a bend's: both fit a flat sheet. */
const CLEARLY_BETTER = 0.75;
/** A larger radius than this is flat, mm. */
const FLAT_RADIUS_MM = 350;
/** Eye sockets lie this much deeper against their surroundings than on a sheet that follows the mean head, mm. */
const SOCKET_MM = 2.5;
const UNIT_MM = 50;
const DAMPING = [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6];
const FOLD_ANGLES = 8;
const FOLD_PLACES_MM = [-36, -16, 0, 16, 36];
/** Forty folds are tried, on so few of the cells: a fold is a plain thing. */
const FOLD_EVERY = 4;
/** The eyes in the frame of the mean head, and how far sockets and their surroundings reach, mm. */
const EYE = { across: 32, down: -14 } as const;
const SOCKET = { half: 16, high: 9, around: 1.9 } as const;

/** Names what a relief that is no face looks like, by fits of simple sheets. One at a time. */
export class SheetFit {
  readonly #equations = new EquationsOfSix();

  explain(relief: ReliefCells): NotLiveReason {
    const bent = this.#fitBent(relief);
    const foldMm = this.#foldErrorMm(relief);
    const bentMm = bent?.errorMm ?? Infinity;
    if (foldMm < FITS_MM && foldMm < CLEARLY_BETTER * bentMm) return 'folded';
    if (bent !== null && bentMm < FITS_MM) {
      return bent.radiusMm > FLAT_RADIUS_MM ? 'flat' : 'bent';
    }
    return socketDepthMm(relief) < -SOCKET_MM ? 'no-eye-sockets' : 'not-a-face';
  }

  /** The quadric z = a + bx + cy + dx² + exy + fy²; null where it stays undetermined. */
  #fitBent(relief: ReliefCells): { readonly errorMm: number; readonly radiusMm: number } | null {
    const equations = this.#equations;
    equations.clear();
    forMiddle(relief, (across, down, z) => {
      const [u, v] = [across / UNIT_MM, down / UNIT_MM];
      equations.add(1, u, v, u * u, u * v, v * v, z, 1);
    });
    const terms = equations.solve(DAMPING);
    if (terms === null) return null;
    const [d = 0, e = 0, f = 0] = terms.subarray(3, 6);
    const steepest = Math.abs(d + f) / 2 + Math.hypot((d - f) / 2, e / 2);
    const radiusMm = UNIT_MM ** 2 / (2 * Math.max(1e-9, steepest));
    return { errorMm: errorOf(equations, terms), radiusMm };
  }

  /** How far the cells are from the best of two planes that meet in a line, root mean square, mm. */
  #foldErrorMm(relief: ReliefCells): number {
    const equations = this.#equations;
    let least = Infinity;
    for (let turn = 0; turn < FOLD_ANGLES; turn++) {
      const angle = (Math.PI * turn) / FOLD_ANGLES;
      const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
      for (const place of FOLD_PLACES_MM) {
        equations.clear();
        forMiddle(relief, (across, down, z, cell) => {
          if (cell % FOLD_EVERY !== 0) return;
          const side = Math.abs(cos * across + sin * (down - 10) - place) / UNIT_MM;
          equations.add(1, across / UNIT_MM, down / UNIT_MM, side, 0, 0, z, 1);
        });
        const terms = equations.solve(DAMPING);
        if (terms !== null) least = Math.min(least, errorOf(equations, terms));
      }
    }
    return least;
  }
}

function errorOf(equations: EquationsOfSix, terms: Float64Array): number {
  let square = 0;
  for (let i = 0; i < equations.count; i++) square += equations.miss(i, terms) ** 2;
  return Math.sqrt(square / Math.max(1, equations.count));
}

function forMiddle(
  { cells, counts, differences }: ReliefCells,
  visit: (across: number, down: number, z: number, cell: number) => void,
): void {
  cells.forEach(({ across, down, meanZ }, i) => {
    if ((counts[i] ?? 0) === 0 || !isMiddle(across, down)) return;
    visit(across, down, meanZ + (differences[i] ?? 0), i);
  });
}

/**
 * How much deeper the eye sockets lie against what surrounds them than those of the mean head, mm: about 0 on a face,
 * negative where they are filled. 0 where either was not measured.
 */
function socketDepthMm({ cells, counts, differences }: ReliefCells): number {
  const inside = { sum: 0, count: 0 };
  const around = { sum: 0, count: 0 };
  cells.forEach(({ across, down }, i) => {
    if ((counts[i] ?? 0) === 0) return;
    const reach = Math.hypot(
      (Math.abs(across) - EYE.across) / SOCKET.half,
      (down - EYE.down) / SOCKET.high,
    );
    const part = reach < 1 ? inside : reach < SOCKET.around ? around : null;
    if (part === null) return;
    part.sum += differences[i] ?? 0;
    part.count++;
  });
  if (inside.count === 0 || around.count === 0) return 0;
  return inside.sum / inside.count - around.sum / around.count;
}
