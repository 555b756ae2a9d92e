import { describe, expect, it } from 'vitest';
import { join } from 'node:path';
import { IDENTITY } from '../../geometry/rigid.ts';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { HeadAlignment } from '../head/head-alignment.ts';
import { loadMeanHead } from '../head/mean-head.ts';
import { landmarksOfHead } from '../landmarks/head-landmarks.ts';
import { NOSE_TIP, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import { landmarksForCrop } from './slipped-landmarks.ts';

const ASSETS = join(import.meta.dirname, '../../../../assets');
const mean = orThrow(await loadMeanHead(ASSETS));
const INTRINSICS = { fx: 365, fy: 365, cx: 256, cy: 212 };
const DISTANCE_MM = 600;
/** A head straight ahead. */
const transform = { rotation: IDENTITY, translation: [0, 0, -DISTANCE_MM] as const };
const SURE: HeadAlignment = { transform, residualMm: 2, matched: 900, share: 0.6 };
const POSE = { yaw: 0, pitch: 0, roll: 0, distanceMm: DISTANCE_MM, interOcularMm: 63 };
const SURFACE = { width: 0, height: 0, points: new Float32Array(0) };

const ofHead = landmarksOfHead(transform, INTRINSICS, mean);
/** Pixels of the frame in one of the template: 1.75 mm at this distance. */
const PIXEL = (1.75 * INTRINSICS.fx) / DISTANCE_MM;

function moved(right: number, down: number, indices?: readonly number[]): Float32Array {
  const points = ofHead.slice();
  for (let i = 0; i < points.length / 3; i++) {
    if (indices?.includes(i) === false) continue;
    points[3 * i] = (points[3 * i] ?? 0) + right;
    points[3 * i + 1] = (points[3 * i + 1] ?? 0) + down;
  }
  return points;
}

const chosen = (landmarks: Float32Array, presence = 0.999, alignment = SURE) =>
  landmarksForCrop(
    { landmarks, presence },
    { pose: POSE, surface: SURFACE, alignment },
    INTRINSICS,
    mean,
  );

describe('landmarksForCrop', () => {
  const unsure = { ...SURE, residualMm: 6 };
  const hardlyMatched = { ...SURE, share: 0.1 };
  const slipped = moved(30 * PIXEL, 0, [NOSE_TIP, ...RIGHT_EYE]);

  it('takes what was seen on a head that depth puts at the same place', () => {
    const landmarks = moved(0, 0);
    expect(chosen(landmarks)).toEqual({ kind: 'seen', landmarks });
  });

  it('takes what was seen where all of it is shifted: colour lies a few pixels off depth', () => {
    const landmarks = moved(6, -4);
    expect(chosen(landmarks)).toEqual({ kind: 'seen', landmarks });
  });

  it('takes what was seen whatever depth makes of the head, as of a flat picture', () => {
    const landmarks = moved(2, 2);
    expect(chosen(landmarks, 0.99, { ...SURE, residualMm: Infinity, share: 0 })).toEqual({
      kind: 'seen',
      landmarks,
    });
  });

  it.each([
    ['it is unsure that there is a face', moved(0, 0), 0.9],
    ['its points lie elsewhere than on the head', slipped, 0.999],
  ] as const)('takes the landmarks of the measured head where %s', (_, landmarks, presence) => {
    const { kind, ...rest } = chosen(landmarks, presence);
    expect(kind).toBe('measured');
    expect('landmarks' in rest && [...rest.landmarks]).toEqual([...ofHead]);
  });

  it.each([
    ['fits the mean head badly', unsure],
    ['fits it over a small part only', hardlyMatched],
    ['was not aligned', { ...SURE, residualMm: Infinity, matched: 0, share: 0 }],
  ])('takes none where neither is sure: the surface %s', (_, alignment) => {
    expect(chosen(slipped, 0.999, alignment)).toEqual({ kind: 'doubtful' });
    expect(chosen(moved(0, 0), 0.9, alignment)).toEqual({ kind: 'doubtful' });
  });

  it('takes no points that are no numbers for seen', () => {
    expect(chosen(moved(NaN, 0)).kind).toBe('measured');
  });
});
