/**
 * What the distance of one look says of who it is: the natural logarithm of how much likelier a look of the person is to
 * lie so far away than a look of somebody who resembles them.
 */
import type { IdentityScales, RatioScale } from '../../../contract/evidence.ts';
import type { Comparison } from '../../../contract/identity.ts';
import type { Trust } from '../../../contract/frame.ts';

/** No single look says more than this for or against a person, whatever a card says. */
const LARGEST_RATIO = 14;

/** The scale for somebody enrolled with a camera of this trust; null for a comparison that was not calibrated. */
export function scaleFor(
  enrolledWith: Trust,
  { people, renderedPeople }: IdentityScales,
  comparison: Comparison = 'colour',
): RatioScale | null {
  return (enrolledWith === 'virtual' ? renderedPeople : people)[comparison] ?? null;
}

/**
 * The log likelihood ratio at a distance, interpolated between those measured and constant beyond them, −14 to 14. A
 * distance that is no number, and a scale that is missing or damaged, say as much against the person as can be said.
 */
export function identityRatio(distance: number, scale: RatioScale | null): number {
  if (scale === null || Number.isNaN(distance)) return -LARGEST_RATIO;
  const { ratios } = scale;
  const above = ratios.findIndex(([measured]) => measured >= distance);
  const right = ratios[above === -1 ? ratios.length - 1 : above];
  const left = ratios[above === -1 ? ratios.length - 1 : above - 1] ?? right;
  if (left === undefined || right === undefined) return -LARGEST_RATIO;
  const width = right[0] - left[0];
  const share = width > 0 ? Math.min(1, Math.max(0, (distance - left[0]) / width)) : 0;
  const ratio = left[1] + share * (right[1] - left[1]);
  return Number.isNaN(ratio)
    ? -LARGEST_RATIO
    : Math.max(-LARGEST_RATIO, Math.min(LARGEST_RATIO, ratio));
}
