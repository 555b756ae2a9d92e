import { describe, expect, it } from 'vitest';
import { TrainingConsole } from './training-console.ts';
import type { TrainingProgress } from '../training-observer.ts';

function consoleOn(isTTY: boolean, columns = 200) {
  const clock = { ms: 0 };
  const written: string[] = [];
  const stream = { isTTY, columns, write: (text: string) => written.push(text) };
  return { clock, written, screen: new TrainingConsole(stream, () => clock.ms) };
}

const STEP: TrainingProgress = {
  kind: 'training',
  passes: 750_000,
  totalPasses: 3_000_000,
  loss: 0.41234,
  errorRate: 0.0612,
  rate: { perSecond: 231.4, secondsLeft: 9724 },
};

describe('the training console', () => {
  it('keeps one line in place on a terminal', () => {
    const { clock, written, screen } = consoleOn(true);
    screen.progress(STEP);
    clock.ms = 100;
    screen.progress(STEP);
    clock.ms = 250;
    screen.progress(STEP);
    const line =
      '██████░░░░░░░░░░░░░░░░░░ 25.0 % · 750 k of 3 M passes · 231 images/s · loss 0.412 · error rate 6.12 % · 2 h 42 min left';
    expect(written).toEqual([`\r\u001b[K${line}`, `\r\u001b[K${line}`]);
  });

  it('is never wider than the terminal, and leaves the bar out first', () => {
    const { written, screen } = consoleOn(true, 40);
    screen.progress(STEP);
    expect(written[0]).toContain('\u001b[K25.0 % · 750 k');
    expect(written[0]?.replace('\r\u001b[K', '')).toHaveLength(39);
  });

  it('writes sentences alone elsewhere, without control characters', () => {
    const { clock, written, screen } = consoleOn(false);
    for (clock.ms = 0; clock.ms <= 60_000; clock.ms += 5_000) {
      screen.progress(clock.ms % 2 === 0 ? STEP : { ...STEP, kind: 'validating' });
    }
    screen.notice('A sentence.');
    expect(written).toEqual(['A sentence.\n']);
  });

  it('shows a preparation with its rate, and ends its line when it is done', () => {
    const { written, screen } = consoleOn(true);
    const rate = { perSecond: 4.25, secondsLeft: 30 };
    screen.progress({ kind: 'preparing', label: 'people', done: 10, total: 40, rate });
    screen.progress({ kind: 'preparing', label: 'people', done: 40, total: 40, rate });
    expect(written).toEqual([
      '\r\u001b[K██████░░░░░░░░░░░░░░░░░░ 25 % people · 10 of 40 · 4.25/s · 30 s left',
      '\r\u001b[K████████████████████████ 100 % people · 40 of 40 · 4.25/s\n',
    ]);
  });

  it('leaves out what is not known yet', () => {
    const { written, screen } = consoleOn(true, 40);
    const rate = { perSecond: null, secondsLeft: null };
    screen.progress({ ...STEP, passes: 0, loss: null, errorRate: null, rate });
    expect(written).toEqual(['\r\u001b[K0.0 % · 0 of 3 M passes']);
  });
});
