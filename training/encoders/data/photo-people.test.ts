import { describe, expect, it } from 'vitest';
import { seededRandom } from '../../synthesis/people/random.ts';
import type { PhotoSet } from '../../synthesis/photos/photo-set.ts';
import { PairSampler, splitPeople } from './photo-people.ts';

/** A hundred people; the n-th has 1 + n mod 3 photographs. */
const person = Array.from({ length: 100 }, (_, n) => Array(1 + (n % 3)).fill(n) as number[]).flat();
const photos: PhotoSet = {
  people: 100,
  person,
  read: () => {
    throw new Error('No photograph is read.');
  },
};

describe('splitPeople', () => {
  const { training, validation, calibration } = splitPeople(photos);

  it('puts every photograph into one group, and no person into two', () => {
    const groups = [training, validation, calibration].map(
      (lists) => new Set(lists.flat().map((photo) => person[photo])),
    );
    expect(groups.reduce((sum, group) => sum + group.size, 0)).toBe(100);
    expect([training, validation, calibration].flat(2)).toHaveLength(person.length);
    expect(training).toHaveLength(80);
    expect(validation).toHaveLength(10);
  });
});

describe('PairSampler', () => {
  it('draws two photographs of one person, different ones where there are several', () => {
    const { training } = splitPeople(photos);
    const sampler = new PairSampler(training);
    const random = seededRandom(4);
    for (let i = 0; i < 500; i++) {
      const [a, b] = sampler.draw(random);
      expect(person[a]).toBe(person[b]);
      const own = person.filter((p) => p === person[a]).length;
      if (own > 1) expect(a).not.toBe(b);
    }
  });
});
