import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { withoutQuality } from '../../../electron/contract/face-embedding.ts';
import { LookSequence } from './look-sequence.ts';
import { looksInFolder, type LooksStore, type RecordedLook } from './looks-store.ts';

const NAME = 'ada-seen well-1-0';
const FRAMES = 6;

const lookAt = (k: number): RecordedLook => ({
  observation: {
    kind: 'no-face',
    ...{ sequence: k, timeMs: 33 * k, hint: 'nobody', spectrum: 'colour', track: null, others: 0 },
    times: { detect: 0, landmarks: 0, pose: 0, fuse: 0, embed: 0, liveness: 0, total: 0 },
  },
  embedding: withoutQuality(Float32Array.from([k, 1])),
  infrared: null,
});

let folder = '';
let store: LooksStore;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-looks-'));
  store = await looksInFolder(folder);
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** A sequence of six frames, and which of them were looked at. */
function sequence() {
  const seen: number[] = [];
  async function* see() {
    for (let k = 0; k < FRAMES; k++) {
      seen.push(k);
      yield await Promise.resolve(lookAt(k));
    }
  }
  return { seen, looks: new LookSequence(NAME, store, see) };
}

describe('looks of an attempt', () => {
  it('are made when somebody waits for them, and end with the frames', async () => {
    const { seen, looks } = sequence();
    expect(await looks.at(1)).toEqual(lookAt(1));
    expect(seen).toEqual([0, 1]);
    expect(await looks.at(5)).toEqual(lookAt(5));
    expect(await looks.at(6)).toBeNull();
    expect(await looks.at(0)).toEqual(lookAt(0));
    expect(seen).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('are read again as they were, embeddings to the last bit', async () => {
    const first = sequence();
    await first.looks.at(2);
    await first.looks.save();
    const again = sequence();
    expect(await again.looks.at(2)).toEqual(lookAt(2));
    expect(again.seen).toEqual([]);
  });

  it('go on from where a run was stopped, vision from the first frame on', async () => {
    const first = sequence();
    await first.looks.at(2);
    await first.looks.save();
    const again = sequence();
    expect(await again.looks.at(3)).toEqual(lookAt(3));
    expect(again.seen).toEqual([0, 1, 2, 3]);
    expect(await again.looks.at(6)).toBeNull();
    await again.looks.save();
    const third = sequence();
    expect(await third.looks.at(6)).toBeNull();
    expect(await third.looks.at(5)).toEqual(lookAt(5));
    expect(third.seen).toEqual([]);
  });

  it('are written when there are new ones, and only then', async () => {
    const { looks } = sequence();
    await looks.at(2);
    await looks.save();
    const [file = ''] = await readdir(folder);
    await rm(join(folder, file));
    await looks.save();
    expect(await readdir(folder)).toEqual([]);
    await looks.at(3);
    await looks.save();
    expect((await store.read(NAME))?.looks).toHaveLength(4);
  });

  it('are made again where the file is damaged', async () => {
    const first = sequence();
    await first.looks.at(2);
    await first.looks.save();
    const [file = ''] = await readdir(folder);
    await writeFile(join(folder, file), 'half a file');
    const again = sequence();
    expect(await again.looks.at(0)).toEqual(lookAt(0));
    expect(again.seen).toEqual([0]);
  });
});
