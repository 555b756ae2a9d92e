import { expect, it } from 'vitest';
import { spelled } from './vault-words.ts';

it('spells a code in groups', () => {
  expect(spelled('7K2M-Q9XD')).toBe('7 K 2 M, Q 9 X D');
});
