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
  /** Eyes that look aside said to be at the camera. */
  readonly asideSaidTowards: number;
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
  const aside = scoresOf('aside', ({ gazeDegrees }) => gazeDegrees >= GAZE.aside);
  return {
    closed: between(
      quantile(open, 1 - allowed.openSaidClosed),
      quantile(closed, allowed.closedSaidOpen),
    ),
    aside: sides(
      quantile(towards, 1 - allowed.towardsSaidAside),
      quantile(aside, allowed.asideSaidTowards),
    ),
  };
}

/** The limits do not cross: where both errors are rarer, they meet in the middle. */
function between(closed: number, open: number): EyeLimits['closed'] {
  const { lower, upper } = ordered(open, closed);
  return { open: lower, closed: upper };
}

function sides(aside: number, towards: number): EyeLimits['aside'] {
  const { lower, upper } = ordered(towards, aside);
  return { towards: lower, aside: upper };
}

function ordered(lower: number, upper: number): { readonly lower: number; readonly upper: number } {
  const middle = (lower + upper) / 2;
  return lower > upper ? { lower: middle, upper: middle } : { lower, upper };
}
