import { describe, expect, it } from 'vitest';
import { runDepthlock } from '../depthlock.ts';

describe('depthlock ablate', () => {
  it.each([
    ['no passes', ['--passes', '0']],
    ['half a person', ['--rendered', '1.5']],
    ['a word for a number', ['--seed', 'one']],
    ['an unknown option', ['--loud']],
    ['a recipe', ['colour']],
  ])('refuses %s', async (_, argv) => {
    expect(await runDepthlock(['ablate', ...argv])).toBe(2);
  });
});
