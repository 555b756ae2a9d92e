import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { CROP_BYTES } from './fixed-crop.ts';
import { embedFixedCrops, makeFixedCrops, readFixedCrop, VIEWS } from './fixed-crop-people.ts';

const NUMBERS = (4 * CROP_BYTES) / 5;
const { signal } = new AbortController();

let folder = '';
let before: string | undefined;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-crops-'));
  before = process.env['XDG_CACHE_HOME'];
  process.env['XDG_CACHE_HOME'] = folder;
});
afterEach(async () => {
  if (before === undefined) delete process.env['XDG_CACHE_HOME'];
  else process.env['XDG_CACHE_HOME'] = before;
  await rm(folder, { recursive: true, force: true });
});

const hasHeadModel = process.env['DEPTHLOCK_DATA'] !== undefined;
if (!hasHeadModel) console.log('Skipped: rendering people needs DEPTHLOCK_DATA.');

describe.skipIf(!hasHeadModel)('fixed crops of rendered people', () => {
  it('are the same each time, and of another person different', async () => {
    const told: number[] = [];
    await makeFixedCrops('validation', 1, (done) => told.push(done), signal);
    const first = new Float32Array(NUMBERS);
    readFixedCrop('validation', 0, VIEWS - 1, first);
    await rm(join(folder, 'depthlock'), { recursive: true });
    await makeFixedCrops('validation', 2, (done) => told.push(done), signal);
    const again = new Float32Array(NUMBERS);
    readFixedCrop('validation', 0, VIEWS - 1, again);
    expect(again).toEqual(first);
    readFixedCrop('validation', 1, VIEWS - 1, again);
    expect(again).not.toEqual(first);
    expect(told).toEqual([1, 1, 2]);
    const shots = await embedFixedCrops('validation', 2, (tensor) =>
      Promise.resolve(tensor.slice(0, 3)),
    );
    expect(shots.map(({ role }) => role).join(' ')).toBe(
      Array(2).fill('gallery gallery gallery probe probe probe probe probe').join(' '),
    );
  });

  it('are not made once the signal has aborted', async () => {
    const stopped = AbortSignal.abort();
    await makeFixedCrops('validation', 3, () => expect.unreachable(), stopped);
    expect(() => readFixedCrop('validation', 0, 0, new Float32Array(NUMBERS))).toThrow('ENOENT');
  });
});
