import { EventEmitter } from 'node:events';
import { describe, expect, it } from 'vitest';
import type { PadAttempt, PadStep, PadView } from '../../contract/pad/pad.ts';
import { commandOf, readKeys } from './keys.ts';
import { enrolmentLine, tell } from './lead.ts';

const figures = { genuine: null, species: [] };
const step: PadStep = { presentation: 'print-bent', attempt: 1, attempts: 5, step: 2, steps: 9 };
const common = { step, figures, isDemonstration: false };
const attempt: PadAttempt = {
  presentation: 'print-bent',
  outcome: 'attack',
  reason: 'bent',
  afterMs: 420,
};
const IDLE: PadView = { phase: 'idle' };
const preparing: PadView = { ...common, phase: 'preparing', notice: null };

describe('what a terminal says', () => {
  it('tells once what to prepare, what to do and which keys there are', () => {
    const said = tell(preparing, IDLE).lines.join('\n');
    expect(said).toContain('2 of 9: Print, bent');
    expect(said).toMatch(/You need: .*print/);
    expect(said).toMatch(/Each time: .*Bend/);
    expect(said).toContain('Enter when ready, s to skip it, q to stop');
    expect(tell(preparing, preparing).lines).toEqual([]);
  });

  it('keeps a live line while the lock looks', () => {
    const looking = { ...common, phase: 'looking', hint: 'move-closer', secondsLeft: 7 } as const;
    expect(tell({ ...looking, sees: 'face' }, preparing)).toEqual({
      lines: [],
      live: '  Print, bent: attempt 1 of 5: looking, 7 s: face seen, move closer',
    });
    expect(tell({ ...looking, hint: 'none', sees: 'nobody' }, preparing).live).toContain('nobody');
  });

  it('tells the result, and what can be done about it', () => {
    const result = { ...common, phase: 'result', attempt } as const;
    const again = tell({ ...result, next: { ...step, attempt: 2 } }, preparing).lines.join('\n');
    expect(again).toContain('Called a presentation attack (bent) after 0.4 s.');
    expect(again).toContain('Enter for the next attempt, r to repeat this one, s to skip the rest');
    const on = tell(
      { ...result, next: { ...step, step: 3, presentation: 'screen' } },
      preparing,
    ).lines.join('\n');
    expect(on).toContain('Enter to go on to “Screen”');
    expect(on).not.toContain('s to skip');
    expect(tell({ ...result, next: null }, preparing).lines.join()).toContain('for the figures');
  });

  it('says why an attempt does not count', () => {
    const view: PadView = { ...common, phase: 'preparing', notice: 'It was unplugged.' };
    const looking = { ...common, phase: 'looking', hint: 'none', secondsLeft: 7 } as const;
    const { lines } = tell(view, { ...looking, sees: 'face' });
    expect(lines.join('\n')).toContain('The attempt does not count. It was unplugged.');
  });

  it('shows how far the circles of an enrolment are', () => {
    const ticks = [true, true, true, ...Array.from({ length: 21 }, () => false)];
    const view = { phase: 'capturing', pass: 2, ticks, centreCaptured: true } as const;
    const line = enrolmentLine({
      ...view,
      direction: null,
      hint: 'too-fast',
      references: 3,
      still: null,
    });
    expect(line).toBe('  Second circle: 13 %, too fast');
    const still = { views: 2, of: 8 };
    const partial = { ...view, direction: null, hint: 'none', references: 2, still } as const;
    expect(enrolmentLine(partial)).toBe('  From ahead: 25 %');
    expect(enrolmentLine({ phase: 'idle' })).toBe('');
  });
});

describe('keys', () => {
  it('ask for what the prompts say, and others for nothing', () => {
    expect(
      ['\r', '\n', ' ', 's', 'R', 'q', 'x', '\u001b'].map((key) => commandOf(key)?.kind),
    ).toEqual([
      ...['pad.next', 'pad.next', 'pad.next', 'pad.skip', 'pad.repeat', 'pad.stop'],
      undefined,
      undefined,
    ]);
  });

  it('come one by one, with Ctrl-C passed on, and the terminal is given back', () => {
    const modes: boolean[] = [];
    const source = Object.assign(new EventEmitter(), {
      setRawMode: (isRaw: boolean) => modes.push(isRaw),
      setEncoding: () => undefined,
      resume: () => undefined,
      pause: () => undefined,
    });
    const keys: string[] = [];
    let interruptions = 0;
    const giveBack = readKeys(
      source,
      (key) => keys.push(key),
      () => interruptions++,
    );
    source.emit('data', 's\r');
    source.emit('data', '\u0003');
    giveBack();
    source.emit('data', 'q');
    expect([keys, interruptions, modes]).toEqual([['s', '\r'], 1, [true, false]]);
  });
});
