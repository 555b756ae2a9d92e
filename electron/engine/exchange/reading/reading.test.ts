import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assumptionsInWords, readingInWords, type Reading } from '../../../contract/reading.ts';
import { assumedIntrinsics } from './assumed-intrinsics.ts';
import { parseCalibration } from './calibration-text.ts';
import { SCALES, toMillimetres } from './depth-millimetres.ts';
import { fitIntrinsics } from './fit-intrinsics.ts';
import { namedIntrinsics } from './named-camera.ts';

const K = { fx: 517.3, fy: 516.5, cx: 318.6, cy: 255.3 };

describe('parseCalibration', () => {
  it.each([
    ['a line, as ETH3D writes it', '517.3 516.5 318.6 255.3\n'],
    ['a line with distortion behind it', '517.3 516.5 318.6 255.3 0.26 -0.95'],
    ['a heading over numbers', 'fx, fy, cx, cy\n517.3, 516.5, 318.6, 255.3\n'],
    ['a matrix of 3×3', '# K\n517.3 0 318.6\n0 516.5 255.3\n0 0 1'],
    ['a matrix of 3×3 in a line', '517.3 0 318.6 0 516.5 255.3 0 0 1'],
    ['a matrix of 4×4', '517.3 0 318.6 0\n0 516.5 255.3 0\n0 0 1 0\n0 0 0 1'],
    [
      'names of ORB-SLAM',
      '%YAML:1.0\nCamera.fx: 517.3\nCamera.fy: 516.5\nCamera.cx: 318.6\nCamera.cy: 255.3',
    ],
    ['names with equals', 'fx=517.3\r\nfy=516.5\r\ncx=318.6\r\ncy=255.3'],
    [
      'JSON of Open3D, by columns',
      '{"width":640,"intrinsic_matrix":[517.3,0,0,0,516.5,0,318.6,255.3,1]}',
    ],
    ['JSON by rows', '{"intrinsic_matrix":[[517.3,0,318.6],[0,516.5,255.3],[0,0,1]]}'],
    ['JSON of RealSense, nested', '{"color":{"fx":517.3,"fy":516.5,"ppx":318.6,"ppy":255.3}}'],
    ['a mark before it, and y that points up', '\ufeff517.3 -516.5 318.6 255.3'],
  ])('reads %s', (_what, text) => {
    expect(parseCalibration(text)).toEqual(K);
  });

  it.each([
    '',
    '517.3 516.5',
    'nothing',
    '0.8 0.8 0.5 0.5',
    'NaN 1 2 3',
    '{"fx":1}',
    '{',
    '1e308 1 1 1',
  ])('finds none in %j', (text) => {
    expect(parseCalibration(text)).toBeNull();
  });

  it('answers any text', () => {
    fc.assert(fc.property(fc.string(), (text) => parseCalibration(text) === null || text !== ''));
  });
});

describe('fitIntrinsics', () => {
  const cloud = (camera: typeof K, width: number, height: number, signs = [1, 1]) => {
    const size = width * height;
    const [x, y, z] = [new Float32Array(size), new Float32Array(size), new Float32Array(size)];
    for (let i = 0; i < size; i++) {
      z[i] = i % 7 === 0 ? NaN : 0.5 + (i % 13) / 10;
      x[i] = ((signs[0] ?? 1) * (((i % width) - camera.cx) * (z[i] ?? 0))) / camera.fx;
      y[i] = ((signs[1] ?? 1) * ((Math.floor(i / width) - camera.cy) * (z[i] ?? 0))) / camera.fy;
    }
    return { x, y, z };
  };

  it('finds the camera that a cloud was computed with', () => {
    const number = (min: number, max: number) => fc.integer({ min: 10 * min, max: 10 * max });
    fc.assert(
      fc.property(
        number(50, 600),
        number(50, 600),
        number(10, 50),
        number(10, 40),
        (a, b, c, d) => {
          const camera = { fx: a / 10, fy: b / 10, cx: c / 10, cy: d / 10 };
          const found = fitIntrinsics(cloud(camera, 64, 48), 64);
          for (const key of ['fx', 'fy', 'cx', 'cy'] as const) {
            expect(Math.abs((found?.[key] ?? NaN) - camera[key])).toBeLessThan(0.02);
          }
        },
      ),
      { numRuns: 20 },
    );
  });

  it('takes axes that point the other way', () => {
    expect(fitIntrinsics(cloud({ ...K, cx: 31, cy: 23 }, 64, 48, [-1, -1]), 64)).toEqual({
      ...K,
      cx: 31,
      cy: 23,
    });
  });

  it('finds none where no pinhole camera sees the points so, or too few are there', () => {
    const noise = cloud({ ...K, cx: 31, cy: 23 }, 64, 48);
    noise.x.forEach((value, i) => (noise.x[i] = value * (1 + ((i * 7919) % 100) / 100)));
    expect(fitIntrinsics(noise, 64)).toBeNull();
    const few = cloud(K, 6, 5);
    expect(fitIntrinsics(few, 6)).toBeNull();
  });
});

