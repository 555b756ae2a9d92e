import { describe, expect, it } from 'vitest';
import { codeOf } from './run-app.ts';

describe('the exit code that the app is believed', () => {
  it.each([0, 1, 2, 3, 4, 5] as const)('is %i if it said so', (code) => {
    expect(codeOf(code, code)).toBe(code);
  });

  it.each([
    ['a build that knows no verify', 0, null],
    ['an answer that differs', 0, 1],
    ['a crash', 139, null],
    ['a crash after its answer', 139, 0],
  ])('is a fault for %s', (_, ended, answered) => {
    expect(codeOf(ended, answered)).toBe(70);
  });

  it.each([64, 70, 130, 143])('is %i without an answer', (code) => {
    expect(codeOf(code, null)).toBe(code);
  });
});
