import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { FaceSurface } from '../head/face-surface.ts';
import { HEAD_GRID, loadMeanHead } from '../head/mean-head.ts';
import { decodeHeadShape, encodeHeadShape, loadHeadShape, SHAPE_POOL } from './head-shape.ts';
import { PooledRelief } from '../head/pooled-relief.ts';
import { ShapeMeter } from './shape-meter.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const mean = orThrow(await loadMeanHead(ASSETS));
const model = orThrow(await loadHeadShape(ASSETS));
const AHEAD = { yaw: 0, pitch: 0, distanceMm: 700 };
const STILL = { rotation: [1, 0, 0, 0, 1, 0, 0, 0, 1], translation: [0, 0, 0] } as const;

/** The mean head as a surface that is already where it belongs, its points moved by `change`. */
function headWith(change: (x: number, y: number, z: number) => number): FaceSurface {
  const { size, millimetresPerPixel } = HEAD_GRID;
  const points = new Float32Array(3 * size * size);
  mean.relief.forEach((relief, i) => {
    const row = Math.floor(i / size);
    const x = (i - row * size - size / 2) * millimetresPerPixel;
    const y = (row - size / 2) * millimetresPerPixel;
    const z = change(x, y, relief);
    // A point at z = 0 is none.
    points.set(Number.isNaN(z) ? [0, 0, 0] : [x, y, z === 0 ? 1e-3 : z], 3 * i);
  });
  return { width: size, height: size, points };
}

const look = (change: (x: number, y: number, z: number) => number, pose = AHEAD) =>
  new ShapeMeter(mean, model).measure(headWith(change), STILL, pose);

const distance = (a: Float32Array, b: Float32Array) =>
  Math.hypot(...a.map((value, i) => value - (b[i] ?? NaN)));

const asIs = (_x: number, _y: number, z: number) => z;

describe('pooling a relief', () => {
  it('finds no difference on the mean head itself, and a raised part where it is', () => {
    const relief = new PooledRelief(mean, SHAPE_POOL);
    relief.measure(headWith(asIs), STILL);
    expect(Math.max(...relief.differences.map(Math.abs))).toBeLessThan(0.01);
    expect(relief.counts.some((count) => count > 0)).toBe(true);
    relief.measure(
      headWith((x, y, z) => (x > 20 && y > 20 ? z - 5 : z)),
      STILL,
    );
    const at = (column: number, row: number) => relief.differences[row * relief.size + column];
    expect(at(18, 18)).toBeCloseTo(-5, 1);
    expect(at(10, 10)).toBeCloseTo(0, 1);
  });

  it('knows nothing of a surface without points, or of one that is elsewhere', () => {
    const relief = new PooledRelief(mean, SHAPE_POOL);
    relief.measure(
      headWith(() => NaN),
      STILL,
    );
    expect(relief.counts.every((count) => count === 0)).toBe(true);
    relief.measure(headWith(asIs), { ...STILL, translation: [NaN, 0, 0] });
    expect(relief.counts.every((count) => count === 0)).toBe(true);
  });
});

describe('the shape of a head', () => {
  it('is finite, as long as its statistics, and the same for the same surface', () => {
    const seen = look(asIs);
    expect(seen?.vector).toHaveLength(model.statistics.between.length);
    expect(seen?.vector.every(Number.isFinite)).toBe(true);
    expect(seen?.version).toBe(model.statistics.version);
    expect(look(asIs)).toEqual(seen);
  });

  it('tells a broad jaw from none by more than a usual look errs', () => {
    const broad = look((x, y, z) => (y > 30 && Math.abs(x) > 30 ? z - 8 : z));
    const usual = look(asIs);
    if (broad === null || usual === null) throw new Error('Too little was measured.');
    expect(distance(broad.vector, usual.vector)).toBeGreaterThan(3);
  });

  it('hardly changes under a hand on the chin, which is no shape of a head', () => {
    const covered = look((x, y, z) => (y > 55 && x > -10 && x < 30 ? z - 23 : z));
    const lowered = look((_x, y, z) => (y > 10 ? z - 6 : z));
    const usual = look(asIs);
    if (covered === null || lowered === null || usual === null) throw new Error('Too little.');
    expect(distance(covered.vector, usual.vector)).toBeLessThan(
      distance(lowered.vector, usual.vector),
    );
  });

  it.each([
    ['all holes', () => NaN],
    [
      'holes but for the nose',
      (x: number, y: number, z: number) => (x * x + y * y < 400 ? z : NaN),
    ],
    ['nothing like a head', (x: number, _y: number, z: number) => z + (x > 0 ? 24.5 : -24.5)],
  ])('is not told where there is %s', (_, change) => {
    expect(look(change)).toBeNull();
  });

  it.each([
    ['turned far', { yaw: 40, pitch: 0, distanceMm: 700 }],
    ['bent far', { yaw: 0, pitch: -35, distanceMm: 700 }],
    ['of no pose', { yaw: NaN, pitch: 0, distanceMm: 700 }],
    ['of no distance', { yaw: 0, pitch: 0, distanceMm: NaN }],
  ])('is not told of a head %s', (_, pose) => {
    expect(look(asIs, pose)).toBeNull();
  });

  it('is noisier far away', () => {
    const far = look(asIs, { ...AHEAD, distanceMm: 1400 });
    expect(far?.noise).toBeGreaterThan(look(asIs)?.noise ?? NaN);
  });
});

describe('the file of the model', () => {
  it('is read as it was written', () => {
    expect(decodeHeadShape(encodeHeadShape(model))).toEqual(model);
  });

  const spoilt = (change: (content: Record<string, unknown>) => Record<string, unknown>) =>
    JSON.stringify(change(JSON.parse(encodeHeadShape(model)) as Record<string, unknown>));

  it.each([
    ['no JSON', 'x'],
    ['without weights', spoilt(({ cells, statistics }) => ({ cells, statistics }))],
    ['with too few weights', spoilt((own) => ({ ...own, weights: 'AAAAAA==' }))],
    [
      'with too many',
      spoilt((own) => ({ ...own, weights: Buffer.alloc(4 * 100_000).toString('base64') })),
    ],
    [
      'with weights that are no numbers',
      spoilt((own) => ({ ...own, weights: Buffer.alloc(400_000, 255).toString('base64') })),
    ],
    ['of another grid', spoilt((own) => ({ ...own, places: 5 }))],
    [
      'without a variance',
      spoilt((own) => ({
        ...own,
        statistics: { ...model.statistics, frame: model.statistics.frame.slice(1) },
      })),
    ],
  ])('is refused %s', (_, text) => {
    expect(() => decodeHeadShape(text)).toThrow();
  });
});
