import { describe, expect, it } from 'vitest';
import { trainingLine, type TrainingLine } from '../../../electron/contract/command-lines.ts';
import type { RunHistory } from '../checkpoint/checkpoint-format.ts';
import type { TrainingProgress } from '../training-observer.ts';
import { TrainingLines } from './training-lines.ts';

function linesOn() {
  const clock = { ms: 0 };
  const printed: TrainingLine[] = [];
  return {
    clock,
    printed,
    lines: new TrainingLines(
      (line) => printed.push(line),
      () => clock.ms,
    ),
  };
}

const step = (passes: number, kind: 'training' | 'validating' = 'training'): TrainingProgress => ({
  ...{ kind, passes, totalPasses: 640, loss: 0.4, errorRate: null },
  rate: { perSecond: 20, secondsLeft: 30 },
});
const history = (...losses: number[]): RunHistory => ({
  losses: losses.map((loss, i) => ({ passes: 64 * (i + 1), learningRate: 1, losses: [loss, 1] })),
  validations: [{ passes: 64, figures: { errorRate: 0.1, wideEer: 0.2 } }],
  pending: { steps: 0, losses: [] },
});

describe('the lines of a training', () => {
  it('are printed twice a second, and at once where something else begins or is complete', () => {
    const { clock, printed, lines } = linesOn();
    for (clock.ms = 0; clock.ms < 1000; clock.ms += 100) lines.progress(step(clock.ms));
    lines.progress(step(1000, 'validating'));
    expect(printed.map((line) => ('passes' in line ? line.passes : null))).toEqual([0, 500, 1000]);
    const rate = { perSecond: null, secondsLeft: null };
    lines.progress({ kind: 'preparing', label: 'photographs aligned', done: 1, total: 2, rate });
    lines.progress({ kind: 'preparing', label: 'photographs aligned', done: 2, total: 2, rate });
    expect(printed.slice(3)).toMatchObject([{ done: 1 }, { done: 2 }]);
  });

  it('have the curves of total loss and error rate, the last ones in any case', () => {
    const { printed, lines } = linesOn();
    lines.history(history(0.5));
    lines.history(history(0.5, 0.3));
    expect(printed).toHaveLength(1);
    lines.end();
    lines.end();
    expect(printed.slice(1)).toEqual([
      {
        kind: 'curves',
        losses: [
          { passes: 64, value: 0.5 },
          { passes: 128, value: 0.3 },
        ],
        validations: [{ passes: 64, value: 0.1 }],
      },
    ]);
  });

  it('are what main reads', () => {
    const { printed, lines } = linesOn();
    lines.notice('Training begins.');
    lines.progress(step(64));
    lines.history(history(0.5));
    for (const line of printed) {
      expect(trainingLine.parse(JSON.parse(JSON.stringify(line)))).toEqual(line);
    }
    expect(printed).toHaveLength(3);
  });
});
