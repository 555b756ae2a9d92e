import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createFrameIntegrity, stalePackets } from './frame-integrity.ts';

const PIXELS = 640 * 480;
const PACKETS = 242;
const endOf = (packet: number) => Math.min(PIXELS, Math.floor(((packet + 1) * 1748 * 8) / 11));
const firstOf = (packet: number) => Math.min(PIXELS, Math.ceil((packet * 1748 * 8) / 11));

/** A wall with a sensor's noise: most readings repeat from frame to frame, many do not. */
function noisyFrame(seed: number): Uint16Array {
  let state = seed * 2654435761 + 1;
  return Uint16Array.from({ length: PIXELS }, (_, i) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const noise = state > 3.6e9 ? 1 : state < 0.7e9 ? -1 : 0;
    return i % 640 > 600 ? 2047 : 700 + ((i / 6400) | 0) + noise;
  });
}

/** `current` as libfreenect delivers it when the ends of packets, from `share` on, were lost. */
function damaged(
  previous: Uint16Array,
  current: Uint16Array,
  packets: readonly number[],
  share = 0,
): Uint16Array {
  const out = current.slice();
  for (const packet of packets) {
    const end = endOf(packet);
    const from = firstOf(packet) + Math.round((end - firstOf(packet)) * share);
    out.set(previous.subarray(from, end), from);
  }
  return out;
}

const before = noisyFrame(1);
const after = noisyFrame(2);

describe('integrity of a Kinect v1 depth frame', () => {
  it('takes frames that differ by noise for whole', () => {
    const integrity = createFrameIntegrity();
    for (let seed = 1; seed <= 10; seed++) {
      expect(integrity.check(noisyFrame(seed))).toEqual({ kind: 'whole' });
    }
    expect(integrity.statistics()).toEqual({ frames: 10, corrupt: 0 });
  });

  it('names every packet that was lost, up to five in a row', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: PACKETS - 1 }),
        fc.integer({ min: 1, max: 5 }),
        (first, count) => {
          const packets = Array.from(
            { length: Math.min(count, PACKETS - first) },
            (_, i) => first + i,
          );
          expect(stalePackets(before, damaged(before, after, packets))).toEqual(packets);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('finds packets of which only a part came', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: PACKETS - 2 }),
        fc.double({ min: 0.1, max: 0.8, noNaN: true }),
        (packet, share) => {
          expect(stalePackets(before, damaged(before, after, [packet], share))).toEqual([packet]);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('does not take a still picture for a lost packet', () => {
    const integrity = createFrameIntegrity();
    for (let i = 0; i < 3; i++) expect(integrity.check(before).kind).toBe('whole');
    const moved = before.slice();
    moved.fill(650, 640 * 200, 640 * 280);
    expect(integrity.check(moved).kind).toBe('whole');
  });

  it('finds memory that was never written in the first frame', () => {
    const first = before.slice();
    first.fill(0, firstOf(100), firstOf(101));
    expect(createFrameIntegrity().check(first)).toEqual({
      kind: 'corrupt',
      reason: 'stale',
      packets: [100],
    });
  });

  it('goes by the driver’s count of bytes where there is one', () => {
    const integrity = createFrameIntegrity();
    const bytes = { received: 422400 - 1748, expected: 422400 };
    expect(integrity.check(before, { bytes })).toMatchObject({ kind: 'corrupt', reason: 'short' });
    expect(integrity.check(after, { bytes: { received: 422400, expected: 422400 } }).kind).toBe(
      'whole',
    );
  });

  it('calls a frame of another size short', () => {
    const short = createFrameIntegrity().check(new Uint16Array(1000));
    expect(short).toMatchObject({ kind: 'corrupt', reason: 'short' });
  });

  it('does not blame the frame after one that lost its last packet', () => {
    const integrity = createFrameIntegrity();
    const [a, b, c] = [noisyFrame(1), noisyFrame(2), noisyFrame(3)];
    integrity.check(a);
    // The first packet of c overwrote that of b before b was delivered.
    const mixed = damaged(a, b, [PACKETS - 1]);
    mixed.set(c.subarray(0, firstOf(1)), 0);
    expect(integrity.check(mixed)).toMatchObject({ packets: [PACKETS - 1] });
    expect(integrity.check(c)).toEqual({ kind: 'whole' });
  });

  it('does not compare across a gap', () => {
    const integrity = createFrameIntegrity();
    integrity.check(before);
    expect(integrity.check(damaged(before, after, [50]), { afterGap: true }).kind).toBe('whole');
  });
});
