/** The estimate that every figure of the evaluation is made with; the app counts with it too. */
export { estimateRate, trialsToClaim } from '../../../electron/base/rate-estimate.ts';
export type { Interval, RateEstimate } from '../../../electron/contract/rate.ts';
