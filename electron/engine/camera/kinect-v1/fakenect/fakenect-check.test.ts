import { describe, expect, it } from 'vitest';
import { isFakenect } from './fakenect-check.ts';

describe('fakenect', () => {
  it('is known by the folder in which it lies', () => {
    expect(isFakenect('/usr/lib/x86_64-linux-gnu/fakenect/libfreenect.so.0.5')).toBe(true);
    expect(isFakenect('/usr/lib/x86_64-linux-gnu/libfreenect.so.0.5')).toBe(false);
    expect(isFakenect('libfreenect.so.0.5')).toBe(false);
  });

  it('is not every library below a folder of that name', () => {
    expect(isFakenect('/home/ada/fakenect/build/libfreenect.so')).toBe(false);
  });
});
