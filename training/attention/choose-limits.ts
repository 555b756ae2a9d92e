import { quantile } from '../../electron/base/quantile.ts';
import type { EyeLimits } from '../../electron/engine/vision/attention/eye-network.ts';
import { GAZE, OPENNESS } from './fit-eyes.ts';
import type { ScoredFace } from './measure-eyes.ts';

/** What limits may get wrong, shares of the faces they are chosen on. */
export interface AllowedErrors {
  /** Open eyes said to be closed. */
  readonly openSaidClosed: number;
  /** Closed eyes said to be open. */
  readonly closedSaidOpen: number;
  /** Eyes at the camera said to look aside. */
  readonly towardsSaidAside: number;
}

/** Limits with which faces that are not trained on are got wrong so often and no oftener. */
export function chooseLimits(scored: readonly ScoredFace[], allowed: AllowedErrors): EyeLimits {
  const seen = scored.filter(({ scores }) => scores.length > 0);
  const scoresOf = (
    of: 'closed' | 'aside',
    isOne: (eye: { readonly openness: number; readonly gazeDegrees: number }) => boolean,
  ): number[] =>
    seen
      .filter(({ face: { eyes } }) => eyes.every(isOne))
      .map(({ scores }) => scores.reduce((sum, score) => sum + score[of], 0) / scores.length);
  const open = scoresOf('closed', ({ openness }) => openness >= OPENNESS.open);
  const closed = scoresOf('closed', ({ openness }) => openness <= OPENNESS.closed);
  const towards = scoresOf('aside', ({ gazeDegrees }) => gazeDegrees <= GAZE.towards);
  return {
    closed: apart(
      quantile(closed, allowed.closedSaidOpen),
      quantile(open, 1 - allowed.openSaidClosed),
    ),
    aside: quantile(towards, 1 - allowed.towardsSaidAside),
  };
}

/** The limits do not cross: where both errors are rarer, they meet in the middle. */
function apart(open: number, closed: number): EyeLimits['closed'] {
  const middle = (open + closed) / 2;
  return open > closed ? { open: middle, closed: middle } : { open, closed };
}
