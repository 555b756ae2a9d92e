import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import { IDENTITY, type RigidTransform } from '../../geometry/rigid.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { encodeFaceRelief, faceRelief, loadFaceRelief, weightCount } from './face-relief.ts';
import { FACE_CELLS, mirroredCells, ReliefCells } from './relief-cells.ts';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createHash } from 'node:crypto';
import { tmpdir } from 'node:os';

const mean = orThrow(await loadMeanHead(join(import.meta.dirname, '../../../../assets')));
const cells = new ReliefCells(mean);
const AWAY_MM = 600;
/** The camera sees the mean head 600 mm away. */
const toHead: RigidTransform = { rotation: IDENTITY, translation: [0, 0, -AWAY_MM] };

/** The mean head's own points, moved away by `nearer`; NaN leaves a point out. */
function surfaceWith(shift: (x: number, y: number) => number) {
  const points = new Float32Array(3 * 112 * 112);
  mean.relief.forEach((z, i) => {
    const x = 2 * ((i % 112) - 56);
    const y = 2 * (Math.floor(i / 112) - 56);
    const shifted = z + shift(x, y);
    points.set(Number.isNaN(shifted) ? [0, 0, 0] : [x, y, shifted + AWAY_MM], 3 * i);
  });
  return { width: 112, height: 112, points };
}

describe('ReliefCells', () => {
  it('are zero on the mean head, all of them known', () => {
    expect(
      cells.measure(
        surfaceWith(() => 0),
        toHead,
      ),
    ).toBe(1);
    for (const difference of cells.differences) expect(difference).toBeCloseTo(0, 3);
  });

  it('are the distance of a head moved away, to a limit of 25 mm', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60, max: 60 }), (mm) => {
        cells.measure(
          surfaceWith(() => mm),
          toHead,
        );
        const limited = Math.max(-25, Math.min(25, mm));
        for (const difference of cells.differences) expect(difference).toBeCloseTo(limited, 3);
      }),
    );
  });

  it('are means of what was measured, whatever is missing of a cell', () => {
    const half = surfaceWith((x, y) => ((x + y) % 4 === 0 ? 5 : NaN));
    expect(cells.measure(half, toHead)).toBe(1);
    for (const difference of cells.differences) expect(difference).toBeCloseTo(5, 3);
  });

  it('are unknown where nothing was measured', () => {
    const known = cells.measure(
      surfaceWith((x) => (x < 0 ? NaN : 0)),
      toHead,
    );
    expect(known).toBeCloseTo(0.5, 1);
    const unknown = cells.counts.filter((count) => count === 0).length;
    expect(unknown).toBe(Math.round((1 - known) * FACE_CELLS));
  });

  it('mirror each other in pairs', () => {
    const mirror = mirroredCells();
    mirror.forEach((other, i) => {
      expect(mirror[other]).toBe(i);
      expect(cells.cells[other]?.across).toBe(-(cells.cells[i]?.across ?? NaN));
      expect(cells.cells[other]?.down).toBe(cells.cells[i]?.down);
    });
  });
});

describe('the file of the network', () => {
  const network = {
    hidden: 2,
    weights: Float32Array.from({ length: weightCount(2) }, (_, i) => Math.sin(i)),
  };

  async function laid<T>(text: string, work: (assets: string) => Promise<T>): Promise<T> {
    const assets = await mkdtemp(join(tmpdir(), 'face-relief-'));
    try {
      await mkdir(join(assets, 'models'));
      await writeFile(join(assets, 'models', 'weights.json'), text);
      const sha256 = createHash('sha256').update(text).digest('hex');
      const entry = { file: 'weights.json', sha256, card: 'card.json', weightsChecked: sha256 };
      const index = JSON.stringify({ models: { 'face-relief': entry } });
      await writeFile(join(assets, 'models', 'models.json'), index);
      return await work(assets);
    } finally {
      await rm(assets, { recursive: true, force: true });
    }
  }

  it('is read as it was written', async () => {
    const read = await laid(encodeFaceRelief(network, -0.5), loadFaceRelief);
    const { threshold, score } = orThrow(read);
    const some = Float32Array.from({ length: FACE_CELLS }, (_, i) => 10 * Math.cos(i));
    expect(threshold).toBe(-0.5);
    expect(score(some)).toBe(faceRelief(network, 0).score(some));
  });

  it.each([
    ['of another grid', { cells: 3 }],
    ['with too few weights', { weights: 'AAAA' }],
    ['without a threshold', { threshold: null }],
  ])('is damaged %s', async (_name, fault) => {
    const whole: unknown = JSON.parse(encodeFaceRelief(network, 0));
    const text = JSON.stringify({ ...(whole as object), ...fault });
    expect(await laid(text, loadFaceRelief)).toMatchObject({
      ok: false,
      problem: { code: 'model-corrupt' },
    });
  });
});
