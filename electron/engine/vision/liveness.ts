import type { LivenessVerdict } from '../../contract/observation.ts';
import type { FaceSurface } from './face-surface.ts';
import { solveSymmetric, type RigidTransform } from '../geometry/rigid.ts';

/** The part of the face that is looked at, half axes in mm: brows to mouth, cheek to cheek. */
const HALF_WIDTH_MM = 52;
const HALF_HEIGHT_MM = 65;
const FEWEST_POINTS = 150;
/**
 * A face stands out of the best bent sheet by more than this, a print does not, root mean square, mm.
 * `pipeline.test.ts` holds it between the virtual people and their photos.
 */
const FLAT_RELIEF_MM = 2;
/** Terms of the bent sheet z = a + bx + cy + dx² + exy + fy². */
const TERMS = 6;

/**
 * Tells a flat or bent sheet from a face by shape alone: fits a quadric to the middle of the face and measures
 * what is left over. Paper can be bent but not into a nose; a quadric covers every sheet bent one way.
 */
export function assessRelief(surface: FaceSurface, toHead: RigidTransform): LivenessVerdict {
  const reliefMm = reliefOverSheet(surface, toHead);
  if (reliefMm === null) return { kind: 'undecided' };
  return reliefMm < FLAT_RELIEF_MM ? { kind: 'flat', reliefMm } : { kind: 'live' };
}

/** Root mean square distance of the middle of a face from the best bent sheet, mm; null with too few points. */
function reliefOverSheet(surface: FaceSurface, toHead: RigidTransform): number | null {
  const samples = faceSamples(surface, toHead);
  return samples.length < 3 * FEWEST_POINTS ? null : quadricResidual(samples);
}

/** Points of the surface in the middle of the face, in the frame of the mean head. */
function faceSamples(surface: FaceSurface, { rotation: r, translation: t }: RigidTransform) {
  const samples: number[] = [];
  for (let i = 0; i < surface.width * surface.height; i++) {
    const x = surface.points[3 * i] ?? 0;
    const y = surface.points[3 * i + 1] ?? 0;
    const z = surface.points[3 * i + 2] ?? 0;
    if (z === 0) continue;
    const u = r[0] * x + r[1] * y + r[2] * z + t[0];
    const v = r[3] * x + r[4] * y + r[5] * z + t[1];
    if ((u / HALF_WIDTH_MM) ** 2 + ((v - 10) / HALF_HEIGHT_MM) ** 2 > 1) continue;
    samples.push(u, v, r[6] * x + r[7] * y + r[8] * z + t[2]);
  }
  return samples;
}

function quadricResidual(samples: readonly number[]): number | null {
  const normal = new Float64Array(TERMS * TERMS);
  const right = new Float64Array(TERMS);
  const basis = new Float64Array(TERMS);
  for (let k = 0; k < samples.length; k += 3) {
    const z = samples[k + 2] ?? 0;
    quadricBasis(samples[k] ?? 0, samples[k + 1] ?? 0, basis);
    for (let i = 0; i < TERMS; i++) {
      right[i] = (right[i] ?? 0) + (basis[i] ?? 0) * z;
      for (let j = 0; j < TERMS; j++) {
        normal[TERMS * i + j] = (normal[TERMS * i + j] ?? 0) + (basis[i] ?? 0) * (basis[j] ?? 0);
      }
    }
  }
  for (let i = 0; i < TERMS; i++) normal[(TERMS + 1) * i] = (normal[(TERMS + 1) * i] ?? 0) + 1e-6;
  if (!solveSymmetric(normal, right)) return null;
  let square = 0;
  for (let k = 0; k < samples.length; k += 3) {
    quadricBasis(samples[k] ?? 0, samples[k + 1] ?? 0, basis);
    const fitted = basis.reduce((sum, term, i) => sum + term * (right[i] ?? 0), 0);
    // Flying pixels must not make a sheet look like a face.
    const error = Math.min(15, Math.abs((samples[k + 2] ?? 0) - fitted));
    square += error * error;
  }
  return Math.sqrt((3 * square) / samples.length);
}

/** Coordinates in units of 50 mm keep the system well conditioned. */
function quadricBasis(x: number, y: number, out: Float64Array): void {
  const u = x / 50;
  const v = y / 50;
  out[0] = 1;
  out[1] = u;
  out[2] = v;
  out[3] = u * u;
  out[4] = u * v;
  out[5] = v * v;
}
