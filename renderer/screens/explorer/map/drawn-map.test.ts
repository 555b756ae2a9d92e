import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ExplorerSet } from '../../../../electron/contract/explorer.ts';
import { looksOf } from '../looks.ts';
import { drawnMap, markAt, markBeside, marksInside } from './drawn-map.ts';
import { mapSvg } from './map-svg.ts';
import { personColor } from './person-colors.ts';

const WIDTH = 300;
const HEIGHT = 200;

function marksOf(places: readonly number[], kind: ExplorerSet['kind'] = 'dataset') {
  const points = Array.from({ length: places.length / 2 }, () => ({
    ...{ embedding: Float32Array.of(1), handicap: 0, person: 'Ada', yaw: 0, pitch: 0 },
    ...({ spectrum: 'colour', trust: 'virtual', timeIso: null } as const),
  }));
  const set = { kind, name: '', encoder: { name: 'a', version: '1' }, points };
  const looks = looksOf([set], 'a 1', new Set());
  const map = { indices: Int32Array.from(points, (_, i) => i), places: Float64Array.from(places) };
  return drawnMap(looks, map, WIDTH, HEIGHT, 'dark');
}

const coordinates = fc
  .array(
    fc.tuple(
      fc.double({ min: -99, max: 99, noNaN: true }),
      fc.double({ min: -9, max: 9, noNaN: true }),
    ),
    { maxLength: 20 },
  )
  .map((pairs) => pairs.flat());

describe('a drawn map', () => {
  it('lies inside of its frame, whatever is on it', () => {
    fc.assert(
      fc.property(coordinates, (places) => {
        for (const { x, y } of marksOf(places)) {
          expect(x).toBeGreaterThanOrEqual(0);
          expect(x).toBeLessThanOrEqual(WIDTH);
          expect(y).toBeGreaterThanOrEqual(0);
          expect(y).toBeLessThanOrEqual(HEIGHT);
        }
      }),
    );
  });

  it('has one scale on both axes, and twins in the middle', () => {
    const [a, b, c] = marksOf([0, 0, 1, 0, 0, 1]);
    expect((b?.x ?? 0) - (a?.x ?? 0)).toBeCloseTo((c?.y ?? 0) - (a?.y ?? 0), 9);
    expect(marksOf([3, 3, 3, 3])).toMatchObject([
      { x: 150, y: 100 },
      { x: 150, y: 100 },
    ]);
  });

  it('has attempts as rings', () => {
    expect(marksOf([0, 0], 'attempts')[0]?.isRing).toBe(true);
  });

  it('is walked by arrow keys, found by the pointer, and selected by a line', () => {
    const marks = marksOf([0, 0, 1, 0, 0, 1, 1, 1]);
    const [first] = marks;
    if (first === undefined) throw new Error('There are four marks.');
    expect(markBeside(marks, first, 1, 0)).toBe(marks[1]);
    expect(markBeside(marks, first, 0, 1)).toBe(marks[2]);
    expect(markBeside(marks, first, -1, 0)).toBe(first);
    expect(markAt(marks, first.x + 3, first.y)).toBe(first);
    expect(markAt(marks, first.x + 40, first.y + 40)).toBeNull();
    const left = [
      [0, 0],
      [WIDTH / 2, 0],
      [WIDTH / 2, HEIGHT],
      [0, HEIGHT],
    ] as const;
    expect(marksInside(marks, left).map(({ look }) => look)).toEqual([0, 2]);
  });
});

describe('the map as SVG', () => {
  it('holds every mark, and no name as markup', () => {
    const legend = [{ name: '<script>&"', color: '#112233' }];
    const svg = mapSvg(
      marksOf([0, 0, 1, 1]),
      legend,
      'a & b',
      { width: 9, height: 9 },
      { ground: '#000000', text: '#ffffff' },
    );
    expect(svg.match(/<circle/gu)).toHaveLength(3);
    expect(svg).not.toContain('<script');
    expect(svg).toContain('&#60;script&#62;&#38;&#34;');
  });
});

it('gives each of twenty people a colour of their own in both themes', () => {
  for (const tone of ['dark', 'light'] as const) {
    const colors = Array.from({ length: 20 }, (_, i) => personColor(i, tone));
    expect(new Set(colors).size).toBe(20);
    for (const color of colors) expect(color).toMatch(/^#[0-9a-f]{6}$/u);
  }
});
