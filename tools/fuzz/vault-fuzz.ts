/** Damaged vaults and anchors by the thousand: each is closed and named, or refused; none is taken for an empty one. */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import {
  decodeAnchor,
  encodeAnchor,
  newAnchorKey,
} from '../../electron/engine/vault/anchor/anchor-format.ts';
import { decodeVault, encodeVault } from '../../electron/engine/vault/file/vault-format.ts';
import { VERSION_1_VAULT } from '../../electron/engine/vault/file/version-1-fixture.ts';
import { keyStorage } from '../../electron/engine/vault/keys/key-storage-fixture.ts';
import { createDataKey } from '../../electron/engine/vault/keys/keys.ts';
import { openPerson, sealPerson } from '../../electron/engine/vault/people/person-record.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { chanceOf, type Chance } from './chance.ts';

const SLOWEST_MS = 2000;
const HASH_BYTES = 32;

export interface VaultFuzzReport {
  readonly inputs: number;
  readonly failures: number;
  readonly slowestMs: number;
}

/** Bends bytes for `seconds`; `onFailure` gets a sentence for each that was taken, or threw, or took too long. */
export function fuzzVault(
  seed: number,
  seconds: number,
  onFailure: (sentence: string) => void,
): VaultFuzzReport {
  const dataKey = createDataKey();
  const storage = keyStorage();
  const file = encodeVault(contentOf(dataKey), dataKey);
  const anchor = encodeAnchor(
    { vaultId: 'v', generation: 3, lockOut: null, activity: { entries: 0, hash: '' } },
    newAnchorKey(storage),
  );
  const endMs = performance.now() + seconds * 1000;
  let [inputs, failures, slowestMs] = [0, 0, 0];
  for (; performance.now() < endMs; inputs += 1) {
    const chance = chanceOf(seed, inputs);
    const startMs = performance.now();
    const fault = oneInput(chance, { file, anchor, dataKey, storage });
    const tookMs = performance.now() - startMs;
    slowestMs = Math.max(slowestMs, tookMs);
    const said = fault ?? (tookMs > SLOWEST_MS ? `it took ${tookMs.toFixed(0)} ms` : null);
    if (said === null) continue;
    failures += 1;
    onFailure(`input ${inputs} of seed ${seed}: ${said}`);
  }
  return { inputs, failures, slowestMs };
}

interface Originals {
  readonly file: Uint8Array;
  readonly anchor: Uint8Array;
  readonly dataKey: Buffer;
  readonly storage: ReturnType<typeof keyStorage>;
}

/** What was wrong with how one input was taken; null: nothing. */
function oneInput(chance: Chance, { file, anchor, dataKey, storage }: Originals): string | null {
  try {
    if (chance.below(3) === 0) {
      const bent = bend(anchor, chance);
      const read = decodeAnchor(bent, {
        ...{ storage, lockOut: z.null(), initial: () => null, known: null },
      });
      return read === null || Buffer.from(bent).equals(anchor) ? null : 'a bent anchor was taken';
    }
    const original = chance.below(3) === 0 ? VERSION_1_VAULT : file;
    const bent = bend(original, chance);
    // Half of them with a checksum that fits, as somebody writes who means it.
    if (chance.below(2) === 0) fitChecksum(bent);
    const read = decodeVault(bent);
    if (read.kind !== 'content' || Buffer.from(bent).equals(original)) return null;
    if (read.isAuthentic(dataKey)) return 'a bent vault was called authentic';
    for (const record of read.content.people) openPerson(dataKey, record, read.content.version);
    return null;
  } catch (error) {
    return `it threw: ${reasonOf(error)}`;
  }
}

function bend(original: Uint8Array, chance: Chance): Buffer {
  const bent = Buffer.from(original);
  const times = 1 + chance.below(6);
  for (let i = 0; i < times; i += 1) {
    const at = chance.below(bent.length);
    bent[at] = chance.below(2) === 0 ? chance.below(256) : (bent[at] ?? 0) ^ (1 << chance.below(8));
  }
  const cut = chance.below(bent.length);
  switch (chance.below(6)) {
    case 0:
      return bent.subarray(0, cut);
    case 1:
      return Buffer.concat([bent, bent.subarray(cut)]);
    case 2:
      return Buffer.concat([bent.subarray(0, cut), bent]);
    default:
      return bent;
  }
}

function fitChecksum(file: Buffer): void {
  if (file.length <= HASH_BYTES) return;
  const end = file.length - HASH_BYTES;
  createHash('sha256').update(file.subarray(0, end)).digest().copy(file, end);
}

function contentOf(dataKey: Buffer): Parameters<typeof encodeVault>[0] {
  const embedding = new Float32Array(128);
  embedding[0] = 1;
  const person = sealPerson(dataKey, {
    ...{ id: 'p', name: 'Ada', trust: 'sensor', encoder: 'e', pin: null },
    appearances: [
      {
        ...{ id: 'first', label: '', enrolledAt: '2026-11-23T12:00:00.000Z', shape: null },
        references: [{ embedding, yaw: 0, pitch: 0, spectrum: 'colour' }],
      },
    ],
  });
  return {
    ...{ vaultId: 'v', generation: 3, wrappedKey: Uint8Array.of(1), wrappedSecret: null },
    ...{ recovery: Uint8Array.of(2), people: [person] },
  };
}
