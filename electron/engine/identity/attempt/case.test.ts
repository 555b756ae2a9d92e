import { describe, expect, it } from 'vitest';
import { addToCase, withoutAside, type Case } from './case.ts';
import type { JudgedLook } from './distinct-looks.ts';
import type { Nearest } from './lock-rules.ts';
import { embeddingFor, OWNER_SHAPE, sureBelow } from './rules-fixture.ts';

const nearest = (correlation: number, personId = 'ada'): Nearest => ({
  ...{ personId, name: personId, distance: 0.5, threshold: 0.9, ratio: 6, shape: OWNER_SHAPE },
  scale: { ...sureBelow(0.9), correlation },
});

const look = (yaw = 0, isAside = false): JudgedLook => ({
  embedding: embeddingFor({ yaw }).vector,
  ...{ spectrum: 'colour', yaw, pitch: 0, ratio: 6, liveness: 4, isAside },
});

const shape = embeddingFor({}).shape;

function caseOf(...looks: readonly JudgedLook[]): Case {
  const [first = look(), ...others] = looks;
  return others.reduce<Case>(
    (held, other) => addToCase(held, nearest(0.5), other, shape),
    addToCase(null, nearest(0.5), first, shape),
  );
}

describe('a case', () => {
  it('is of the comparison whose looks have most in common', () => {
    const both = addToCase(caseOf(look()), nearest(0.8), look(10), null);
    expect(both.correlation).toBe(0.8);
    expect(addToCase(both, nearest(0.2), look(20), null).correlation).toBe(0.8);
    const unknown = { ...nearest(0.1), scale: null };
    expect(addToCase(null, unknown, look(), null).correlation).toBe(1);
  });

  it('begins anew for another person', () => {
    const held: Case = {
      ...caseOf(look(), look(10)),
      turn: { direction: 'left', from: { yaw: 0, pitch: 0 }, sinceMs: 0 },
    };
    const other = addToCase(held, nearest(0.5, 'bob'), look(), null);
    expect(other).toMatchObject({ personId: 'bob', shape: null, turn: null });
    expect(other.looks).toHaveLength(1);
    expect(addToCase(held, nearest(0.5), look(20), null).turn).toEqual(held.turn);
  });

  it('gathers the shape of the looks that show it', () => {
    const held = caseOf(look(), look(10));
    expect(held.shape?.looks).toBe(2);
    expect(addToCase(held, nearest(0.5), look(), null).shape).toEqual(held.shape);
  });

  it('without what was seen from aside is what was seen from ahead, or nothing', () => {
    const held = caseOf(look(), look(28, true));
    expect(withoutAside(held)?.looks.map(({ yaw }) => yaw)).toEqual([0]);
    expect(withoutAside(caseOf(look(28, true)))).toBeNull();
    expect(withoutAside(null)).toBeNull();
  });
});
