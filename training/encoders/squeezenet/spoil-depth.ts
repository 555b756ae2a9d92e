import { HOLE } from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Random } from '../../synthesis/people/random.ts';

/** Units of a relief in a millimetre. */
const PER_MM = 1 / 100;
/** Waves that a warp is made of. */
const WAVES = 6;

/** How far from the truth a relief is: everything in mm. */
export interface DepthSpoil {
  /** Left by alignment: standard deviations of a shift and of a tilt from one edge to the other. */
  readonly shiftMm: number;
  readonly tiltMm: number;
  /** Largest root mean square of a smooth warp; each picture has its own, from none to this. */
  readonly warpMm: number;
}

/**
 * Spoils a relief (`INPUT_SIZE`², 100 mm is 1) as an imperfect alignment and the errors of a real sensor would. Time of
 * flight is off by some millimetres that change slowly over a face, with how dark skin is and where light bounces
 * (Khoshelham and Elberink, 2012; Sarbolandi et al., 2015, section 5): waves of a third of the picture and longer.
 */
export function spoilDepth(depth: Float32Array, spoil: DepthSpoil, random: Random): void {
  const shift = PER_MM * spoil.shiftMm * random.normal();
  const across = (PER_MM * spoil.tiltMm * random.normal()) / INPUT_SIZE;
  const down = (PER_MM * spoil.tiltMm * random.normal()) / INPUT_SIZE;
  const warp = spoil.warpMm === 0 ? null : warpField(spoil.warpMm, random);
  for (let v = 0, i = 0; v < INPUT_SIZE; v++) {
    for (let u = 0; u < INPUT_SIZE; u++, i++) {
      const z = depth[i] ?? HOLE;
      if (z <= HOLE / 2) continue;
      const tilt = across * (u - INPUT_SIZE / 2) + down * (v - INPUT_SIZE / 2);
      depth[i] = z + shift + tilt + (warp?.[i] ?? 0);
    }
  }
}

/** A sum of waves of random direction, length and phase. */
function warpField(largestMm: number, random: Random): Float32Array {
  const rootMeanSquare = PER_MM * random.range(0, largestMm);
  // A wave of amplitude a has the mean square a² / 2.
  const amplitude = rootMeanSquare * Math.sqrt(2 / WAVES);
  const field = new Float32Array(INPUT_SIZE * INPUT_SIZE);
  for (let wave = 0; wave < WAVES; wave++) {
    const direction = random.range(0, 2 * Math.PI);
    const frequency = (2 * Math.PI) / (INPUT_SIZE * random.range(0.33, 1));
    const [fu, fv] = [frequency * Math.cos(direction), frequency * Math.sin(direction)];
    const phase = random.range(0, 2 * Math.PI);
    // sin(a + b) from sines and cosines of a and b: a table a side instead of a sine a pixel.
    const across = sinesAndCosines(fu, phase);
    const down = sinesAndCosines(fv, 0);
    for (let v = 0, i = 0; v < INPUT_SIZE; v++) {
      const sine = amplitude * (down.sines[v] ?? 0);
      const cosine = amplitude * (down.cosines[v] ?? 0);
      for (let u = 0; u < INPUT_SIZE; u++, i++) {
        field[i] =
          (field[i] ?? 0) + (across.sines[u] ?? 0) * cosine + (across.cosines[u] ?? 0) * sine;
      }
    }
  }
  return field;
}

function sinesAndCosines(frequency: number, phase: number) {
  const angles = Float32Array.from({ length: INPUT_SIZE }, (_, i) => frequency * i + phase);
  return { sines: angles.map(Math.sin), cosines: angles.map(Math.cos) };
}
