import { describe, expect, it } from 'vitest';
import { splitArguments } from './command-words.ts';

describe('the arguments of a start', () => {
  it('hold a command after two dashes', () => {
    const argv = ['depthlock', '--ozone-platform=headless', '--', 'info', '--json', 'a.mcap'];
    expect(splitArguments(argv)).toEqual({
      ours: ['depthlock', '--ozone-platform=headless'],
      command: ['info', '--json', 'a.mcap'],
    });
  });

  it('leave a second pair of dashes to the command', () => {
    expect(splitArguments(['depthlock', '--', 'info', '--', '-a.mcap']).command).toEqual([
      ...['info', '--', '-a.mcap'],
    ]);
  });

  it.each([[[]], [['info', 'a.mcap']], [['--', 'film.mcap']], [['--']], [['--', '--inspect']]])(
    'hold none in %j',
    (words) => {
      const argv = ['depthlock', ...words];
      expect(splitArguments(argv)).toEqual({ ours: argv, command: null });
    },
  );
});
