import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { galleryProtocol, leaveOneOutProtocol, type EmbeddedShot } from './protocols.ts';
import { verificationMetrics } from './verification-metrics.ts';

describe('verificationMetrics', () => {
  it('is without error when the distances do not overlap', () => {
    const metrics = verificationMetrics(
      [0.1, 0.2],
      Array.from({ length: 200 }, (_, i) => 1 + i / 200),
    );
    expect(metrics.eer).toBe(0);
    expect(metrics.frr['1e-2']).toBe(0);
    expect(metrics.threshold['1e-2']).toBe(1.005);
  });

  it('counts by hand: one of four genuine above, one of four impostors below', () => {
    expect(verificationMetrics([0.1, 0.2, 0.3, 0.9], [0.25, 1, 1.1, 1.2]).eer).toBe(0.25);
  });

  it('claims no FAR that the trials cannot show', () => {
    const metrics = verificationMetrics(
      [0.1],
      Array.from({ length: 999 }, (_, i) => 1 + i),
    );
    expect(metrics.threshold['1e-3']).toBeNull();
    expect(metrics.frr['1e-3']).toBe(1);
    expect(metrics.threshold['1e-2']).toBe(9);
  });

  it('counts failures to acquire as rejections, never as acceptances', () => {
    const metrics = verificationMetrics([0.1, Infinity], [1, Infinity]);
    expect(metrics.genuine).toBe(2);
    expect(metrics.eer).toBe(0.5);
  });

  it('keeps every threshold below its FAR, with ties and all', () => {
    const distance = fc.integer({ min: 0, max: 20 }).map((x) => x / 10);
    fc.assert(
      fc.property(
        fc.array(distance, { minLength: 1, maxLength: 50 }),
        fc.array(distance, { minLength: 100, maxLength: 400 }),
        (genuine, impostor) => {
          const { threshold, frr } = verificationMetrics(genuine, impostor);
          const limit = threshold['1e-2'];
          if (limit === null) return;
          expect(impostor.filter((d) => d <= limit).length / impostor.length).toBeLessThanOrEqual(
            0.01,
          );
          expect(frr['1e-2']).toBeCloseTo(
            genuine.filter((d) => d > limit).length / genuine.length,
            9,
          );
        },
      ),
    );
  });
});

const shot = (
  person: string,
  name: string,
  role: 'gallery' | 'probe',
  x: number | null,
): EmbeddedShot => ({
  person,
  shot: name,
  role,
  embedding: x === null ? null : Float32Array.of(Math.cos(x), Math.sin(x)),
});

describe('protocols', () => {
  const shots = [
    shot('ada', 'front', 'gallery', 0),
    shot('ada', 'left', 'probe', 0.1),
    shot('ada', 'right', 'probe', null),
    shot('ben', 'front', 'gallery', 1.5),
    shot('ben', 'left', 'probe', 1.4),
  ];

  it('compare every probe with every gallery', () => {
    const metrics = galleryProtocol(shots);
    expect(metrics.genuine).toBe(3);
    expect(metrics.impostor).toBe(3);
    // One of three genuine trials is a failure to acquire.
    expect(metrics.eer).toBeCloseTo(1 / 3);
  });

  it('leave the shot itself out', () => {
    const metrics = leaveOneOutProtocol(shots);
    expect(metrics.genuine).toBe(5);
    expect(metrics.impostor).toBe(5);
  });
});
