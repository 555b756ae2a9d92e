import { describe, expect, it } from 'vitest';
import { DETECTOR_SIZE, makeAnchors } from './detector-anchors.ts';

const at = (anchors: Float32Array, index: number) => [anchors[index * 2], anchors[index * 2 + 1]];

describe('makeAnchors', () => {
  const anchors = makeAnchors();

  it('makes 896 anchors inside the input', () => {
    expect(anchors.length).toBe(896 * 2);
    expect(anchors.every((value) => value > 0 && value < DETECTOR_SIZE)).toBe(true);
  });

  it('puts two into each fine cell, then six into each coarse cell, row by row', () => {
    expect(at(anchors, 0)).toEqual([8, 8]);
    expect(at(anchors, 1)).toEqual([8, 8]);
    expect(at(anchors, 2)).toEqual([24, 8]);
    expect(at(anchors, 32)).toEqual([8, 24]);
    expect(at(anchors, 511)).toEqual([248, 248]);
    expect(at(anchors, 512)).toEqual([16, 16]);
    expect(at(anchors, 517)).toEqual([16, 16]);
    expect(at(anchors, 518)).toEqual([48, 16]);
    expect(at(anchors, 895)).toEqual([240, 240]);
  });
});
