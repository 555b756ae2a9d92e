import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { Keeper } from './keeper.ts';
import { open, seal } from './keys/keys.ts';
import { SealedFile } from './sealed-file.ts';

const keeperOf = (key: Uint8Array): Keeper => ({
  seal: (plain, bound) => seal(key, plain, bound),
  open: (sealed, bound) => open(key, sealed, bound),
});
const KEEPER = keeperOf(randomBytes(32));
const schema = z.record(z.string(), z.string());

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'depthlock-sealed-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));
const fileAt = (name: string) => new SealedFile(path.join(folder, name), schema);

describe('sealed file', () => {
  it('gives back what was written, to its vault alone', async () => {
    const file = fileAt('own');
    const values = fc.dictionary(fc.string(), fc.string());
    await fc.assert(
      fc.asyncProperty(values, async (value) => {
        await file.write(KEEPER, value);
        expect(await file.read(KEEPER)).toEqual({ ...value });
      }),
      { numRuns: 20 },
    );
    expect(await file.read(keeperOf(randomBytes(32)))).toBeNull();
  });

  it('counts as none when it is missing, changed, put there from another file, or of another shape', async () => {
    expect(await fileAt('missing').read(KEEPER)).toBeNull();
    await fileAt('one').write(KEEPER, { a: 'b' });
    const bytes = await readFile(path.join(folder, 'one'));
    await writeFile(path.join(folder, 'other'), bytes);
    expect(await fileAt('other').read(KEEPER)).toBeNull();
    const stricter = new SealedFile(path.join(folder, 'one'), z.array(z.string()));
    expect(await stricter.read(KEEPER)).toBeNull();
    bytes.writeUInt8(bytes.readUInt8(20) ^ 1, 20);
    await writeFile(path.join(folder, 'one'), bytes);
    expect(await fileAt('one').read(KEEPER)).toBeNull();
  });

  it('shows nothing of its content', async () => {
    await fileAt('secret').write(KEEPER, { name: 'Ada Lovelace' });
    const text = await readFile(path.join(folder, 'secret'), 'latin1');
    expect(text).not.toContain('Ada');
  });
});
