import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fileNameOf, freePath } from './free-name.ts';

describe('names of files', () => {
  it.each([
    ['rgbd_dataset_freiburg1_xyz', 'rgbd_dataset_freiburg1_xyz'],
    ['kitchen: 2/3', 'kitchen_ 2_3'],
    ['..', 'Recording'],
    [' .hidden. ', 'hidden'],
    ['', 'Recording'],
    ['a\u0000b', 'a_b'],
  ])('%j becomes %j', (wanted, name) => {
    expect(fileNameOf(wanted)).toBe(name);
  });

  it.each(['\u3000', '\u00a0.', ' . '])(
    'of nothing but spaces and dots, %j, are another one',
    (wanted) => {
      expect(fileNameOf(wanted)).toBe('Recording');
    },
  );

  it('never lead out of a folder, and are never long', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (wanted) => {
        const name = fileNameOf(wanted);
        expect(path.join('/folder', name)).toBe(`/folder/${name}`);
        expect(name).toBe(path.win32.basename(name));
        expect(Array.from(name).length).toBeLessThanOrEqual(80);
        expect(name.trim()).not.toBe('');
      }),
    );
  });

  it('get a number where they are taken or spoken for', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'depthlock-names-'));
    try {
      const at = (name: string) => path.join(folder, name);
      expect(await freePath(folder, 'a', '.mcap')).toBe(at('a.mcap'));
      await writeFile(at('a.mcap'), '');
      expect(await freePath(folder, 'a', '.mcap')).toBe(at('a 2.mcap'));
      expect(await freePath(folder, 'a', '.mcap', new Set([at('a 2.mcap')]))).toBe(at('a 3.mcap'));
    } finally {
      await rm(folder, { recursive: true, force: true });
    }
  });
});
