import { createHash } from 'node:crypto';

/** A seed of 32 bits that depends on all the words. */
export const seedOf = (...words: readonly (string | number)[]): number =>
  createHash('sha256').update(words.join('\n')).digest().readUInt32LE(0);
