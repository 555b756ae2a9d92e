import { describe, expect, it } from 'vitest';
import { examineShapes } from './shapes.ts';

describe('random shapes', () => {
  it('are answered rightly by every request and by the choices, and some pass', () => {
    const reports = Array.from({ length: 2000 }, (_, input) => examineShapes(21, input));
    expect(reports.flatMap(({ failures }) => failures)).toEqual([]);
    expect(reports.reduce((sum, { accepted }) => sum + accepted, 0)).toBeGreaterThan(500);
  });
});
