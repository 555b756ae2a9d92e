import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seededRandom } from '../synthesis/people/random.ts';
import { planViews } from '../synthesis/population/views/view-plan.ts';
import { chooseLimits } from './choose-limits.ts';
import { drawEyes } from './eye-plan.ts';
import { STORED, type FaceSample } from './eye-samples.ts';
import { fitEyes } from './fit-eyes.ts';
import { lowerLids } from './lower-lids.ts';
import { readSamples, writeSamples } from './make-samples.ts';
import { measureEyes, scoreFaces } from './measure-eyes.ts';

/** Faces whose eyes have a dark iris: in the middle, aside, or hidden behind a line. */
function drawnFaces(count: number, seed: number): FaceSample[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, (_, k): FaceSample => {
    const kind = (['open', 'closed', 'aside'] as const)[k % 3] ?? 'open';
    const pixels = Float32Array.from({ length: STORED.columns * STORED.rows }, (__, i) => {
      const x = (i % STORED.columns) - STORED.columns / 2 - (kind === 'aside' ? 5 : 0);
      const y = Math.floor(i / STORED.columns) - STORED.rows / 2;
      const isDark = kind === 'closed' ? Math.abs(y) < 1.5 : Math.hypot(x, y) < 5;
      return (isDark ? 60 : 160) + 6 * random.normal();
    });
    const view = { yaw: 0, pitch: 0, openingMm: 8, pixelsPerMm: 0.5 };
    const openness = kind === 'closed' ? 0 : 1;
    const gazeDegrees = { open: 0, closed: NaN, aside: 30 }[kind];
    return { kind, eyes: [{ pixels, view, openness, gazeDegrees }] };
  });
}

describe('fitting the network', () => {
  const options = { hidden: 4, epochs: 30, seed: 1, decay: 0.05 };

  it('tells apart what eyes do that it has not seen, and is the same again', () => {
    const eyes = drawnFaces(90, 1).flatMap((face) => face.eyes);
    const network = fitEyes(eyes, options);
    const scored = scoreFaces(network, drawnFaces(60, 2));
    const limits = chooseLimits(scored, {
      openSaidClosed: 0,
      closedSaidOpen: 0,
      towardsSaidAside: 0,
    });
    const said = Object.fromEntries(
      measureEyes(scored, limits).map((figures) => [figures.kind, figures.said]),
    );
    expect(said['closed']?.['eyes-closed']).toBeGreaterThan(0.9);
    expect(said['open']?.attentive).toBeGreaterThan(0.9);
    expect(said['aside']?.['looks-away']).toBeGreaterThan(0.9);
    expect(fitEyes(eyes, options)).toEqual(network);
  });
});

describe('planned eyes', () => {
  it('look towards the camera within what heads and eyes can do', () => {
    const random = seededRandom(3);
    for (const plan of planViews('training', 300, random)) {
      const eyes = drawEyes(random, plan);
      const { pose, gaze } = eyes.plan;
      expect(Math.abs(pose.yaw)).toBeLessThanOrEqual(35);
      expect(Math.abs(pose.pitch)).toBeLessThanOrEqual(26);
      if (eyes.kind === 'aside') expect(eyes.gazeDegrees).toBeGreaterThanOrEqual(20);
      if (gaze === undefined) continue;
      expect(Math.hypot(gaze.right - pose.yaw, gaze.down - pose.pitch)).toBeLessThan(55);
    }
  });
});

describe('stored samples', () => {
  it('are read as they were written, to a whole step of brightness', () => {
    const folder = mkdtempSync(join(tmpdir(), 'eyes-'));
    try {
      const faces = drawnFaces(5, 4);
      faces[0]?.eyes[0]?.pixels.set([NaN, 0.2], 0);
      writeSamples(join(folder, 'some'), faces);
      const read = readSamples(join(folder, 'some'));
      expect(read?.map(({ kind }) => kind)).toEqual(faces.map(({ kind }) => kind));
      const pixels = read?.[0]?.eyes[0]?.pixels;
      expect(pixels?.[0]).toBeNaN();
      expect(pixels?.[1]).toBe(1);
      expect(read?.[1]?.eyes[0]?.gazeDegrees).toBeNaN();
      expect(readSamples(join(folder, 'none'))).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});

describe('lowerLids', () => {
  const width = 200;
  const landmarks = new Float32Array(3 * 468).fill(NaN);
  const lay = (indices: readonly number[], down: number, from: number, to: number) => {
    indices.forEach((index, i) => {
      const share = i / (indices.length - 1);
      landmarks[3 * index] = from + share * (to - from);
      landmarks[3 * index + 1] = 60 + down * Math.sin(Math.PI * share);
    });
  };
  lay([33, 246, 161, 160, 159, 158, 157, 173, 133], -8, 30, 80);
  lay([33, 7, 163, 144, 145, 153, 154, 155, 133], 8, 30, 80);
  lay([263, 466, 388, 387, 386, 385, 384, 398, 362], -8, 170, 120);
  lay([263, 249, 390, 373, 374, 380, 381, 382, 362], 8, 170, 120);
  const data = Uint8Array.from({ length: 4 * width * 120 }, (_, i) => {
    const [x, y] = [Math.floor(i / 4) % width, Math.floor(i / 4 / width)];
    const isIris = Math.min(Math.hypot(x - 55, y - 60), Math.hypot(x - 145, y - 60)) < 7;
    return isIris ? 20 : 200;
  });
  const image = { width, height: 120, data };

  it('hide both irises behind skin, and leave the rest of the picture alone', () => {
    const closed = lowerLids(image, landmarks, { meet: 0.8, lashes: 0.6 });
    const darkest = (from: number, to: number): number => {
      let least = 255;
      for (let y = 50; y < 75; y++) {
        for (let x = from; x < to; x++) least = Math.min(least, closed[4 * (y * width + x)] ?? 0);
      }
      return least;
    };
    for (const [from, to] of [
      [45, 66],
      [135, 156],
    ] as const) {
      expect(darkest(from, to)).toBeGreaterThan(100);
      expect(darkest(from, to)).toBeLessThan(190);
    }
    expect(closed.subarray(0, 4 * 30 * width)).toEqual(data.subarray(0, 4 * 30 * width));
  });

  it('stay open where landmarks are no numbers', () => {
    const none = new Float32Array(3 * 468).fill(NaN);
    expect(lowerLids(image, none, { meet: 0.8, lashes: 0.6 })).toEqual(data);
  });
});
