import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KinectV1Calibration } from '../sensor-frame.ts';
import { USUAL_KINECT_V1 } from './kinect-v1-model.ts';
import { kinectV1Registration } from './kinect-v1-registration.ts';
import { rawToMillimetres } from './raw-depth.ts';

const PIXELS = 640 * 480;

/**
 * SHA-256 of the output (little-endian) of the unmodified `freenect_init_registration` and
 * `freenect_apply_registration` of libfreenect 0.5.3 (src/registration.c, compiled by GCC 12 for x86-64) for the frames
 * of `noisyFrame`, and of the first 1,000 entries of its millimetre table (entries from 10 m on are no reading here;
 * libfreenect leaves them out when it registers).
 */
const GOLDEN = [
  {
    seed: 1001,
    constShift: 203,
    startLines: 0,
    registrationInfo: [
      0, -14, -5, -17, 3, -12984, -21, -14, 8, 4, 25179, 0, 0, 0, 0, 0, 0, 1368, 1008, -1160, -2544,
      151, -175, -180, -177, 0, -6, 0, 52,
    ],
    registered: '0ff0cb7242ec7ebbd6c696f95b8651a30fa30ad0f225e1a47e785f1d984ae726',
    millimetres: '9a46cda9870eba42c6e26994eb6c02dd3e92bbcd4dc282f46304d32590dfa9dc',
  },
  {
    seed: 1002,
    constShift: 204,
    startLines: 2,
    registrationInfo: [
      0, -14, 3, 23, -27, -6482, -15, -27, -14, -21, 26898, 0, 0, 0, 0, 0, 0, -1468, -2064, 425,
      1452, -60, -187, 161, 46, 0, 65, 0, 64,
    ],
    registered: '8937cd3de2c941ac4d85caf6ea7ae3ee8bf5f225aa1d9efa1bc2efd65220cdae',
    millimetres: '23016ffdb5fd1384d7a77d75e8945f5885877793defec0689b410bb3d2e7b850',
  },
  {
    seed: 1003,
    constShift: 209,
    startLines: 2,
    registrationInfo: [
      0, -14, 11, 21, -17, 20, -9, -19, 25, 14, 28617, 0, 0, 0, 0, 0, 0, 116, 864, -2410, -2132,
      -92, -198, -78, -132, 0, -43, 0, -146,
    ],
    registered: 'd82812fd79803dbc17bfbebe76143258a7c30428bf13d78b2e2aab143fdeb26f',
    millimetres: '0443dad91aa4d85149c12ed672c03e2ce92999f6faa3fc924adb071b3e905c72',
  },
];

function deviceCalibration(golden: (typeof GOLDEN)[number]): KinectV1Calibration {
  const { constShift, registrationInfo, startLines } = golden;
  // The device reports single precision.
  const zeroPlane = { ...USUAL_KINECT_V1.zeroPlane, pixelSize: Math.fround(0.1042) };
  const colorDistance = Math.fround(2.3);
  return {
    ...USUAL_KINECT_V1,
    constShift,
    zeroPlane: { ...zeroPlane, colorDistance },
    device: { registrationInfo, startLines },
  };
}

function noisyFrame(seed: number): Uint16Array {
  let state = seed;
  return Uint16Array.from({ length: PIXELS }, () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const n = state >>> 8;
    return n % 11 === 0 ? 2047 : 400 + (n % 600);
  });
}

const sha256 = (data: Uint16Array): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

describe('kinectV1Registration with what the device answered', () => {
  it.each(GOLDEN)('is libfreenect bit for bit (frame $seed)', (golden) => {
    const calibration = deviceCalibration(golden);
    expect(sha256(rawToMillimetres(calibration).subarray(0, 1000))).toBe(golden.millimetres);
    expect(sha256(kinectV1Registration(calibration)(noisyFrame(golden.seed)))).toBe(
      golden.registered,
    );
  });
});

describe('kinectV1Registration by the pinhole model', () => {
  const register = kinectV1Registration(USUAL_KINECT_V1);
  const { pinhole } = USUAL_KINECT_V1;
  const table = rawToMillimetres(USUAL_KINECT_V1);

  it('puts one reading where the model says, to the nearest pixel', () => {
    const pixel = fc.record({
      x: fc.integer({ min: 40, max: 600 }),
      y: fc.integer({ min: 10, max: 470 }),
      raw: fc.integer({ min: 450, max: 1000 }),
    });
    fc.assert(
      fc.property(pixel, ({ x, y, raw }) => {
        const frame = new Uint16Array(PIXELS).fill(2047);
        frame[y * 640 + x] = raw;
        const registered = register(frame);
        const at = registered.findIndex((mm) => mm > 0);
        const mm = table[raw] ?? 0;
        const u = pinhole.uScale * x + pinhole.uOffset + pinhole.parallax * (1 - 1200 / mm);
        const v = pinhole.vScale * y + pinhole.vOffset;
        expect(registered[at]).toBe(mm);
        expect(Math.abs((at % 640) - u)).toBeLessThan(0.51);
        expect(Math.abs(Math.floor(at / 640) - v)).toBeLessThan(0.51);
      }),
      { numRuns: 50 },
    );
  });

  it('keeps the nearest of two readings on one pixel', () => {
    const frame = new Uint16Array(PIXELS).fill(2047);
    // A wall, and a strip in front of it that parallax moves over the wall.
    for (let i = 0; i < PIXELS; i++) frame[i] = i % 640 >= 300 && i % 640 < 340 ? 600 : 900;
    const registered = register(frame);
    const near = table[600] ?? 0;
    const row = [...registered.subarray(250 * 640, 251 * 640)];
    const first = row.indexOf(near);
    const last = row.lastIndexOf(near);
    expect(last - first).toBeGreaterThan(30);
    expect(row.slice(first, last + 1).every((mm) => mm === near || mm === 0)).toBe(true);
  });

  it('answers zeros for a frame without readings, and survives any 16-bit values', () => {
    expect(register(new Uint16Array(PIXELS).fill(2047)).some((mm) => mm > 0)).toBe(false);
    const wild = Uint16Array.from({ length: PIXELS }, (_, i) => Math.imul(i, 40503) & 0xffff);
    expect(register(wild)).toHaveLength(PIXELS);
  });

  it('keeps a flat wall flat', () => {
    const registered = register(new Uint16Array(PIXELS).fill(850));
    expect(new Set(registered)).toEqual(new Set([0, table[850]]));
  });
});
