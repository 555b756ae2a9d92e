import type { Attention } from '../../../contract/observation.ts';
import type { EyeLimits, EyeScore } from './eye-network.ts';

/**
 * What a face's eyes do, by the mean score of those that are seen.
 * @param scores of none to two eyes; one that is no number says nothing of all of them
 */
export function judgeEyes(
  scores: readonly EyeScore[],
  { closed: lids, aside: farthest }: EyeLimits,
): Attention {
  if (scores.length === 0) return 'unknown';
  const mean = (of: (score: EyeScore) => number): number =>
    scores.reduce((sum, score) => sum + of(score), 0) / scores.length;
  const closed = mean((score) => score.closed);
  const aside = mean((score) => score.aside);
  if (closed >= lids.closed) return 'eyes-closed';
  // What is between open and closed may look anywhere.
  if (!(closed <= lids.open)) return 'unknown';
  if (aside >= farthest) return 'looks-away';
  return aside < farthest ? 'attentive' : 'unknown';
}
