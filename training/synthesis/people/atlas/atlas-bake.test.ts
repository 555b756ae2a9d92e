import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { SURFACE } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { Atlas, AtlasView } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import { bakeAtlas } from './atlas-bake.ts';
import { CAST } from '../cast.ts';
import { STUDIO_LIGHT } from '../render/light.ts';
import { render } from '../render/render.ts';
import type { Rendering } from '../render/render.ts';
import { buildPerson } from './virtual-person.ts';

const root = process.env['DEPTHLOCK_DATA'];
const available = root !== undefined && existsSync(join(root, 'ict-facekit'));
if (!available) console.warn('Skipped: the head model (ict-facekit in DEPTHLOCK_DATA) is absent.');

const pixelsOf = (view: AtlasView): { depth: number; surface: number; follow: number }[] =>
  Array.from(view.depth, (depth, i) => ({
    depth,
    surface: view.surface[i] ?? 0,
    follow: view.follow[i] ?? 0,
  }));

describe.skipIf(!available)('atlas of one person', () => {
  let atlas: Atlas;
  beforeAll(() => {
    const bald = CAST.find(({ id }) => id === 'henrik');
    if (bald === undefined) throw new Error('The cast has changed.');
    atlas = bakeAtlas(bald, undefined, { yaws: [0, 40], pitches: [0] });
  }, 60_000);

  it('has depth exactly where it shows a surface', () => {
    for (const view of [...atlas.head, atlas.torso]) {
      const wrong = pixelsOf(view).filter(
        ({ depth, surface }) => depth > 0 !== (surface !== SURFACE.none),
      );
      expect(wrong).toEqual([]);
    }
  });

  it('puts the front of the face at its distance', () => {
    const depths = pixelsOf(atlas.head[0] as AtlasView)
      .filter(({ surface }) => surface === SURFACE.skin)
      .map(({ depth }) => depth / 2);
    const nearest = Math.min(...depths);
    // The nose is two to four centimetres in front of the plane of the face.
    expect(nearest).toBeLessThan(atlas.faceDistanceMm - 15);
    expect(nearest).toBeGreaterThan(atlas.faceDistanceMm - 50);
  });

  it('lets the face turn fully, the neck partly and the torso not at all', () => {
    const frontal = pixelsOf(atlas.head[0] as AtlasView);
    expect(frontal.some(({ follow }) => follow === 255)).toBe(true);
    expect(frontal.some(({ surface, follow }) => surface === SURFACE.skin && follow < 128)).toBe(
      true,
    );
    expect(frontal.every(({ surface, follow }) => surface !== SURFACE.eye || follow === 255)).toBe(
      true,
    );
    expect(pixelsOf(atlas.torso).every(({ follow }) => follow === 0)).toBe(true);
  });

  it('shows both eyes from the front and an inter-ocular distance of an adult', () => {
    const eyes = pixelsOf(atlas.head[0] as AtlasView).filter(
      ({ surface }) => surface === SURFACE.eye,
    );
    expect(eyes.length).toBeGreaterThan(60);
    expect(atlas.interOcularMm).toBeGreaterThan(52);
    expect(atlas.interOcularMm).toBeLessThan(76);
  });
});

describe.skipIf(!available)('rendering', () => {
  it('is the same every time and agrees with its landmarks', () => {
    const member = CAST.find(({ id }) => id === 'henrik');
    if (member === undefined) throw new Error('The cast has changed.');
    const person = buildPerson(member.identity, member.appearance);
    const draw = (): Rendering =>
      render(person, {
        camera: { width: 160, height: 180, intrinsics: { fx: 300, fy: 300, cx: 80, cy: 90 } },
        pose: { yaw: 15, pitch: -8, roll: 5, distanceMm: 700, y: 30 },
        light: STUDIO_LIGHT,
      });
    const [first, second] = [draw(), draw()];
    expect(Buffer.compare(first.color, second.color)).toBe(0);
    expect(first.depth.every((depth, i) => depth === second.depth[i])).toBe(true);
    // Landmark 30 is the tip of the nose: nothing hides it.
    const [u = 0, v = 0, z = 0] = first.landmarks.subarray(90, 93);
    const seen = first.depth[Math.round(v) * first.width + Math.round(u)] ?? 0;
    expect(Math.abs(seen - z)).toBeLessThan(3);
  }, 60_000);
});
