import { INPUT_SIZE } from '../../electron/engine/vision/fusion.ts';
import type { Random } from '../people/random.ts';
import type { StoredPerson } from '../population/shard.ts';
import { INPUT_LENGTH } from '../population/shot-record.ts';
import { openPopulation } from '../population/population.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;

/** Rendered people to draw training pictures from. */
export interface RenderedPeople {
  readonly people: readonly StoredPerson[];
  /** Draws a person of whom there are two shots or more, and two of them: 4 × 112 × 112 each. */
  drawPair(random: Random): { readonly person: number; readonly shots: readonly Float32Array[] };
  /** Writes the depth channel of one shot of a person; numbers beyond the people there are wrap around. */
  drawRelief(person: number, random: Random, out: Float32Array): void;
}

/** Throws a sentence when fewer than `count` have been rendered. */
export function openRenderedPeople(count: number): RenderedPeople {
  const population = openPopulation('training', { mostPeople: count });
  if (population.people.length < count) {
    throw new Error(
      `Only ${population.people.length} of ${count} rendered people are there. Make the others: npx tsx training/population/main.ts --set training --people ${count}`,
    );
  }
  const shots = Array.from({ length: count }, (): number[] => []);
  population.shots.forEach(({ person }, shot) => shots[person]?.push(shot));
  const usable = shots.map((own, person) => ({ own, person })).filter(({ own }) => own.length > 1);
  const buffer = new Float32Array(INPUT_LENGTH);
  return {
    people: population.people,
    drawPair(random) {
      const { own, person } = usable[random.below(usable.length)] ?? { own: [], person: 0 };
      const first = random.below(own.length);
      const second = (first + 1 + random.below(own.length - 1)) % own.length;
      const pictures = [first, second].map((k) => {
        const picture = new Float32Array(INPUT_LENGTH);
        population.read(own[k] ?? 0, picture);
        return picture;
      });
      return { person, shots: pictures };
    },
    drawRelief(person, random, out) {
      const own = usable[person % usable.length]?.own ?? [];
      population.read(own[random.below(own.length)] ?? 0, buffer);
      out.set(buffer.subarray(3 * PLANE));
    },
  };
}

/** Copies the colour channels, mirrored or not. */
export function copyColour(input: Float32Array, mirrored: boolean, out: Float32Array): void {
  if (!mirrored) {
    out.set(input.subarray(0, 3 * PLANE));
    return;
  }
  for (let row = 0; row < 3 * INPUT_SIZE; row++) {
    for (let u = 0; u < INPUT_SIZE; u++) {
      out[row * INPUT_SIZE + u] = input[row * INPUT_SIZE + INPUT_SIZE - 1 - u] ?? 0;
    }
  }
}
