/** Rational approximations of P. J. Acklam (2003), relative error below 1.2e-9; `TAIL` is where they change. */
const TAIL = 0.02425;
const CENTRE_ABOVE = [
  -39.69683028665376, 220.9460984245205, -275.9285104469687, 138.357751867269, -30.66479806614716,
  2.506628277459239,
];
const CENTRE_BELOW = [
  -54.47609879822406, 161.5858368580409, -155.6989798598866, 66.80131188771972, -13.28068155288572,
  1,
];
const TAIL_ABOVE = [
  -0.007784894002430293, -0.3223964580411365, -2.400758277161838, -2.549732539343734,
  4.374664141464968, 2.938163982698783,
];
const TAIL_BELOW = [
  0.007784695709041462, 0.3224671290700398, 2.445134137142996, 3.754408661907416, 1,
];

/**
 * Standard normal quantile: the axis on which two normal score distributions give a straight DET curve (Martin et
 * al., "The DET curve in assessment of detection task performance", Eurospeech 1997). ±Infinity at 0 and 1.
 */
export function normalDeviate(share: number): number {
  if (share <= 0) return -Infinity;
  if (share >= 1) return Infinity;
  if (share < TAIL) return lowerTail(share);
  if (share > 1 - TAIL) return -lowerTail(1 - share);
  const q = share - 0.5;
  return (q * polynomial(CENTRE_ABOVE, q * q)) / polynomial(CENTRE_BELOW, q * q);
}

function lowerTail(share: number): number {
  const q = Math.sqrt(-2 * Math.log(share));
  return polynomial(TAIL_ABOVE, q) / polynomial(TAIL_BELOW, q);
}

const polynomial = (coefficients: readonly number[], x: number): number =>
  coefficients.reduce((sum, coefficient) => sum * x + coefficient, 0);
