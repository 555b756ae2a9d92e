/** Key storages as systems have them. */
import type { KeyStorage } from '../anchor/anchor-format.ts';
import { open, seal } from './keys.ts';

/** One that encrypts with a key of its own; another number is another user or computer. */
export function keyStorage(number = 1): KeyStorage {
  const key = Buffer.alloc(32, number);
  return {
    wrapKey: (bytes) => seal(key, bytes, 'system'),
    unwrapKey: (wrapped) => {
      const bytes = open(key, wrapped, 'system');
      if (bytes === null) throw new Error('decryption failed');
      return bytes;
    },
  };
}
