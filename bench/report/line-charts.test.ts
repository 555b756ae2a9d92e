import { describe, expect, it } from 'vitest';
import { lineCharts, type Chart } from './line-charts.ts';

const CHART: Chart = {
  title: 'Cost',
  xTitle: 'people',
  yTitle: 'ms',
  x: 'log',
  y: 'linear',
  curves: [
    {
      name: 'one < two',
      points: [
        [1, 0],
        [10, 5],
        [1_000_000, 10],
      ],
    },
  ],
};

describe('line charts', () => {
  it('put points in proportion: on a logarithmic axis by their powers of ten', () => {
    const drawn = /class="curve" stroke="#0072b2" d="(M[^"]*)"/.exec(lineCharts([CHART]))?.[1];
    const points = [...(drawn ?? '').matchAll(/([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [
      Number(x),
      Number(y),
    ]);
    const [first, second, third] = points;
    if (first === undefined || second === undefined || third === undefined)
      throw new Error('three points');
    const across = (third[0] ?? 0) - (first[0] ?? 0);
    expect((second[0] ?? 0) - (first[0] ?? 0)).toBeCloseTo(across / 6, 0);
    expect(second[1]).toBeCloseTo(((first[1] ?? 0) + (third[1] ?? 0)) / 2, 0);
  });

  it('escape names, and name themselves for who cannot see them', () => {
    const svg = lineCharts([CHART, { ...CHART, title: 'More' }]);
    expect(svg).toContain('one &lt; two');
    expect(svg).toContain('aria-label="Cost; More"');
  });

  it('refuse what a logarithm does not have', () => {
    const wrong = { ...CHART, curves: [{ name: 'none', points: [[0, 1]] as const }] };
    expect(() => lineCharts([wrong])).toThrow(RangeError);
    expect(() => lineCharts([{ ...CHART, curves: [] }])).toThrow(RangeError);
  });
});
