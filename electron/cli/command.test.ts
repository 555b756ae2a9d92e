import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seconds, wholeNumber } from './command.ts';

describe('wholeNumber', () => {
  it('takes the whole numbers of its range, and nothing else', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer({ min: -100, max: 100 }),
        fc.nat(200),
        (n, min, size) => {
          const parse = wholeNumber(min, min + size);
          if (n >= min && n <= min + size) expect(parse(String(n))).toBe(n);
          else expect(() => parse(String(n))).toThrow(`from ${min} to ${min + size}`);
        },
      ),
    );
  });

  it.each(['', ' ', 'one', '1.5', '1e3', '0x10', '3 ', 'NaN', 'Infinity', '99999999999999999'])(
    'refuses “%s”',
    (text) => {
      expect(() => wholeNumber(1)(text)).toThrow('It takes a whole number from 1 on.');
    },
  );
});

describe('seconds', () => {
  it.each([
    ['0.5', 0.5],
    ['10', 10],
    ['1e1', 10],
  ])('takes %s', (text, expected) => {
    expect(seconds(10)(text)).toBe(expected);
  });

  it.each(['', ' ', '0', '-1', '10.1', 'ten', 'NaN', 'Infinity'])('refuses “%s”', (text) => {
    expect(() => seconds(10)(text)).toThrow('It takes seconds, more than 0 and up to 10.');
  });
});
