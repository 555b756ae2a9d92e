import { afterEach, describe, expect, it, vi } from 'vitest';
import { clearProgress, showProgress } from './progress-line.ts';

const { isTTY } = process.stderr;
afterEach(() => {
  process.stderr.isTTY = isTTY;
  vi.restoreAllMocks();
});

describe('the line of progress', () => {
  it.each([
    ['is written over on a terminal', true, ['\r1 of 2\u001b[K', '\r\u001b[K']],
    ['is left out of a pipe', false, []],
  ])('%s', (_, terminal, expected) => {
    const written: unknown[] = [];
    vi.spyOn(process.stderr, 'write').mockImplementation((text) => written.push(text) > 0);
    process.stderr.isTTY = terminal;
    showProgress('1 of 2');
    clearProgress();
    expect(written).toEqual(expected);
  });
});
