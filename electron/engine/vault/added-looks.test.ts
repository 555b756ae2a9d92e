import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { AddedLook } from '../../contract/engine/engine-messages.ts';
import { AddedLooks } from './added-looks.ts';
import type { Keeper } from './keeper.ts';
import { open, seal } from './keys/keys.ts';

const keeperOf = (key: Uint8Array): Keeper => ({
  seal: (plain, bound) => seal(key, plain, bound),
  open: (sealed, bound) => open(key, sealed, bound),
});

const looks: fc.Arbitrary<AddedLook> = fc.record({
  embedding: fc.float32Array({ minLength: 128, maxLength: 128, noNaN: true }),
  yaw: fc.double({ min: -90, max: 90, noNaN: true }),
  pitch: fc.double({ min: -90, max: 90, noNaN: true }),
  spectrum: fc.constantFrom('colour', 'infrared'),
  by: fc.constantFrom('match', 'pin'),
  addedMs: fc.integer({ min: 0, max: 2e12 }),
  matchesLeft: fc.nat({ max: 100 }),
});

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-added-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('keeps the looks of each person for their vault', async () => {
  const keeper = keeperOf(randomBytes(32));
  const people = fc.uniqueArray(
    fc.tuple(fc.uuid(), fc.array(looks, { minLength: 1, maxLength: 6 })),
    { selector: ([id]) => id, maxLength: 4 },
  );
  const file = new AddedLooks(folder);
  await fc.assert(
    fc.asyncProperty(people, async (content) => {
      await file.write(keeper, new Map(content));
      // JSON knows no −0.
      const plain = (value: unknown) => JSON.stringify(value);
      expect(plain([...(await file.read(keeper))])).toBe(plain(content));
    }),
    { numRuns: 20 },
  );
  expect(await file.read(keeperOf(randomBytes(32)))).toEqual(new Map());
});
