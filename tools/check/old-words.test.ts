import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';

const PROJECT = path.join(import.meta.dirname, '../..');

/** Sentences that people stumbled over; each has a better one by now. */
const OLD = [
  'notices by itself',
  'Now lock and look',
  'That is you. A name',
  'exists only for Windows',
  'As the system',
  'it begins like no session',
  'Waits for the one before it',
  'Being cancelled; nothing of it',
  'waste basket',
  'A demo with drawn people',
  'Nobody looks at the camera long enough',
  'opens below',
  'You direct who stands',
  'Show the lines',
];

const sources = ['electron', 'renderer'].flatMap((room) =>
  readdirSync(path.join(PROJECT, room), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/u.test(file) && !/\.test\.tsx?$/u.test(file))
    .map((file) => path.join(room, file)),
);

describe('what people read', () => {
  it('is looked for where it is written', () => expect(sources.length).toBeGreaterThan(300));

  it.each(OLD)('says no more: %s', (words) => {
    const saying = sources.filter((file) =>
      readFileSync(path.join(PROJECT, file), 'utf8').includes(words),
    );
    expect(saying).toEqual([]);
  });
});
