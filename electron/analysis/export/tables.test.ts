import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { embeddingsCsv, projectorTables, type TableRow } from './tables.ts';

const ROW: TableRow = {
  ...{ embedding: Float32Array.of(0.5, -0.25), person: 'Ada', source: 'references' },
  ...{ encoder: 'fused 4', yaw: -3.5, pitch: 2, trust: 'sensor', time: '', x: 1.5, y: null },
};

const rows = fc.array(
  fc
    .tuple(fc.float32Array({ minLength: 3, maxLength: 3, noNaN: true }), fc.string(), fc.string())
    .map(([embedding, person, source]): TableRow => ({ ...ROW, embedding, person, source })),
  { maxLength: 6 },
);

/** The fields of a line without quotes. */
const cells = (line: string, by: string): string[] => line.split(by);

describe('embeddingsCsv', () => {
  it('has a line of titles and one a look', () => {
    expect(embeddingsCsv([ROW])).toBe(
      'person,source,encoder,yaw,pitch,trust,time,x,y,e1,e2\r\n' +
        'Ada,references,fused 4,-3.5,2,sensor,,1.5,,0.5,-0.25\r\n',
    );
    expect(embeddingsCsv([])).toBe('person,source,encoder,yaw,pitch,trust,time,x,y\r\n');
  });

  it('quotes names, and makes no formula of one', () => {
    const line = embeddingsCsv([{ ...ROW, person: '=1+"2",3' }]).split('\r\n')[1];
    expect(line?.startsWith('"\'=1+""2"",3",references')).toBe(true);
    expect(embeddingsCsv([{ ...ROW, person: '-x' }])).toContain("'-x");
  });
});

describe('projectorTables', () => {
  it('give every number back as it was, and as many lines as looks, whatever the names', () => {
    fc.assert(
      fc.property(rows, (written) => {
        const { vectors, metadata } = projectorTables(written);
        const lines = vectors.split('\n').slice(0, -1);
        expect(lines.map((line) => Float32Array.from(cells(line, '\t'), Number))).toEqual(
          written.map(({ embedding }) => embedding.map((value) => (value === 0 ? 0 : value))),
        );
        const known = metadata.split('\n').slice(0, -1);
        expect(known).toHaveLength(written.length + 1);
        for (const line of known) expect(cells(line, '\t')).toHaveLength(9);
      }),
    );
  });
});
