import { describe, expect, it } from 'vitest';
import { attemptsCardSchema } from '../../../electron/contract/attempts-card.ts';
import type { AttemptFigures } from '../../evaluation/attempt-report.ts';
import { levelFigures } from './attempt-figures.ts';
import { attemptsCardOf } from './attempts-card-of.ts';
import { AttemptTallies, type Trial } from './attempt-tally.ts';
import { shippedLevels } from '../levels.ts';
import type { AttemptEnd, Outcome } from '../lock-at-level.ts';
import { SEEN_WELL } from '../looks/visit.ts';

const end = (outcome: Outcome, seemedAlive = outcome !== 'picture', ms = 100): AttemptEnd => ({
  ...{ outcome, seemedAlive, ms },
});

/** Two people at all levels: owners who are let in nine times of ten, one stranger in, prints and masks. */
function tallies(tries: number) {
  const all = new AttemptTallies();
  const add = (
    level: string,
    cluster: string,
    rest: Pick<Trial, 'kind' | 'name'>,
    ends: AttemptEnd[],
    groups: string[] = [],
  ) => {
    all.add({ level, cluster, groups, ...rest }, ends, tries, 5);
  };
  for (const { name: level } of shippedLevels()) {
    const owner = { kind: 'owner', name: SEEN_WELL } as const;
    add(
      level,
      'ada',
      owner,
      [
        end('opened', true, 70),
        end('opened', true, 200),
        end('opened'),
        end('opened'),
        end('opened'),
      ],
      ['glasses'],
    );
    add(level, 'bob', owner, [
      end('picture'),
      end('opened'),
      end('opened'),
      end('opened'),
      end('opened'),
    ]);
    add(level, 'ada', { kind: 'stranger', name: SEEN_WELL }, [
      end('stranger'),
      end('undecided'),
      end('opened'),
    ]);
    add(level, 'bob', { kind: 'stranger', name: SEEN_WELL }, [
      end('stranger'),
      end('stranger'),
      end('stranger'),
      end('stranger'),
      end('stranger'),
    ]);
    for (const person of ['ada', 'bob']) {
      add(level, person, { kind: 'attack', name: 'print-flat' }, [
        end('picture'),
        end('picture'),
        end('picture'),
      ]);
      add(level, person, { kind: 'attack', name: 'head-copy' }, [end('opened')]);
      add(
        level,
        person,
        { kind: 'attack', name: 'paper-mask' },
        person === 'ada' ? [end('other-shape'), end('opened')] : [end('other-shape')],
      );
    }
  }
  return all.all();
}

const figuresOf = (tries: number): AttemptFigures => ({
  ...{
    encoder: 'fused 4',
    source: 'two people',
    people: 2,
    tries,
    seed: 1,
    command: 'depthlock evaluate --attempts',
  },
  date: '2026-11-30T12:00:00.000Z',
  levels: levelFigures(tallies(tries), shippedLevels()),
});

describe('figures of attempts', () => {
  const [convenient] = figuresOf(5).levels;
  if (convenient === undefined) throw new Error('no level');

  it('count attempts, and visits until lock-out', () => {
    expect(convenient.far.perAttempt).toMatchObject({ errors: 1, trials: 8, rate: 0.125 });
    expect(convenient.far.untilLockOut).toMatchObject({ errors: 1, trials: 2, rate: 0.5 });
    expect(convenient.frr.perAttempt).toMatchObject({ errors: 1, trials: 10, rate: 0.1 });
    expect(convenient.frr.untilLockOut).toMatchObject({ errors: 0, trials: 2, rate: 0 });
    expect(convenient.bpcer).toMatchObject({ errors: 1, trials: 10 });
    expect(convenient.openMs).toEqual({ median: 100, p95: 200 });
  });

  it('name the worst species first, with what became of the others', () => {
    expect(convenient.species.map(({ species }) => species)).toEqual([
      'head-copy',
      'paper-mask',
      'print-flat',
    ]);
    const [, mask, print] = convenient.species;
    expect(mask?.iapar.perAttempt).toMatchObject({ errors: 1, trials: 3 });
    expect(mask?.apcer).toMatchObject({ errors: 3, trials: 3 });
    expect(mask?.reasons).toEqual({ 'other-shape': 2 });
    expect(print?.apcer).toMatchObject({ errors: 0, trials: 6, low: 0, high: 0.5 });
    expect(print?.reasons).toEqual({ picture: 6 });
  });

  it('take the attempts of a person as one sample', () => {
    // Wilson's interval of one error in eight independent trials is narrower.
    expect(convenient.far.perAttempt.high).toBeGreaterThan(0.47);
    expect(convenient.groups).toMatchObject([{ name: 'glasses', frr: { errors: 0, trials: 5 } }]);
  });

  it('say nothing of lock-out where fewer than five attempts were played', () => {
    const [level] = figuresOf(2).levels;
    expect(level?.far.untilLockOut).toBeNull();
    expect(attemptsCardOf(figuresOf(2))).toBeNull();
  });

  it('become the card that Settings shows, without what no look can tell from a head', () => {
    const card = attemptsCardSchema.parse(attemptsCardOf(figuresOf(5)));
    expect(card.levels.strict.apcer).toMatchObject({
      species: 'paper-mask',
      attempt: { errors: 1, trials: 3 },
    });
    expect(card.levels.balanced.frr.fiveTries).toMatchObject({ errors: 0, trials: 2 });
    expect(card.people).toContain('3-D copy');
  });
});