describe('toMillimetres', () => {
  it('has no reading for 0, NaN, infinite, negative, invalid and far values', () => {
    const values = Float32Array.from([0, NaN, Infinity, -1, 0.8, 65.5, 65.6, 4.095]);
    expect([...toMillimetres(values, SCALES.metres, [4.095])].slice(0, 7)).toEqual([
      0, 0, 0, 0, 800, 65_500, 0,
    ]);
    const whole = Uint16Array.from([0, 65_535, 4000, 65_534]);
    expect([...toMillimetres(whole, SCALES.millimetres, [65_535])]).toEqual([0, 0, 4000, 65_534]);
    expect([...toMillimetres(whole, SCALES.tum, [65_535, 4000])]).toEqual([0, 0, 0, 13_107]);
  });

  it('turns the bits of SUN RGB-D back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 65_534 }), (mm) => {
        const stored = ((mm << 3) | (mm >> 13)) & 0xffff;
        expect([...toMillimetres(Uint16Array.of(stored), SCALES.sun, [])]).toEqual([mm]);
      }),
    );
  });

  it('divides where a millimetre has whole units', () => {
    const tenth = { kind: 'linear', millimetres: 0.1 } as const;
    expect([...toMillimetres(Uint16Array.of(8000, 8004, 8005), tenth, [])]).toEqual([
      800, 800, 801,
    ]);
  });
});

describe('assumed and named intrinsics', () => {
  it('fit the size', () => {
    expect(assumedIntrinsics(640, 480)).toEqual({ fx: 525, fy: 525, cx: 319.5, cy: 239.5 });
    expect(assumedIntrinsics(320, 240)).toEqual({ fx: 262.5, fy: 262.5, cx: 159.5, cy: 119.5 });
    expect(assumedIntrinsics(512, 424).fx).toBe(365.5);
  });

  it('are those of a set only where its name says so, at its size', () => {
    expect(namedIntrinsics('/data/rgbd_dataset_freiburg1_xyz', 640, 480)).toEqual(K);
    expect(namedIntrinsics('/data/living_room_traj0_frei_png', 640, 480)?.fx).toBe(481.2);
    expect(namedIntrinsics('/data/rgbd_dataset_freiburg1_xyz', 320, 240)).toBeNull();
    expect(namedIntrinsics('/data/kitchen', 640, 480)).toBeNull();
  });
});

describe('readings in words', () => {
  const reading: Reading = {
    intrinsics: { value: K, from: 'assumed' },
    scale: { value: SCALES.tum, from: 'format' },
    invalid: { value: [0, 65_535], from: 'format' },
    time: { value: 'stills', from: 'assumed' },
    registration: { value: 'registered', from: 'argument' },
  };

  it('say each number and who says it, and warn of those that nobody does', () => {
    expect(readingInWords(reading)[0]).toBe(
      'intrinsics: fx 517.3 fy 516.5 cx 318.6 cy 255.3 (assumed)',
    );
    expect(readingInWords(reading)).toHaveLength(5);
    expect(assumptionsInWords(reading)).toBe(
      'Assumed, since nothing says it: intrinsics fx 517.3 fy 516.5 cx 318.6 cy 255.3. What you know better can be said with --intrinsics.',
    );
    const known = { ...reading, intrinsics: { value: K, from: 'file' } } as const;
    expect(assumptionsInWords(known)).toBeNull();
  });
});
