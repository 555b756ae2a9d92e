import { facesCamera } from '../../../contract/head-pose.ts';
import type { NotLiveReason } from '../../../contract/observation.ts';
import type { FaceSurface } from '../head/face-surface.ts';
import type { MeanHead } from '../head/mean-head.ts';
import { EquationsOfSix } from '../../geometry/least-squares.ts';
import { anglesFromRotation } from '../../geometry/euler.ts';
import { transpose, type RigidTransform } from '../../geometry/rigid.ts';
import type { FaceRelief } from './face-relief.ts';
import { isMiddle } from './middle-of-face.ts';
import { ReliefCells } from './relief-cells.ts';
import type { RecentReason } from './recent-reason.ts';
import { SheetFit } from './sheet-fit.ts';

const FEWEST_POINTS = 150;
/** With less of the face measured than this nothing is said: holes hide what a relief is. */
export const LEAST_KNOWN = 0.5;
/**
 * A face differs from the best bent sheet by more than this, a print does not, root mean square, mm. `pipeline.test.ts`
 * holds it between the virtual people and their photos.
 */
const FLAT_RELIEF_MM = 2;
/** Limit on residuals: flying pixels must not make a sheet look like a face, mm. */
const LARGEST_ERROR_MM = 15;
/** Coordinates in units of this many mm keep the system well conditioned. */
const UNIT_MM = 50;
const DAMPING = [1e-6, 1e-6, 1e-6, 1e-6, 1e-6, 1e-6];

/** No single look says more than this for or against a face. */
export const LARGEST_LOG_ODDS = 6;

export const limitedLogOdds = (logOdds: number): number =>
  Math.max(-LARGEST_LOG_ODDS, Math.min(LARGEST_LOG_ODDS, logOdds));

/** A verdict on the relief alone, as of `LivenessVerdict`. */
export type ReliefVerdict =
  | { readonly kind: 'live'; readonly reliefMm: number; readonly logOdds: number }
  | {
      readonly kind: 'not-live';
      readonly reliefMm: number;
      readonly because: NotLiveReason;
      readonly logOdds: number;
    }
  | { readonly kind: 'undecided' };

/** Farther turned, a relief that the network refuses may be a face whose far side is hidden. */
const isTowardsCamera = ({ rotation }: RigidTransform): boolean =>
  facesCamera(anglesFromRotation(transpose(rotation)));

/**
 * Tells a face from everything a face can be printed on, by shape alone. The middle of the face has to differ from the
 * best quadric, which covers every sheet bent one way; and the whole relief has to look like a face to a network that
 * learnt it from rendered people and rendered sheets (`FaceRelief`). What fails is explained by fits of simple sheets; a
 * head turned far that the network refuses stays undecided.
 */
export class ReliefJudge {
  /** The bent sheet z = a + bx + cy + dx² + exy + fy², an equation a point. */
  readonly #sheet = new EquationsOfSix();
  readonly #cells: ReliefCells;
  readonly #network: FaceRelief;
  readonly #fit = new SheetFit();

  constructor(mean: MeanHead, network: FaceRelief) {
    this.#cells = new ReliefCells(mean);
    this.#network = network;
  }

  /**
   * @param toHead camera space → mean head
   * @param timeMs time of the frame
   * @param recent why the frames before in its stream were refused
   */
  assess(
    surface: FaceSurface,
    toHead: RigidTransform,
    timeMs: number,
    recent: RecentReason,
  ): ReliefVerdict {
    const known = this.#cells.measure(surface, toHead);
    const reliefMm = this.#reliefOverSheet(surface, toHead);
    if (reliefMm === null || known < LEAST_KNOWN) return { kind: 'undecided' };
    const isSheet = reliefMm < FLAT_RELIEF_MM;
    const score = this.#network.score(this.#cells.differences);
    // What is no number is no face.
    const logOdds = isSheet || Number.isNaN(score) ? -LARGEST_LOG_ODDS : limitedLogOdds(score);
    if (!isSheet && score >= this.#network.threshold) {
      recent.forget();
      return { kind: 'live', reliefMm, logOdds };
    }
    if (!isSheet && !isTowardsCamera(toHead)) return { kind: 'undecided' };
    const because = recent.at(timeMs, () => this.#fit.explain(this.#cells));
    return { kind: 'not-live', reliefMm, because, logOdds };
  }

  /** Root mean square distance of the middle of a face from the best bent sheet, mm; null with too few points. */
  #reliefOverSheet(surface: FaceSurface, toHead: RigidTransform): number | null {
    const sheet = this.#sheet;
    this.#takeMiddle(surface, toHead);
    if (sheet.count < FEWEST_POINTS) return null;
    const terms = sheet.solve(DAMPING);
    if (terms === null) return null;
    let square = 0;
    for (let i = 0; i < sheet.count; i++) {
      const error = Math.min(LARGEST_ERROR_MM, Math.abs(sheet.miss(i, terms)));
      square += error * error;
    }
    return Math.sqrt(square / sheet.count);
  }

  /** Takes the points of the surface in the middle of the face, in the frame of the mean head. */
  #takeMiddle(
    { width, height, points }: FaceSurface,
    { rotation, translation }: RigidTransform,
  ): void {
    const sheet = this.#sheet;
    const [xx, xy, xz, yx, yy, yz, zx, zy, zz] = rotation;
    const [tx, ty, tz] = translation;
    sheet.clear();
    for (let k = 0; k < 3 * width * height; k += 3) {
      const z = points[k + 2] ?? 0;
      if (z === 0) continue;
      const x = points[k] ?? 0;
      const y = points[k + 1] ?? 0;
      const across = xx * x + xy * y + xz * z + tx;
      const down = yx * x + yy * y + yz * z + ty;
      if (!isMiddle(across, down)) continue;
      const u = across / UNIT_MM;
      const v = down / UNIT_MM;
      sheet.add(1, u, v, u * u, u * v, v * v, zx * x + zy * y + zz * z + tz, 1);
    }
  }
}
