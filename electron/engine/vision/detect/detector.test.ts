import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { RgbdFrame } from '../../../contract/frame.ts';
import { openFolderDataset } from '../../exchange/dataset/folder-dataset.ts';
import { loadDetector } from './detector.ts';
import type { FaceDetector } from './detector.ts';
import { NOSE_TIP } from '../landmarks/landmark-indices.ts';
import { searchLandmarks } from '../landmarks/landmarks-search.ts';
import { loadLandmarkLocator } from '../landmarks/landmarks.ts';
import type { LandmarkLocator } from '../landmarks/landmarks.ts';

const ASSETS = fileURLToPath(new URL('../../../../assets', import.meta.url));

describe('FaceDetector', () => {
  it('finds nobody in black, in noise and on an empty wall', async () => {
    const detector = await loadDetector(ASSETS);
    if (!detector.ok) throw new Error(detector.problem.message);
    const size = { width: 320, height: 240 };
    const bytes = (value: (i: number) => number) => ({
      ...size,
      data: Uint8Array.from({ length: 320 * 240 * 4 }, (_, i) => value(i)),
    });
    expect(await detector.value.detectFaces(bytes(() => 0))).toEqual([]);
    expect(await detector.value.detectFaces(bytes((i) => (i * 2654435761) % 251))).toEqual([]);
    expect(await detector.value.detectFaces(bytes((i) => 120 + (i % 7)))).toEqual([]);
    await detector.value.dispose();
  });
});

const data = process.env['DEPTHLOCK_DATA'];
if (data === undefined) {
  console.log('Skipped: real faces (set DEPTHLOCK_DATA to the folder of rap3df-2019b.tar.xz).');
}

/** Real Kinect v2 frames of 119 × 149 pixels, faces 40 px wide: every fifth of 508. */
const EVERY = 5;

describe.skipIf(data === undefined)('detector and landmarks on real faces', () => {
  let folder: string;
  let detector: FaceDetector;
  let locator: LandmarkLocator;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'depthlock-faces-'));
    const archive = join(data ?? '', 'rap3df-2019b.tar.xz');
    await promisify(execFile)('tar', ['-xJf', archive, '-C', folder]);
    const loadedDetector = await loadDetector(ASSETS);
    const loadedLocator = await loadLandmarkLocator(ASSETS);
    if (!loadedDetector.ok || !loadedLocator.ok) throw new Error('The face models do not load.');
    detector = loadedDetector.value;
    locator = loadedLocator.value;
  });
  afterAll(async () => {
    await detector.dispose();
    await locator.dispose();
    await rm(folder, { recursive: true });
  });

  it('miss at most two of a hundred, and put the nose on the head', async () => {
    const dataset = await openFolderDataset(join(folder, 'rap3df-2019b'));
    if (!dataset.ok) throw new Error(dataset.problem.message);
    const shots = dataset.value.shots.filter((_, index) => index % EVERY === 0);
    let misses = 0;
    for (const shot of shots) {
      const frame = await dataset.value.read(shot);
      if (!frame.ok) throw new Error(frame.problem.message);
      const nose = await findNose(frame.value);
      if (nose === null) misses += 1;
      else expect(isForeground(frame.value, nose)).toBe(true);
    }
    expect(shots.length).toBeGreaterThan(100);
    expect(misses).toBeLessThanOrEqual(2);
  });

  async function findNose(frame: RgbdFrame): Promise<{ x: number; y: number } | null> {
    const image = { width: frame.width, height: frame.height, data: frame.color };
    const [face] = await detector.detectFaces(image);
    const landmarks = face ? await searchLandmarks(locator, image, face) : null;
    if (landmarks === null) return null;
    const [x = 0, y = 0] = landmarks.points.subarray(NOSE_TIP * 3);
    return { x: Math.round(x), y: Math.round(y) };
  }
});

/** Whether the depth around a pixel belongs to the nearest 350 mm of the scene: the person. */
function isForeground(frame: RgbdFrame, { x, y }: { x: number; y: number }): boolean {
  const readings = [...frame.depth].filter((mm) => mm > 0).sort((a, b) => a - b);
  const nearest = readings[Math.floor(readings.length * 0.03)] ?? 0;
  for (let row = y - 4; row <= y + 4; row++) {
    for (let column = x - 4; column <= x + 4; column++) {
      const mm = frame.depth[row * frame.width + column] ?? 0;
      if (mm > 0 && mm < nearest + 350) return true;
    }
  }
  return false;
}
