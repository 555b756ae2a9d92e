import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { KinectV2Calibration } from '../sensor-frame.ts';
import { TEST_KINECT_V2 } from './kinect-v2-fixture.ts';
import { kinectV2Sensor } from './kinect-v2-model.ts';
import { kinectV2Registration } from './kinect-v2-registration.ts';
import { createRegistration } from './register.ts';

const WIDTH = 512;
const HEIGHT = 424;
const PIXELS = WIDTH * HEIGHT;
const COLUMNS = 1920;
const ROWS = 1080;

const OTHER_UNIT: KinectV2Calibration = {
  depth: { ...TEST_KINECT_V2.depth, p1: 0.0004, p2: -0.0007, cx: 258.3, cy: 209.1 },
  color: {
    ...TEST_KINECT_V2.color,
    shiftM: 52.6,
    mx: [...TEST_KINECT_V2.color.mx.slice(0, 9), 0.121],
    my: [...TEST_KINECT_V2.color.my.slice(0, 9), 0.0331],
  },
};

/**
 * SHA-256 of the output (little-endian) of `RegistrationImpl` of libfreenect2 (src/registration.cpp at 273cef93; its
 * functions unchanged, compiled without the rest of the library by GCC 12 for x86-64, filter on) for the pictures of
 * `noisyDepth` and `countedColor`: millimetres of `undistorted`, words of `registered`. Its pictures are mirrored.
 */
const GOLDEN = [
  {
    seed: 1001,
    calibration: TEST_KINECT_V2,
    depth: '4924fb4834923bec420d71b2217b3b81e19ffcd2000a3702b080fe7cee59dfa8',
    color: 'ae61791852fdede1bf619f8b1c4b9157f37657427f526c5b53062eb572e6bd2b',
  },
  {
    seed: 1002,
    calibration: OTHER_UNIT,
    depth: '16fb5c1dfe96d4c1a9c06bf22462deb156fe7e00046fa645e9da5e0411b98683',
    color: 'a36592e0d1ee7481070b5683351f251179e7ffb76ee9bf8776179321d5defebb',
  },
];

/** A face in front of a slanted wall, with noise and holes, as the device sends it. */
function noisyDepth(seed: number): Uint16Array {
  let state = seed;
  return Uint16Array.from({ length: PIXELS }, (_, i) => {
    const [x, y] = [i % WIDTH, Math.floor(i / WIDTH)];
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    const n = state >>> 8;
    const face = x >= 150 && x < 350 && y >= 100 && y < 330;
    return n % 11 === 0 ? 0 : (face ? 650 : 1600 + x) + (n % 13);
  });
}

/** No two pixels alike, as the device sends it. */
const countedColor = () =>
  Uint32Array.from({ length: COLUMNS * ROWS }, (_, i) => Math.imul(i, 2654435761) | 0xff000000);

/** Turns an image round, in place. */
function mirrored<Data extends Uint16Array | Uint32Array>(image: Data, width: number): Data {
  for (let row = 0; row < image.length; row += width) image.subarray(row, row + width).reverse();
  return image;
}

const sha256 = (data: Uint16Array | Uint32Array): string =>
  createHash('sha256')
    .update(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    .digest('hex');

const bytesOf = (words: Uint32Array) => new Uint8Array(words.buffer);
const wordsOf = (bytes: Uint8Array) =>
  new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

describe('kinectV2Registration', () => {
  it.each(GOLDEN)(
    'is libfreenect2 bit for bit (frame $seed)',
    ({ seed, calibration, ...golden }) => {
      const register = kinectV2Registration(calibration);
      const depth = mirrored(noisyDepth(seed), WIDTH);
      const color = bytesOf(mirrored(countedColor(), COLUMNS));
      // Twice: nothing of one frame may remain in the next.
      register(new Uint16Array(PIXELS).fill(500), color);
      const registered = register(depth, color);
      expect(sha256(mirrored(registered.depth, WIDTH))).toBe(golden.depth);
      expect(sha256(mirrored(wordsOf(registered.color), WIDTH))).toBe(golden.color);
    },
  );

  it('takes infrared along with depth', () => {
    const register = kinectV2Registration(TEST_KINECT_V2);
    const depth = noisyDepth(3);
    const { infrared, ...registered } = register(depth, bytesOf(countedColor()), depth);
    expect(infrared === undefined ? '' : sha256(infrared)).toBe(sha256(registered.depth));
  });

  it('leaves out colour where nothing is read, and only there where the scene is flat', () => {
    const register = kinectV2Registration(TEST_KINECT_V2);
    const color = bytesOf(countedColor());
    fc.assert(
      fc.property(fc.integer({ min: 500, max: 4500 }), (z) => {
        const depth = new Uint16Array(PIXELS).fill(z, 100 * WIDTH, 300 * WIDTH);
        const registered = register(depth, color);
        const seen = wordsOf(registered.color);
        const same = seen.every((word, i) => (word !== 0) === (registered.depth[i] ?? 0) > 0);
        expect(same).toBe(true);
      }),
      { numRuns: 10 },
    );
  });

  it('takes colour that does not lie at a multiple of four', () => {
    const register = kinectV2Registration(TEST_KINECT_V2);
    const aligned = bytesOf(countedColor());
    const shifted = new Uint8Array(aligned.length + 1).subarray(1);
    shifted.set(aligned);
    const depth = noisyDepth(4);
    expect(sha256(wordsOf(register(depth, shifted).color))).toBe(
      sha256(wordsOf(register(depth, aligned).color)),
    );
  });
});

describe('a Kinect v2 that tells its calibration', () => {
  const sensor = kinectV2Sensor(TEST_KINECT_V2, '000042', 'sensor');
  const depth = { width: WIDTH, height: HEIGHT, data: noisyDepth(5) };
  const color = { width: COLUMNS, height: ROWS, data: bytesOf(countedColor()) };

  it('sees its principal points in pictures that are not mirrored', () => {
    expect(sensor.depthIntrinsics.cx).toBeCloseTo(511.5 - 254.878);
    expect(sensor.depthIntrinsics.cy).toBeCloseTo(204.895);
    expect(sensor.colorIntrinsics).toMatchObject({ cx: 959.5, cy: 539.5 });
  });

  it('is registered onto the depth grid, with arrays of its own', () => {
    const frame = { sequence: 3, timeMs: 12, depth, color, infrared: depth, sensor };
    const registered = createRegistration(sensor)(frame);
    expect(registered).toMatchObject({ sequence: 3, timeMs: 12, width: WIDTH, height: HEIGHT });
    expect(registered.camera).toEqual({
      name: 'Kinect for Xbox One',
      serial: '000042',
      trust: 'sensor',
      intrinsics: sensor.depthIntrinsics,
    });
    expect(registered.depth.buffer).not.toBe(depth.data.buffer);
    expect(registered.color.buffer).not.toBe(color.data.buffer);
    expect(registered.infrared).toHaveLength(PIXELS);
  });

  it('refuses pictures of another size', () => {
    const register = createRegistration(sensor);
    const small = { width: 512, height: 424, data: new Uint8Array(4 * PIXELS) };
    const frame = { sequence: 0, timeMs: 0, depth, color: small, sensor };
    expect(() => register(frame)).toThrow('1920×1080');
  });
});
