/** What a presentation attack test says on a terminal, step by step. Pure. */
import { RING_TICKS, type EnrolmentView } from '../../contract/identity.ts';
import type { Hint } from '../../contract/observation.ts';
import type { PadView } from '../../contract/pad/pad.ts';
import { attemptWords, stepWords } from '../../words/pad-words.ts';
import { wordsIn } from '../../words/words-in.ts';

export interface Telling {
  /** Lines that stay. */
  readonly lines: readonly string[];
  /** The line that is overwritten; empty: none. */
  readonly live: string;
}

const NOTHING: Telling = { lines: [], live: '' };

/** What a view says to somebody who presents, given the one before. */
export function tell(view: PadView, before: PadView): Telling {
  switch (view.phase) {
    case 'idle':
    case 'done':
      return NOTHING;
    case 'preparing':
      return before.phase === 'preparing' && before.step.step === view.step.step
        ? NOTHING
        : { lines: preparation(view), live: '' };
    case 'starting':
      return { lines: [], live: `  ${stepWords(view.step, 'en')}: in ${view.secondsLeft} s…` };
    case 'looking': {
      const hint = view.hint === 'none' ? '' : `, ${hintWords(view.hint)}`;
      const seen = view.sees === 'face' ? 'face seen' : 'nobody';
      return {
        lines: [],
        live: `  ${stepWords(view.step, 'en')}: looking, ${view.secondsLeft} s: ${seen}${hint}`,
      };
    }
    case 'result':
      if (before.phase === 'result') return NOTHING;
      return {
        lines: [
          `  ${stepWords(view.step, 'en')}: ${attemptWords(view.attempt, 'en')}.`,
          ...(view.isDemonstration ? [] : [afterResult(view)]),
        ],
        live: '',
      };
  }
}

function preparation({
  step,
  notice,
  isDemonstration,
}: Extract<PadView, { phase: 'preparing' }>): string[] {
  const words = wordsIn('en', 'pad');
  const presented = `presentations.${step.presentation}` as const;
  const reason = notice === null ? [] : [`  The attempt does not count. ${notice}`];
  if (isDemonstration) return reason;
  const keys = '  Enter when ready, s to skip it, q to stop.';
  if (step.attempt > 1) return [...reason, `  ${stepWords(step, 'en')}.`, keys];
  return [
    '',
    `${step.step} of ${step.steps}: ${words(`${presented}.name`)}`,
    `  You need: ${words(`${presented}.prepare`)}`,
    `  Each time: ${words(`${presented}.present`)}`,
    ...reason,
    keys,
  ];
}

function afterResult({ next, step }: Extract<PadView, { phase: 'result' }>): string {
  const goOn =
    next === null
      ? 'Enter for the figures'
      : next.step === step.step
        ? 'Enter for the next attempt'
        : `Enter to go on to “${wordsIn('en', 'pad')(`presentations.${next.presentation}.name`)}”`;
  return `  ${goOn}, r to repeat this one${next?.step === step.step ? ', s to skip the rest' : ''}, q to stop.`;
}

/** The line that is overwritten during an enrolment. */
export function enrolmentLine(view: EnrolmentView): string {
  if (view.phase !== 'capturing') return '';
  const filled = view.ticks.filter(Boolean).length;
  const share = Math.round((100 * filled) / RING_TICKS);
  const hint = view.hint === 'none' ? '' : `, ${hintWords(view.hint)}`;
  const { still } = view;
  if (still !== null) return `  From ahead: ${Math.round((100 * still.views) / still.of)} %${hint}`;
  return `  ${view.pass === 1 ? 'First' : 'Second'} circle: ${share} %${hint}`;
}

const hintWords = (hint: Hint): string => hint.replaceAll('-', ' ');
