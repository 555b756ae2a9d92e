import type { MeanHead } from '../head/mean-head.ts';
import { similarityToImage, type Similarity } from './template.ts';

/** The five points of the encoder's template among the 68 of the mean head. */
const FIVE = [[36, 37, 38, 39, 40, 41], [42, 43, 44, 45, 46, 47], [30], [48], [54]] as const;

/** From the template to the mean head seen from straight ahead, mm. */
export function templateOnMeanHead({ landmarks }: MeanHead): Similarity {
  const five = FIVE.map((group) => {
    const at = (k: number) =>
      group.reduce((sum, i) => sum + (landmarks[3 * i + k] ?? 0), 0) / group.length;
    return [at(0), at(1)] as const;
  });
  return similarityToImage(five);
}

/** Millimetres of a mean head's face in a pixel of the template, 1.75 or so. */
export function millimetresPerTemplatePixel(mean: MeanHead): number {
  const { a, b } = templateOnMeanHead(mean);
  return Math.hypot(a, b);
}

/** The five points lie far from the face's true size only where they have slipped. */
const LARGEST_FACTOR = 1.5;

/**
 * By how much to enlarge the part of a picture that the five points of a face claim. Turned aside or bowed, the five
 * points move together and the fit zooms in; a depth camera knows how large a face of usual size is at that distance.
 * The geometric mean of both keeps some of what each knows: faces differ in size, and measured heads in distance.
 *
 * @param fitted scale of the fit: pixels of the picture, or mm, for a pixel of the template
 * @param metric the same for a mean head as far away, seen from straight ahead
 * @returns from 2/3 to 3/2; 1 where a scale is no positive number
 */
export function scaleByFitAndDepth(fitted: number, metric: number): number {
  const factor = Math.sqrt(metric / fitted);
  if (!(factor > 0) || factor === Infinity) return 1;
  return Math.min(LARGEST_FACTOR, Math.max(1 / LARGEST_FACTOR, factor));
}
