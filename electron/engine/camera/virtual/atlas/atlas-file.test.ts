import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { atlasFixture } from './atlas-fixture.ts';
import { decodeAtlas, encodeAtlas, openAtlas, readAtlasFile } from './atlas-file.ts';
import type { AtlasView } from './atlas.ts';

const atlas = atlasFixture({ focalLength: 120, yaws: [-12, 0, 12], pitches: [0] });
const file = await encodeAtlas(atlas);

/** Mean absolute colour difference over the pixels that show something. */
function colorError(a: AtlasView, b: AtlasView): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < a.color.length; i++) {
    if ((a.depth[Math.floor(i / 3)] ?? 0) > 0) {
      sum += Math.abs((a.color[i] ?? 0) - (b.color[i] ?? 0));
      count++;
    }
  }
  return sum / count;
}

describe('atlas file', () => {
  it('keeps depth, surface and follow exactly, and colour closely', async () => {
    const decoded = await decodeAtlas(file);
    if (!decoded.ok) {
      expect.fail(decoded.problem.message);
    }
    const { head, torso, ...common } = decoded.value;
    expect(common).toEqual({
      id: atlas.id,
      name: atlas.name,
      description: atlas.description,
      camera: atlas.camera,
      pivot: atlas.pivot,
      faceDistanceMm: atlas.faceDistanceMm,
      interOcularMm: atlas.interOcularMm,
    });
    expect(head).toHaveLength(atlas.head.length);
    for (const [i, view] of [...head, torso].entries()) {
      const original = [...atlas.head, atlas.torso][i] ?? expect.fail('one view too many');
      expect(view.depth).toEqual(original.depth);
      expect(view.surface).toEqual(original.surface);
      expect(view.follow).toEqual(original.follow);
      expect(colorError(original, view)).toBeLessThan(6);
    }
  });

  it('is a small fraction of the raw pictures', () => {
    const raw = [...atlas.head, atlas.torso].reduce((sum, v) => sum + v.width * v.height * 7, 0);
    expect(file.length).toBeLessThan(raw / 12);
  });

  it('refuses to store a view whose plane has the wrong length', async () => {
    const broken = { ...atlas, torso: { ...atlas.torso, depth: new Uint16Array(3) } };
    await expect(encodeAtlas(broken)).rejects.toThrow(RangeError);
  });
});

describe('an atlas file that cannot be used', () => {
  it('is a problem that names the file and the reason when it is not there', async () => {
    const missing = await readAtlasFile('/nowhere/ada.atlas');
    expect(missing).toMatchObject({ ok: false, problem: { code: 'people-missing' } });
    expect(missing.ok ? '' : missing.problem.message).toMatch(/ada\.atlas.*it is not there/);
  });

  it('is a problem when it has another version', () => {
    const newer = Buffer.from(file);
    newer.writeUInt16LE(99, 4);
    const opened = openAtlas(newer, 'ada.atlas');
    expect(opened.ok ? '' : opened.problem.message).toMatch(/ada\.atlas.*version 99/);
  });

  it('is a problem at every length it can be cut to', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: file.length - 1 }), async (length) => {
        const decoded = await decodeAtlas(file.subarray(0, length));
        expect(decoded).toMatchObject({ ok: false, problem: { code: 'people-missing' } });
      }),
      { numRuns: 60 },
    );
  });

  it('never throws on garbage, nor when bytes are flipped', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(fc.nat(file.length - 1), fc.integer({ min: 1, max: 255 })), {
          minLength: 1,
          maxLength: 8,
        }),
        async (flips) => {
          const damaged = Buffer.from(file);
          for (const [at, mask] of flips) {
            damaged[at] = (damaged[at] ?? 0) ^ mask;
          }
          const decoded = await decodeAtlas(damaged);
          expect(decoded.ok || decoded.problem.code === 'people-missing').toBe(true);
        },
      ),
      { numRuns: 60 },
    );
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
        const garbage = Buffer.concat([file.subarray(0, 12), bytes]);
        expect((await decodeAtlas(garbage)).ok).toBe(false);
      }),
      { numRuns: 60 },
    );
  });
});
