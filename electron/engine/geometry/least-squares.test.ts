import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { EquationsOfSix } from './least-squares.ts';

const UNDAMPED = [0, 0, 0, 0, 0, 0];
const number = fc.double({ min: -5, max: 5, noNaN: true });
type Six = readonly [number, number, number, number, number, number];
const six: fc.Arbitrary<Six> = fc.tuple(number, number, number, number, number, number);
const dot = (a: Six, b: Six): number => a.reduce((sum, x, i) => sum + x * (b[i] ?? 0), 0);

describe('EquationsOfSix', () => {
  const equations = new EquationsOfSix();

  it('finds the unknowns that fulfil all equations, whatever their weights', () => {
    const row = fc.tuple(six, fc.double({ min: 0.1, max: 3, noNaN: true }));
    fc.assert(
      fc.property(six, fc.array(row, { maxLength: 30 }), (unknowns, rows) => {
        equations.clear();
        // These six alone determine the solution.
        for (let i = 0; i < 6; i++) {
          const unit = [0, 1, 2, 3, 4, 5].map((k) => (k === i ? 1 : 0)) as unknown as Six;
          equations.add(...unit, dot(unit, unknowns), 1);
        }
        for (const [coefficients, weight] of rows) {
          equations.add(...coefficients, dot(coefficients, unknowns), weight);
        }
        expect(equations.count).toBe(6 + rows.length);
        const found = equations.solve(UNDAMPED);
        unknowns.forEach((x, i) => {
          expect(found?.[i]).toBeCloseTo(x, 6);
        });
        for (let i = 0; i < equations.count; i++) {
          expect(equations.miss(i, Float64Array.from(unknowns))).toBeCloseTo(0, 9);
        }
      }),
    );
  });

  it('weighs equations that contradict each other', () => {
    equations.clear();
    equations.add(1, 0, 0, 0, 0, 0, 10, 3);
    equations.add(1, 0, 0, 0, 0, 0, 20, 1);
    const found = equations.solve([0, 1, 1, 1, 1, 1]);
    expect(found?.[0]).toBeCloseTo(12.5);
    expect(found?.[5]).toBe(0);
  });

  it('says when unknowns are left open', () => {
    equations.clear();
    equations.add(1, 1, 0, 0, 0, 0, 3, 1);
    expect(equations.solve(UNDAMPED)).toBeNull();
    expect(equations.solve([1, 1, 1, 1, 1, 1])?.[0]).toBeCloseTo(1);
  });

  it('holds more equations than it was made for', () => {
    equations.clear();
    for (let i = 0; i < 5000; i++) equations.add(i % 7, 1, 0, 0, 0, 0, 2 * (i % 7) + 1, 1);
    const found = equations.solve([0, 0, 1, 1, 1, 1]);
    expect(equations.count).toBe(5000);
    expect(found?.[0]).toBeCloseTo(2);
    expect(found?.[1]).toBeCloseTo(1);
  });
});
