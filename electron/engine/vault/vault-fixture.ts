/** People, and a vault with its anchor, for tests. */
import { join } from 'node:path';
import { z } from 'zod';
import type { FileSystem } from '../../base/file-system.ts';
import { AnchorStore, vaultAnchor, type VaultAnchor } from './anchor/anchor-store.ts';
import type { KeyStorage } from './anchor/anchor-format.ts';
import { keyStorage } from './keys/key-storage-fixture.ts';
import type { VaultOptions } from './open-vault.ts';
import type { NewPerson } from './people/new-person.ts';

export const NOW = new Date('2026-11-23T12:00:00.000Z');
export const PIN = '471142';

export function axis(index: number): Float32Array {
  const embedding = new Float32Array(128);
  embedding[index] = 0.6;
  embedding[index + 1] = -0.8;
  return embedding;
}

export function newPerson(changes: Partial<NewPerson> = {}): NewPerson {
  return {
    name: 'Ada Lovelace',
    pin: null,
    references: [
      { embedding: axis(0), yaw: -12.5, pitch: 3.25, spectrum: 'colour' },
      { embedding: axis(7), yaw: 20, pitch: -14, spectrum: 'infrared' },
    ],
    trust: 'sensor',
    encoder: 'squeezenet-1',
    shape: { version: '1', looks: 30, mean: Float32Array.of(1), variance: Float32Array.of(0.5) },
    ...changes,
  };
}

export async function anchorAt(
  home: string,
  storage: KeyStorage = keyStorage(),
  files?: FileSystem,
): Promise<VaultAnchor> {
  const store = await AnchorStore.open({
    ...{ file: join(home, 'anchor.depthlock'), storage, lockOut: z.null(), initial: () => null },
    ...(files === undefined ? {} : { files }),
  });
  return vaultAnchor(store);
}

/** A vault in `home`, as the app has it. `protects`: false for a key storage like `basic_text`. */
export async function vaultAt(
  home: string,
  {
    storage = keyStorage(),
    protects = true,
    files,
  }: { storage?: KeyStorage; protects?: boolean; files?: FileSystem } = {},
): Promise<VaultOptions> {
  return {
    folder: join(home, 'vault'),
    storage: protects ? storage : null,
    anchor: await anchorAt(home, storage, files),
    now: () => NOW,
    ...(files === undefined ? {} : { files }),
  };
}
