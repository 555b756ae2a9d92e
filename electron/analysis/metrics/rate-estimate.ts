import { boundWithoutErrors, type Interval, type RateEstimate } from '../../contract/rate.ts';

/** Standard normal quantile of 97.5 %. */
const Z = 1.959964;

/**
 * A share with its interval: Wilson's (1927), as Fogliato, Patil and Perona recommend for error rates of matching
 * ("Confidence Intervals for Error Rates in 1:1 Matching Tasks", IJCV 2024), over the effective number of trials. If no
 * error was seen, the rule of three: at most 3 in `trials` (ISO/IEC 19795-1, annex B).
 * @param effective number of independent trials that these are worth, at most `trials`
 */
export function estimateRate(errors: number, trials: number, effective = trials): RateEstimate {
  const rate = errors / trials;
  if (trials === 0) return { errors, trials, rate, interval: { low: 0, high: 1 } };
  if (errors === 0) {
    return { errors, trials, rate, interval: { low: 0, high: Math.min(1, 3 / trials) } };
  }
  return { errors, trials, rate, interval: wilson(rate, Math.max(1, effective)) };
}

/** The same for few trials: if no error was seen, the exact bound, of which the rule of three is too far there. */
export function estimateRateOfFew(errors: number, trials: number): RateEstimate {
  if (trials === 0 || errors > 0) return estimateRate(errors, trials);
  return { errors, trials, rate: 0, interval: { low: 0, high: boundWithoutErrors(trials) } };
}

/** Wilson's score interval of a share in `trials` independent trials. */
function wilson(rate: number, trials: number): Interval {
  const scale = 1 + (Z * Z) / trials;
  const centre = (rate + (Z * Z) / (2 * trials)) / scale;
  const half =
    (Z / scale) * Math.sqrt((rate * (1 - rate)) / trials + ((Z / trials) * Z) / trials / 4);
  // Rounding must not put the bound of a certain error beyond it.
  return {
    low: Math.max(0, Math.min(centre - half, rate)),
    high: Math.min(1, Math.max(centre + half, rate)),
  };
}

/**
 * Impostor trials required to claim a FAR: if none of them were accepted, the rule of three would bound the FAR by
 * exactly this level.
 */
export const trialsToClaim = (far: number): number => Math.round(3 / far);
