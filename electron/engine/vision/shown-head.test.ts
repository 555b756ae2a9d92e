import { describe, expect, it } from 'vitest';
import { LOOK_PLANES, LOOK_SIDE, RELIEF_HOLE } from '../../contract/shown-head.ts';
import { FUSED_LENGTH, HOLE } from './fusion/fusion.ts';
import type { MeasuredHead } from './head/head-pose.ts';
import { asBytes, shownHead } from './shown-head.ts';

const PLANE = LOOK_SIDE * LOOK_SIDE;

const CAMERA = {
  name: 'fake',
  serial: '0',
  trust: 'virtual',
  intrinsics: { fx: 500, fy: 500, cx: 320, cy: 240 },
} as const;

/** A head whose camera axes are its own, half a metre away. */
const HEAD: MeasuredHead = {
  pose: { yaw: 0, pitch: 0, roll: 0, distanceMm: 500, interOcularMm: 63 },
  surface: { width: 0, height: 0, points: new Float32Array(0) },
  alignment: {
    transform: { rotation: [0, -1, 0, 1, 0, 0, 0, 0, 1], translation: [0, 0, -500] },
    residualMm: 1,
    matched: 100,
    share: 1,
  },
};

describe('what encoders see, as bytes', () => {
  it('gives every colour back as the camera delivered it', () => {
    const fused = new Float32Array(FUSED_LENGTH);
    for (let value = 0; value < 256; value += 1) fused[value] = (value - 127) / 128;
    expect([...asBytes(fused).subarray(0, 256)]).toEqual(Array.from({ length: 256 }, (_, i) => i));
  });

  it('keeps holes of the relief apart from all that was measured', () => {
    const fused = new Float32Array(FUSED_LENGTH);
    fused.set([HOLE, -1.2, 0, 1.2, 5], 3 * PLANE);
    const relief = asBytes(fused).subarray(3 * PLANE, 3 * PLANE + 5);
    expect([...relief]).toEqual([RELIEF_HOLE, 1, 128, 255, 255]);
  });

  it('has seven planes', () => {
    expect(asBytes(new Float32Array(FUSED_LENGTH))).toHaveLength(LOOK_PLANES * PLANE);
  });
});

describe('a shown head', () => {
  it('is placed from its own axes into camera space, with landmarks in the picture', () => {
    const landmarks = Float32Array.of(10, 20, 3, 40, 50, 6);
    const shown = shownHead({ sequence: 7, camera: CAMERA }, landmarks, HEAD, null);
    expect([...shown.landmarks]).toEqual([10, 20, 40, 50]);
    expect(shown.place.translation.map((value) => value + 0)).toEqual([0, 0, 500]);
    expect(shown.place.rotation).toEqual([0, 1, 0, -1, 0, 0, 0, 0, 1]);
    expect(shown).toMatchObject({ sequence: 7, looks: null });
  });
});
