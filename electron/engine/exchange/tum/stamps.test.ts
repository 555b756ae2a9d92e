import { describe, expect, it } from 'vitest';
import { splitStamp, stampMs, unitOfStamps } from './stamps.ts';

describe('splitStamp', () => {
  it.each([
    ['1305031102.175304 rgb/a b.png', '1305031102.175304', 'rgb/a b.png'],
    ['1305031102.175304,rgb/a.png', '1305031102.175304', 'rgb/a.png'],
    ['1305031102,rgb/a.png', '1305031102', 'rgb/a.png'],
    ['1305031102,175304 rgb/a.png', '1305031102,175304', 'rgb/a.png'],
    ['1305031102.1;0.png', '1305031102.1', '0.png'],
    ['  "1.3e+09"\trgb/a.png  ', '1.3e+09', 'rgb/a.png'],
  ])('%j', (line, stamp, rest) => {
    expect(splitStamp(line)).toEqual({ stamp, rest });
  });

  it.each(['', '1305031102.1', 'rgb/a.png', 'nan rgb/a.png', '1305031102.1  '])(
    'none in %j',
    (line) => {
      expect(splitStamp(line)).toBeNull();
    },
  );
});

describe('unitOfStamps', () => {
  it.each([
    ['seconds since 1970', ['1305031102.1', '1305031102.2'], 'seconds', 'file'],
    ['whole seconds since 1970', ['1305031102', '1305031103'], 'seconds', 'file'],
    ['milliseconds since 1970', ['1305031102100', '1305031102133'], 'milliseconds', 'file'],
    ['microseconds since 1970', ['1305031102100000', '1305031102133333'], 'microseconds', 'file'],
    [
      'nanoseconds since 1970',
      ['1305031102100000000', '1305031102133333000'],
      'nanoseconds',
      'file',
    ],
    ['seconds from a start', ['0.0', '0.033', '0.067'], 'seconds', 'format'],
    ['nanoseconds from a start', ['0', '33333333', '66666667'], 'nanoseconds', 'assumed'],
    ['microseconds from a start', ['0', '33333', '66667'], 'microseconds', 'assumed'],
    ['milliseconds from a start', ['0', '33', '67'], 'milliseconds', 'assumed'],
    ['nanoseconds of minutes', ['300000000000', '300033333333'], 'nanoseconds', 'assumed'],
    ['nanoseconds that look like seconds', ['1500000000', '1533333333'], 'nanoseconds', 'assumed'],
    ['numbers of frames', ['0', '1', '2'], 'frames', 'assumed'],
  ])('%s', (_what, stamps, value, from) => {
    expect(unitOfStamps(stamps)).toEqual({ value, from });
  });
});

describe('stampMs', () => {
  it('keeps microseconds', () => {
    expect(stampMs('1305031102133333000', 'nanoseconds')).toBe(1_305_031_102_133.333);
    expect(stampMs('1.305031102133332968e+9', 'seconds')).toBe(1_305_031_102_133.333);
    expect(stampMs('1305031102,175304', 'seconds')).toBe(1_305_031_102_175.304);
    expect(stampMs('2', 'frames')).toBe(66.667);
  });
});
