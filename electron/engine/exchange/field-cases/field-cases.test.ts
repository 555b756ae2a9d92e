/** What people meet with files of other programs: every importer against the inputs of public reports. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { convertFiles } from '../convert-files.ts';
import { neverAborted, readAll } from '../frame-source-fixture.ts';
import { openFrameSource } from '../open-frame-source.ts';
import { expectImport, expectRefusal, type Expected, type Refused } from './expected-import.ts';
import { unpackFieldCases, whyNoFieldCases } from './field-cases-fixture.ts';

const missing = whyNoFieldCases();
if (missing !== null) console.warn(`Skipped: cases from the field (${missing}).`);

/** A wall at two metres and a box before it. */
const SCENE = [2000, 800];
const VGA = { intrinsics: '525 525 319.5 239.5', millimetres: SCENE };
const TUM = { ...VGA, from: 'assumed', scale: '0.2 format' } as const;
const ASSUMED = 'Assumed, since nothing says it: intrinsics';
const USUAL_V1 = '533.21 531.48 336.66 252.56';
const V1 = { intrinsics: USUAL_V1, from: 'assumed', scale: 'disparity format' } as const;

const TABLE: readonly Expected[] = [
  {
    ...V1,
    input: '01-fakenect-device-json/with',
    frames: 3,
    from: 'file',
    millimetres: [1925, 815],
  },
  {
    ...V1,
    input: '01-fakenect-device-json/without',
    frames: 3,
    millimetres: [2063, 839],
    notices: [ASSUMED],
  },
  {
    ...V1,
    input: '02-fakenect-one-stream/depth-only',
    frames: 3,
    millimetres: [2063, 839],
    notices: ['No colour was recorded', ASSUMED],
  },
  {
    ...V1,
    input: '03-fakenect-cut-off/last-file-empty',
    frames: 3,
    millimetres: [2063, 839],
    leftOut: { count: 1, reason: 'd-1700000000.100000-7000000.pgm cannot be used' },
    notices: [ASSUMED],
  },
  {
    ...V1,
    input: '03-fakenect-cut-off/one-file-missing',
    frames: 5,
    millimetres: [2063, 839],
    leftOut: {
      count: 1,
      reason: 'd-1700000000.066667-5000000.pgm cannot be used: it does not exist',
    },
    notices: [ASSUMED],
  },
  {
    ...TUM,
    input: '05-tum-millimetres/in',
    given: { encoding: 'millimetres' },
    frames: 2,
    scale: '1 argument',
    notices: [ASSUMED],
  },
  {
    ...TUM,
    input: '06-tum-scientific/in',
    frames: 3,
    notices: [ASSUMED],
    timesMs: [0, 33.333, 66.667],
  },
  {
    ...TUM,
    input: '08-tum-unsorted/in',
    frames: 12,
    intrinsics: '52.5 52.5 31.5 23.5',
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '09-icl-nuim/associations-only',
    frames: 3,
    intrinsics: '481.2 480 319.5 239.5',
    from: 'camera',
    scale: '0.2 format',
    notices: ['time by frame number, 30 a second'],
    timesMs: [0, 33.333, 66.667],
  },
  {
    ...TUM,
    input: '10-tum-nanoseconds/nanoseconds',
    frames: 3,
    notices: [ASSUMED],
    timesMs: [0, 33.333, 66.667],
  },
  { ...TUM, input: '11-tum-bom/stamp-first', frames: 2, notices: [ASSUMED] },
  {
    ...TUM,
    input: '12-tum-one-bad-picture/missing',
    frames: 5,
    intrinsics: '52.5 52.5 31.5 23.5',
    leftOut: { count: 1, reason: '3.png cannot be used: it does not exist' },
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '15-seven-scenes',
    frames: 1,
    intrinsics: '585 585 320 240',
    from: 'format',
    scale: '1 format',
    notices: ['registration colour and depth on one grid'],
  },
  {
    ...VGA,
    input: '16-sun-rgbd/scene',
    frames: 1,
    intrinsics: '529.5 529.5 365 265',
    from: 'file',
    scale: 'rotated format',
  },
  {
    ...VGA,
    input: '17-kinect2-pair-512x424/k2_depth.png',
    given: { encoding: 'millimetres' },
    frames: 1,
    intrinsics: '365.5 365.5 254.9 205.4',
    from: 'assumed',
    scale: '1 argument',
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '17-kinect2-pair-512x424/k2_color.png',
    given: { encoding: 'millimetres', intrinsics: { fx: 366, fy: 367, cx: 255, cy: 206 } },
    frames: 1,
    intrinsics: '366 367 255 206',
    from: 'argument',
    scale: '1 argument',
    notices: ['Assumed, since nothing says it: registration'],
  },
  {
    ...VGA,
    input: '17-kinect2-pair-512x424/tum512',
    frames: 1,
    intrinsics: '365.5 365.5 254.9 205.4',
    from: 'assumed',
    scale: '0.2 format',
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '18-depth-tenth-mm/d405_depth.png',
    given: { millimetresPerUnit: 0.1 },
    frames: 1,
    from: 'assumed',
    scale: '0.1 argument',
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '19-float-tiff',
    frames: 1,
    from: 'assumed',
    scale: '1000 assumed',
    notices: [ASSUMED],
  },
  {
    ...VGA,
    input: '20-pcd-second-file',
    frames: 2,
    from: 'fitted',
    scale: '1000 format',
    timesMs: [0, 254.471],
  },
  {
    ...VGA,
    input: '21-pcd-other-sizes/qvga',
    frames: 1,
    intrinsics: '262.5 262.5 159.5 119.5',
    from: 'fitted',
    scale: '1000 format',
  },
  {
    ...VGA,
    input: '22-pcd-other-layouts/ascii',
    frames: 1,
    intrinsics: '131.25 131.25 79.5 59.5',
    from: 'fitted',
    scale: '1000 format',
  },
  {
    ...VGA,
    input: '22-pcd-other-layouts/named-otherwise/cloud0001.pcd',
    frames: 1,
    from: 'fitted',
    scale: '1000 format',
    notices: ['time by frame number'],
  },
  {
    ...V1,
    input: '23-vap-variants/one-bmp-missing',
    frames: 2,
    scale: '1 format',
    millimetres: [],
    leftOut: { count: 1, reason: '005_1_c.bmp cannot be used: it does not exist' },
    notices: [ASSUMED],
  },
  {
    ...V1,
    input: '23-vap-variants/linked',
    frames: 5,
    scale: '1 format',
    millimetres: [],
    notices: [ASSUMED],
  },
  ...['non-ascii', 'bom'].map((name): Expected => ({
    ...VGA,
    input: `24-dataset-names/${name}`,
    frames: 2,
    intrinsics: '52 52 31.5 23.5',
    from: 'file',
    scale: '1 format',
  })),
  {
    ...VGA,
    input: '27-pgm-opencv/cv/a_depth.pgm',
    given: { encoding: 'millimetres' },
    frames: 1,
    from: 'assumed',
    scale: '1 argument',
    notices: [ASSUMED],
  },
  {
    ...V1,
    input: '34-fakenect-clock/clock-set-back',
    frames: 6,
    millimetres: [2063, 839],
    notices: ['The computer’s clock was set back', ASSUMED],
    timesMs: [0, 33.333, 66.667, 100, 133.333, 166.667],
  },
];

