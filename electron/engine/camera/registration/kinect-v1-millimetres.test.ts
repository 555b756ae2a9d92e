import { describe, expect, it } from 'vitest';
import { kinectV1MillimetreRegistration } from './kinect-v1-millimetres.ts';
import { KINECT_V1_WIDTH, USUAL_KINECT_V1 } from './kinect-v1-model.ts';
import { kinectV1Registration } from './kinect-v1-registration.ts';
import { rawToMillimetres } from './raw-depth.ts';

describe('kinectV1MillimetreRegistration', () => {
  it('puts a wall where the registration of raw readings puts it, to a pixel', () => {
    const table = rawToMillimetres(USUAL_KINECT_V1);
    const raw = new Uint16Array(640 * 480).fill(2047);
    for (let y = 100; y < 300; y++) raw.fill(600, y * 640 + 200, y * 640 + 400);
    const expected = bounds(kinectV1Registration(USUAL_KINECT_V1)(raw));
    const millimetres = raw.map((reading) => table[reading] ?? 0);
    const found = bounds(kinectV1MillimetreRegistration(USUAL_KINECT_V1)(millimetres));
    expect(found.value).toBe(table[600]);
    for (const side of ['left', 'right', 'top', 'bottom'] as const) {
      expect(Math.abs(found[side] - expected[side])).toBeLessThanOrEqual(1);
    }
  });

  it('keeps the nearer of two readings that meet', () => {
    const millimetres = new Uint16Array(640 * 480);
    for (let i = 0; i < millimetres.length; i++) millimetres[i] = i % 2 === 0 ? 700 : 705;
    const registered = kinectV1MillimetreRegistration(USUAL_KINECT_V1)(millimetres);
    const near = registered.filter((mm) => mm === 700).length;
    expect(near).toBeGreaterThan(registered.filter((mm) => mm === 705).length);
  });
});

function bounds(registered: Uint16Array) {
  const box = { left: Infinity, right: -1, top: Infinity, bottom: -1, value: 0 };
  for (const [i, mm] of registered.entries()) {
    if (mm === 0) continue;
    const x = i % KINECT_V1_WIDTH;
    const y = Math.floor(i / KINECT_V1_WIDTH);
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
    box.value = mm;
  }
  return box;
}
