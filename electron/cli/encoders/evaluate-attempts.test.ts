import { describe, expect, it } from 'vitest';
import { commandToTell } from './evaluate-attempts.ts';

describe('the command that figures are kept with', () => {
  it.each([
    [['evaluate', '--attempts', '--report', 'a/b.html', '--write']],
    [['evaluate', '--attempts', '--report=a/b.html', '--write']],
    [['evaluate', '--attempts', '--write']],
  ])('names no file of whoever ran it: %j', (words) => {
    expect(commandToTell(words)).toBe('depthlock evaluate --attempts --write');
  });

  it('names a dataset, but not where it lies', () => {
    const words = ['evaluate', '/home/ada/my-pictures/', '--attempts', '--tries', '5'];
    expect(commandToTell(words, '/home/ada/my-pictures/')).toBe(
      'depthlock evaluate my-pictures --attempts --tries 5',
    );
  });
});
