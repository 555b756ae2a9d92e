import { describe, expect, it } from 'vitest';
import { lookAt, PLAIN_SHAPE } from '../../../electron/engine/identity/shape/shape-fixture.ts';
import { presentationFigures, type JudgedAttack, type JudgedShot } from './attack-figures.ts';

const LEVELS = [{ name: 'loose', threshold: 0.5 }];

/** A live shot whose colour is the owner's, of a head of some shape. */
function shot(name: string, head: number | null, role: 'gallery' | 'probe' = 'probe'): JudgedShot {
  return {
    ...{ person: 'ada', shot: name, role, liveness: { kind: 'live', logOdds: 9 } },
    embedding: Float32Array.of(1, 0),
    shape: head === null ? null : lookAt(head),
  };
}

const attack = (head: number | null): JudgedAttack => ({
  ...shot('a', head),
  species: 'other head',
});
const GENUINE = [shot('front', 3, 'gallery'), shot('left', 3.1), shot('right', 2.9)];
const figures = (attacks: readonly JudgedAttack[], genuine = GENUINE) =>
  presentationFigures(genuine, attacks, LEVELS, { shape: PLAIN_SHAPE });

describe('the veto of shape in figures', () => {
  it("stops the owner's colour on another head, and not on the owner's", () => {
    const { species } = figures([attack(-3), attack(3)]);
    expect(species[0]).toMatchObject({
      live: 2,
      byShape: { refused: { errors: 1, trials: 2 }, unmeasured: 0 },
    });
    expect(species[0]?.iapar[0]?.rate).toMatchObject({ errors: 1, trials: 2 });
  });

  it('counts an attack that says nothing of shape as not stopped', () => {
    const { species } = figures([attack(null)]);
    expect(species[0]?.byShape).toMatchObject({ refused: { trials: 0 }, unmeasured: 1 });
    expect(species[0]?.iapar[0]?.rate.errors).toBe(1);
  });

  it('stops nobody where shapes are not compared', () => {
    const { species, genuine } = presentationFigures(GENUINE, [attack(-3)], LEVELS);
    expect(species[0]?.iapar[0]?.rate.errors).toBe(1);
    expect(genuine.byShape).toMatchObject({ refused: { trials: 0 }, unmeasured: 2 });
  });

  it('compares genuine shots with the other shots of their person only', () => {
    const odd = [...GENUINE, shot('odd', -3)];
    const { byShape } = figures([], odd).genuine;
    expect(byShape.refused).toMatchObject({ errors: 1, trials: 3 });
    const alone = figures([], [shot('only', 3)]).genuine;
    expect(alone.byShape).toMatchObject({ refused: { trials: 0 }, unmeasured: 1 });
  });
});
