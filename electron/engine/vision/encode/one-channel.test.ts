import { describe, expect, it } from 'vitest';
import { FUSED_LENGTH, HOLE } from '../fusion/fusion.ts';
import { showOnly } from './one-channel.ts';

const PLANE = FUSED_LENGTH / 7;
const fused = Float32Array.from({ length: FUSED_LENGTH }, (_, i) => Math.floor(i / PLANE) / 10);

/** The uniform value of each channel. */
const channels = (out: Float32Array) =>
  Array.from({ length: 7 }, (_, c) => {
    const values = new Set(out.subarray(c * PLANE, (c + 1) * PLANE));
    expect(values.size).toBe(1);
    return [...values][0];
  });

describe('showOnly', () => {
  it('keeps both colour pictures and leaves the relief out, or the other way round', () => {
    const [a, b, c, relief, d, e, f] = channels(fused);
    expect(channels(showOnly('colour', fused))).toEqual([a, b, c, HOLE, d, e, f]);
    const black = Math.fround(-127 / 128);
    const blacks = [black, black, black];
    expect(channels(showOnly('depth', fused))).toEqual([...blacks, relief, ...blacks]);
    expect(showOnly('both', fused)).toBe(fused);
  });
});
