import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { scaleCharts } from './scale-charts.ts';
import { keptFigures } from './scale-figures.ts';
import { SCALE_PAGE, SCALE_PICTURE, toldPoints, withFigures } from './scale-page.ts';

describe('docs/scale.md', () => {
  it('shows what was measured, and nothing that was written by hand', async () => {
    const page = await readFile(SCALE_PAGE, 'utf8');
    expect(page).toBe(await withFigures(page, await keptFigures()));
  });

  it('shows the curves of the same figures', async () => {
    expect(await readFile(SCALE_PICTURE, 'utf8')).toBe(scaleCharts(await keptFigures()));
  });

  it('changes with the figures', async () => {
    const figures = await keptFigures();
    const changed = await withFigures(await readFile(SCALE_PAGE, 'utf8'), {
      ...{ ...figures, date: '2001-02-03' },
      curves: figures.curves.map((curve) => ({ ...curve, measured: [[1, 12_345]] })),
    });
    expect(changed).toContain('On 2001-02-03');
    expect(changed).toContain('1: 12,300');
  });

  it('needs a place for them', async () => {
    await expect(withFigures('# Scale', await keptFigures())).rejects.toThrow('no place');
  });
});

describe('points in words', () => {
  it.each([
    [[[1, 0.00234]], '1: 0.00234'],
    [
      [
        [1000, 12.345],
        [1_000_000, 1234],
      ],
      '1,000: 12.3, 1,000,000: 1,230',
    ],
    [[], ''],
  ] as const)('%j', (points, told) => {
    expect(toldPoints(points)).toBe(told);
  });
});
