import { describe, expect, it } from 'vitest';
import { onlyDigits } from './pin.ts';

describe('onlyDigits', () => {
  it('drops everything that is no digit', () => {
    expect(onlyDigits('12 3a4-')).toBe('1234');
  });

  it('ends at the longest PIN', () => {
    expect(onlyDigits('1234567890123456')).toBe('123456789012');
  });
});
