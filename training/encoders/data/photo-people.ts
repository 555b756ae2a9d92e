import type { Random } from '../../synthesis/people/random.ts';
import type { PhotoSet } from '../../synthesis/photos/photo-set.ts';

/** Every fifth person is kept out of training; these are validated and calibrated on in turn. */
const HELD_OUT = 5;

/** Photographs grouped by person, split into three groups without a person in common. */
export interface PhotoPeople {
  /** Lists of photograph numbers, one list a person. */
  readonly training: readonly (readonly number[])[];
  /** To choose by. */
  readonly validation: readonly (readonly number[])[];
  /** To set thresholds on. */
  readonly calibration: readonly (readonly number[])[];
}

export function splitPeople(photos: PhotoSet): PhotoPeople {
  const lists = Array.from({ length: photos.people }, (): number[] => []);
  photos.person.forEach((person, photo) => lists[person]?.push(photo));
  const pick = (wanted: (person: number) => boolean) =>
    lists.filter((list, person) => list.length > 0 && wanted(person));
  return {
    training: pick((person) => person % HELD_OUT !== 0),
    validation: pick((person) => person % (2 * HELD_OUT) === 0),
    calibration: pick((person) => person % (2 * HELD_OUT) === HELD_OUT),
  };
}

/**
 * Draws a person and two of their photographs; the same one twice when there is no other. Half of the draws are
 * among people with several photographs, who are a quarter of all.
 */
export class PairSampler {
  readonly #several: readonly (readonly number[])[];
  readonly #all: readonly (readonly number[])[];

  constructor(people: readonly (readonly number[])[]) {
    this.#all = people;
    this.#several = people.filter((list) => list.length > 1);
  }

  draw(random: Random): readonly [number, number] {
    const people = random.chance(0.5) ? this.#several : this.#all;
    const list = people[random.below(people.length)] ?? [];
    const first = random.below(list.length);
    const second =
      list.length < 2 ? first : (first + 1 + random.below(list.length - 1)) % list.length;
    return [list[first] ?? 0, list[second] ?? 0];
  }
}
