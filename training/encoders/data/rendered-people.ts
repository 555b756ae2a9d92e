import {
  FUSED_LENGTH,
  LOOK_CHANNELS,
  lookFromAhead,
} from '../../../electron/engine/vision/fusion/fusion.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Random } from '../../synthesis/people/random.ts';
import type { StoredPerson } from '../../synthesis/population/shots/shard.ts';
import { openPopulation } from '../../synthesis/population/population.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/** Rendered people to draw training pictures from. */
export interface RenderedPeople {
  readonly people: readonly StoredPerson[];
  /** Draws a person of whom there are two shots or more, and a look at each of two: 4 × 112 × 112. */
  drawPair(random: Random): { readonly person: number; readonly looks: readonly Float32Array[] };
  /** Writes the relief of one shot of a person; numbers beyond the people there are wrap around. */
  drawRelief(person: number, random: Random, out: Float32Array): void;
}

/** Throws a sentence when fewer than `count` have been rendered. */
export function openRenderedPeople(count: number): RenderedPeople {
  const population = openPopulation('training', { mostPeople: count });
  if (population.people.length < count) {
    throw new Error(
      `Only ${population.people.length} of ${count} rendered people are there. Make the others: npx tsx training/synthesis/population/main.ts --set training --people ${count}`,
    );
  }
  const shots = Array.from({ length: count }, (): number[] => []);
  population.shots.forEach(({ person }, shot) => shots[person]?.push(shot));
  const usable = shots.map((own, person) => ({ own, person })).filter(({ own }) => own.length > 1);
  const fused = new Float32Array(FUSED_LENGTH);
  return {
    people: population.people,
    drawPair(random) {
      const { own, person } = usable[random.below(usable.length)] ?? { own: [], person: 0 };
      const first = random.below(own.length);
      const second = (first + 1 + random.below(own.length - 1)) % own.length;
      const looks = [first, second].map((k) => {
        const look = new Float32Array(LOOK_CHANNELS * PLANE);
        population.read(own[k] ?? 0, fused);
        if (random.chance(0.5)) lookFromAhead(fused, look);
        else look.set(fused.subarray(0, look.length));
        return look;
      });
      return { person, looks };
    },
    drawRelief(person, random, out) {
      const own = usable[person % usable.length]?.own ?? [];
      population.read(own[random.below(own.length)] ?? 0, fused);
      out.set(fused.subarray(3 * PLANE, 4 * PLANE));
    },
  };
}
