/** What distances of looks say, and how much of it opens: measured, and written on cards. */
import type { Comparison } from './identity.ts';
import { LEVEL_RULES, type SecurityLevel } from './security.ts';

/** Measured by `depthlock calibrate` on people whom nothing was trained on, for one way of comparing. */
export interface RatioScale {
  /**
   * Distances, ascending, each with the natural logarithm of how much likelier a look of the person is to lie so far away
   * than a look of somebody who resembles them; it never rises. At least one.
   */
  readonly ratios: readonly (readonly [distance: number, ratio: number])[];
  /** Share of the variance of distances that all looks of one person at another's references have in common, 0 to 1. */
  readonly correlation: number;
}

/** A comparison that was not calibrated is absent: it says nothing for anybody. */
export type RatioScales = Partial<Readonly<Record<Comparison, RatioScale>>>;

/** For real people, and for rendered ones. */
export interface IdentityScales {
  readonly people: RatioScales;
  readonly renderedPeople: RatioScales;
}

/** What the evidence of an attempt has to reach at each level. */
export type Bounds = Readonly<Record<SecurityLevel, number>>;

/** Wald's upper bounds (1945): no more than the level's FAR open, if ratios are true and looks independent. */
export const WALD_BOUNDS: Bounds = {
  convenient: -Math.log(LEVEL_RULES.convenient.far),
  balanced: -Math.log(LEVEL_RULES.balanced.far),
  strict: -Math.log(LEVEL_RULES.strict.far),
};