const REFUSED: readonly Refused[] = [
  {
    input: '01-fakenect-device-json/with',
    given: { encoding: 'millimetres' },
    sentence: '--depth would have no effect',
  },
  {
    input: '24-dataset-names/bom',
    given: { intrinsics: { fx: 1, fy: 1, cx: 1, cy: 1 } },
    sentence: '--intrinsics would have no effect',
  },
  {
    input: '05-tum-millimetres/in',
    given: { encoding: 'millimetres', millimetresPerUnit: 1 },
    sentence: 'Say one of them',
  },
  { input: '18-depth-tenth-mm/d405_depth.png', sentence: 'does not say what its depth means' },
  {
    input: '19-float-tiff',
    given: { millimetresPerUnit: 0.0001 },
    sentence: 'There is not one reading in the session',
  },
  { input: '16-sun-rgbd', sentence: 'There is one in the folders below it: choose ' },
];

describe.skipIf(missing !== null)('cases from the field', () => {
  let folder: string;
  beforeAll(async () => {
    folder = await unpackFieldCases();
  });
  afterAll(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it.each(TABLE)('$input is imported', (expected) => expectImport(folder, expected));

  it.each(REFUSED)('$input is refused: $sentence', (refused) => expectRefusal(folder, refused));

  it('the frame that was named is converted, whatever series it is of', async () => {
    const series = join(folder, '20-pcd-second-file');
    const whole = await readAll(await openFrameSource(series));
    const second = join(series, 'frame_20121214T142256.068683.pcd');
    const [named, ...others] = await readAll(await openFrameSource(second));
    expect(others).toEqual([]);
    expect(named?.timeMs).toBe(whole[1]?.timeMs);
    expect(named?.timeMs).not.toBe(whole[0]?.timeMs);
  });

  it('a list stands for its folder, and --strict refuses what a frame is missing from', async () => {
    const cut = join(folder, '12-tum-one-bad-picture/missing');
    const list = await readAllGood(join(cut, 'depth.txt'));
    expect(list).toBe(5);
    const request = {
      input: cut,
      output: join(folder, 'strict.mcap'),
      format: 'recording',
    } as const;
    const strict = await convertFiles({ ...request, strict: true }, neverAborted());
    expect(strict).toMatchObject({ ok: false });
    if (!strict.ok) expect(strict.problem.message).toContain('3.png');
  });
});

async function readAllGood(path: string): Promise<number> {
  const source = await openFrameSource(path);
  if (!source.ok) throw new Error(source.problem.message);
  let good = 0;
  for await (const frame of source.value.read(neverAborted())) if (frame.ok) good++;
  return good;
}
