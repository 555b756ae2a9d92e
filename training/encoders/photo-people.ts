import type { Random } from '../people/random.ts';
import type { PhotoSet } from '../photos/photo-set.ts';

/** Every fifth person is kept out of training, to validate on and to choose by. */
const HELD_OUT = 5;

/** Photographs grouped by person, split into people to train on and people held out. */
export interface PhotoPeople {
  /** Lists of photograph numbers, one list a person. */
  readonly training: readonly (readonly number[])[];
  readonly heldOut: readonly (readonly number[])[];
}

export function splitPeople(photos: PhotoSet): PhotoPeople {
  const lists = Array.from({ length: photos.people }, (): number[] => []);
  photos.person.forEach((person, photo) => lists[person]?.push(photo));
  const known = lists
    .map((list, person) => ({ list, person }))
    .filter(({ list }) => list.length > 0);
  const pick = (heldOut: boolean) =>
    known.filter(({ person }) => (person % HELD_OUT === 0) === heldOut).map(({ list }) => list);
  return { training: pick(false), heldOut: pick(true) };
}

/**
 * Draws a person and two of their photographs; the same one twice when there is no other. Half of the draws are
 * among people with several photographs, who are a quarter of all.
 */
export class PairSampler {
  private readonly several: readonly (readonly number[])[];
  private readonly all: readonly (readonly number[])[];

  constructor(people: readonly (readonly number[])[]) {
    this.all = people;
    this.several = people.filter((list) => list.length > 1);
  }

  draw(random: Random): readonly [number, number] {
    const people = random.chance(0.5) ? this.several : this.all;
    const list = people[random.below(people.length)] ?? [];
    const first = random.below(list.length);
    const second =
      list.length < 2 ? first : (first + 1 + random.below(list.length - 1)) % list.length;
    return [list[first] ?? 0, list[second] ?? 0];
  }
}
