import { stat, truncate } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import { orThrow } from '../../../contract/result-fixture.ts';
import type { Result } from '../../../contract/problem.ts';
import { convertFiles } from '../convert-files.ts';
import { inFolder, neverAborted, noiseFrame, readAll } from '../frame-source-fixture.ts';
import type { LabelledFrame } from '../frame-source.ts';
import { openFrameSource } from '../open-frame-source.ts';
import {
  asBigEndian,
  imageMessage,
  infoMessage,
  writeBag,
  type BagMessage,
} from './ros2-bag-fixture.ts';
import { headerAt, writeRos2 } from './ros2-messages.ts';

const [WIDTH, HEIGHT] = [8, 6];
const SIZE = { width: WIDTH, height: HEIGHT };
const DEPTH = '/camera/aligned_depth_to_color/image_raw';
const COLOR = '/camera/color/image_raw';

/** Millimetres of each pixel: some without a reading, all else different. */
const MILLIMETRES = Uint16Array.from({ length: WIDTH * HEIGHT }, (_, i) =>
  i % 7 === 0 ? 0 : 500 + 10 * i,
);
/** Red, green and blue of each pixel. */
const RGB = Uint8Array.from({ length: 3 * WIDTH * HEIGHT }, (_, i) => (i * 5) & 255);
const RGBA = Uint8Array.from({ length: 4 * WIDTH * HEIGHT }, (_, i) =>
  i % 4 === 3 ? 255 : (RGB[3 * Math.floor(i / 4) + (i % 4)] ?? 0),
);

const bytesOf = (values: Uint16Array | Float32Array): Uint8Array =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

function depthImage(timeMs: number, changes = {}): Uint8Array {
  const pixels = bytesOf(MILLIMETRES);
  const usual = { ...SIZE, encoding: '16UC1', bytesPerPixel: 2, pixels, timeMs };
  return imageMessage({ ...usual, ...changes });
}

function colorImage(timeMs: number, changes = {}): Uint8Array {
  const usual = { ...SIZE, encoding: 'rgb8', bytesPerPixel: 3, pixels: RGB, timeMs };
  return imageMessage({ ...usual, ...changes });
}

const depthOf = (data: Uint8Array, logMs = 1000, topic = DEPTH): BagMessage => ({
  ...{ topic, type: 'Image', logMs, data },
});
const colorOf = (data: Uint8Array, logMs = 1000, topic = COLOR): BagMessage => ({
  ...{ topic, type: 'Image', logMs, data },
});
const compressed = (topic: string, format: string, data: Uint8Array): BagMessage => ({
  ...{ topic, type: 'CompressedImage', logMs: 1000 },
  data: writeRos2('CompressedImage', { header: headerAt(1000, 'camera'), format, data }),
});

async function openBag(folder: string, messages: readonly BagMessage[], topics = {}) {
  const file = join(folder, 'bag.mcap');
  await writeBag(file, messages);
  return openFrameSource(file, { topics });
}

/** The only frame of a bag. */
async function only(folder: string, messages: readonly BagMessage[]) {
  const [frame, ...others] = await readAll(await openBag(folder, messages));
  expect(others).toEqual([]);
  if (frame === undefined) throw new Error('no frame');
  return frame;
}

function floats(values: Uint16Array): Float32Array {
  return Float32Array.from(values, (mm, i) =>
    mm > 0 ? mm / 1000 : ([NaN, Infinity, -1, 0][i % 4] ?? 0),
  );
}

const swapped16 = () => Buffer.from(Uint8Array.from(bytesOf(MILLIMETRES))).swap16();
const swapped32 = () => Buffer.from(Uint8Array.from(bytesOf(floats(MILLIMETRES)))).swap32();

async function png(values: Uint16Array): Promise<Buffer> {
  return sharp(values, { raw: { ...SIZE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toBuffer();
}

/** The head of `compressedDepth`: format, and two numbers that scale floats. */
function config(a = 0, b = 0): Buffer {
  const head = Buffer.alloc(12);
  head.writeFloatLE(a, 4);
  head.writeFloatLE(b, 8);
  return head;
}

/** RVL of any picture: nibbles of three bits each, the highest in front. */
function rvl(values: Uint16Array): Buffer {
  const nibbles: number[] = [];
  const put = (value: number): void => {
    let rest = value;
    do {
      nibbles.push((rest & 7) | (rest > 7 ? 8 : 0));
      rest >>>= 3;
    } while (rest > 0);
  };
  let previous = 0;
  for (let at = 0; at < values.length;) {
    const from = at;
    while (at < values.length && values[at] === 0) at++;
    put(at - from);
    const first = at;
    while (at < values.length && values[at] !== 0) at++;
    put(at - first);
    for (const value of values.subarray(first, at)) {
      const delta = value - previous;
      put((delta << 1) ^ (delta >> 31));
      previous = value;
    }
  }
  while (nibbles.length % 8 !== 0) nibbles.push(0);
  const head = Buffer.alloc(8);
  head.writeUInt32LE(WIDTH, 0);
  head.writeUInt32LE(HEIGHT, 4);
  const words = Buffer.alloc(nibbles.length / 2);
  for (let k = 0; k < nibbles.length; k += 8) {
    const word = nibbles.slice(k, k + 8).reduce((sum, nibble) => sum * 16 + nibble, 0);
    words.writeUInt32LE(word, k / 2);
  }
  return Buffer.concat([head, words]);
}

describe('depth in a ROS 2 bag', () => {
  it.each([
    ['16UC1', () => depthImage(1000)],
    ['mono16', () => depthImage(1000, { encoding: 'mono16' })],
    ['rows that are padded', () => depthImage(1000, { padding: 6 })],
    ['big-endian pixels', () => depthImage(1000, { pixels: swapped16(), isBigEndian: true })],
    ['big-endian CDR', () => asBigEndian(depthImage(1000))],
    [
      '32FC1',
      () =>
        depthImage(1000, {
          encoding: '32FC1',
          bytesPerPixel: 4,
          pixels: bytesOf(floats(MILLIMETRES)),
        }),
    ],
    [
      '32FC1, big-endian and padded',
      () =>
        depthImage(1000, {
          ...{ encoding: '32FC1', bytesPerPixel: 4, pixels: swapped32() },
          ...{ isBigEndian: true, padding: 4 },
        }),
    ],
  ])('is millimetres: %s', (_, make) =>
    inFolder(async (folder) => {
      const { depth, timeMs } = await only(folder, [depthOf(make()), colorOf(colorImage(1000))]);
      expect([...depth.data]).toEqual([...MILLIMETRES]);
      expect(timeMs).toBe(1000);
    }),
  );

  it.each([
    ['16UC1; compressedDepth png', async () => Buffer.concat([config(), await png(MILLIMETRES)])],
    ['16UC1; compressedDepth', async () => Buffer.concat([config(), await png(MILLIMETRES)])],
    [
      '16UC1; compressedDepth rvl',
      () => Promise.resolve(Buffer.concat([config(), rvl(MILLIMETRES)])),
    ],
    ['16UC1; png compressed ', () => png(MILLIMETRES)],
    // Without what the transport should write: its name in the format, or its head.
    ['png', async () => Buffer.concat([config(), await png(MILLIMETRES)])],
    ['', async () => Buffer.concat([config(), await png(MILLIMETRES)])],
    ['16UC1; compressedDepth png', () => png(MILLIMETRES)],
  ])('is unpacked: %s', (format, make) =>
    inFolder(async (folder) => {
      const topic = `${DEPTH}/compressedDepth`;
      const packed = compressed(topic, format, await make());
      const { depth } = await only(folder, [packed, colorOf(colorImage(1000))]);
      expect([...depth.data]).toEqual([...MILLIMETRES]);
    }),
  );

  it('is a picture of 16 bits whose topic speaks of depth, whatever its format says', () =>
    inFolder(async (folder) => {
      const topic = '/camera/depth/image_raw/compressed';
      const packed = compressed(topic, 'png', await png(MILLIMETRES));
      const { depth } = await only(folder, [packed, colorOf(colorImage(1000))]);
      expect([...depth.data]).toEqual([...MILLIMETRES]);
    }));

  it('is unpacked from inverse metres', () =>
    inFolder(async (folder) => {
      // As the transport chooses them: 1 / z = (value − b) / a.
      const [a, b] = [10_100, -100];
      const inverse = MILLIMETRES.map((mm) => (mm === 0 ? 0 : Math.round((a * 1000) / mm + b)));
      const data = Buffer.concat([config(a, b), await png(inverse)]);
      const packed = compressed(`${DEPTH}/compressedDepth`, '32FC1; compressedDepth png', data);
      const { depth } = await only(folder, [packed, colorOf(colorImage(1000))]);
      for (const [i, mm] of MILLIMETRES.entries()) {
        expect(Math.abs((depth.data[i] ?? 0) - mm)).toBeLessThanOrEqual(1);
      }
    }));

  it('is no reading where it is 65535', () =>
    inFolder(async (folder) => {
      const values = MILLIMETRES.map((mm) => (mm === 0 ? 65_535 : mm));
      const depth = depthOf(depthImage(1000, { pixels: bytesOf(values) }));
      const frame = await only(folder, [depth, colorOf(colorImage(1000))]);
      expect([...frame.depth.data]).toEqual([...MILLIMETRES]);
    }));
});

describe('colour in a ROS 2 bag', () => {
  const [red, green, blue] = [0, 1, 2].map((k) => RGB.filter((_, i) => i % 3 === k));
  const woven = (...planes: (Uint8Array | undefined)[]): Uint8Array =>
    Uint8Array.from(
      { length: planes.length * WIDTH * HEIGHT },
      (_, i) => planes[i % planes.length]?.[Math.floor(i / planes.length)] ?? 0,
    );
  const opaque = new Uint8Array(WIDTH * HEIGHT).fill(9);

  it.each([
    ['rgb8', 3, RGB],
    ['bgr8', 3, woven(blue, green, red)],
    ['rgba8', 4, woven(red, green, blue, opaque)],
    ['bgra8', 4, woven(blue, green, red, opaque)],
    ['8UC3', 3, woven(blue, green, red)],
  ])('is RGBA: %s, padded', (encoding, bytesPerPixel, pixels) =>
    inFolder(async (folder) => {
      const image = colorImage(1000, { encoding, bytesPerPixel, pixels, padding: 5 });
      const { color } = await only(folder, [depthOf(depthImage(1000)), colorOf(image)]);
      expect([...color.data]).toEqual([...RGBA]);
    }),
  );

  it('is grey: mono8', () =>
    inFolder(async (folder) => {
      const image = colorImage(1000, { encoding: 'mono8', bytesPerPixel: 1, pixels: red });
      const { color } = await only(folder, [depthOf(depthImage(1000)), colorOf(image)]);
      expect([...color.data]).toEqual([
        ...woven(
          red,
          red,
          red,
          opaque.map(() => 255),
        ),
      ]);
    }));

  it.each(['png', 'jpeg'] as const)('is unpacked: %s', (kind) =>
    inFolder(async (folder) => {
      const picture = sharp(RGB, { raw: { ...SIZE, channels: 3 } });
      const data = await picture.toFormat(kind, { quality: 100 }).toBuffer();
      const packed = compressed(`${COLOR}/compressed`, `rgb8; ${kind} compressed bgr8`, data);
      const { color } = await only(folder, [depthOf(depthImage(1000)), packed]);
      expect([color.width, color.height]).toEqual([WIDTH, HEIGHT]);
      if (kind === 'png') expect([...color.data]).toEqual([...RGBA]);
    }),
  );
});

describe('a ROS 2 bag', () => {
  const pair = (timeMs: number) => [
    depthOf(depthImage(timeMs), timeMs),
    colorOf(colorImage(timeMs), timeMs),
  ];

  it('pairs by the time of capture, whatever the log says', () =>
    inFolder(async (folder) => {
      const bag = [
        // Colour is logged late, and one has no depth near it.
        depthOf(depthImage(1000), 1010),
        depthOf(depthImage(1033), 1041),
        colorOf(colorImage(1002), 1060),
        depthOf(depthImage(1066), 1075),
        colorOf(colorImage(1300), 1310),
        colorOf(colorImage(1070), 1090),
        depthOf(depthImage(1100), 1110),
        colorOf(colorImage(1038), 1120),
      ];
      const frames = await readAll(await openBag(folder, bag));
      expect(frames.map(({ timeMs }) => timeMs)).toEqual([1000, 1033, 1066]);
      expect(frames.map(({ sequence }) => sequence)).toEqual([0, 1, 2]);
    }));

  it('counts depth without colour near it, and keeps two at one time', () =>
    inFolder(async (folder) => {
      const bag = [...pair(1000), ...pair(1000), depthOf(depthImage(1100), 1100), ...pair(1200)];
      const source = orThrow(await openBag(folder, bag));
      const frames = await readAll({ ok: true, value: source });
      expect(frames.map(({ timeMs }) => timeMs)).toEqual([1000, 1000.001, 1200]);
      expect(source.notices).toEqual(['1 of its 4 depth pictures have no colour within 20 ms.']);
      const apart = [depthOf(depthImage(1000), 1000), colorOf(colorImage(2000), 2000)];
      const file = join(folder, 'apart.mcap');
      await writeBag(file, apart);
      const request = {
        input: file,
        output: join(folder, 'out.mcap'),
        format: 'recording',
      } as const;
      const converted = await convertFiles(request, neverAborted());
      expect(!converted.ok && converted.problem.message).toBe(
        'There is no frame in the session: nothing was written. 1 of its 1 depth pictures have no colour within 20 ms.',
      );
    }));

  it('says that it was cut off', () =>
    inFolder(async (folder) => {
      const file = join(folder, 'bag.mcap');
      await writeBag(file, pair(1000));
      const { size } = await stat(file);
      await truncate(file, size - 100);
      const source = orThrow(await openFrameSource(file));
      expect(source.notices).toEqual([expect.stringContaining('Its end is missing')]);
      expect(await readAll({ ok: true, value: source })).toHaveLength(1);
      await truncate(file, 500);
      const opened = await openFrameSource(file);
      expect(!opened.ok && opened.problem.message).toContain(
        'it was cut off, and no image is left',
      );
    }));

  it('takes the time of the log where the camera gives none', () =>
    inFolder(async (folder) => {
      const bag = [1000, 1033].flatMap((ms) => [
        depthOf(depthImage(0), ms),
        colorOf(colorImage(0), ms + 5),
      ]);
      const frames = await readAll(await openBag(folder, bag));
      expect(frames.map(({ timeMs }) => timeMs)).toEqual([1000, 1033]);
    }));

  it('takes the calibration, and says where it assumes one', () =>
    inFolder(async (folder) => {
      const info = infoMessage(SIZE, [7, 7.5, 3.25, 2.75]);
      const topic = '/camera/aligned_depth_to_color/camera_info';
      const withInfo = [{ topic, type: 'CameraInfo', logMs: 1, data: info } as const];
      const source = orThrow(await openBag(folder, [...withInfo, ...pair(1000)]));
      expect(source.sensor.depthIntrinsics).toEqual({ fx: 7, fy: 7.5, cx: 3.25, cy: 2.75 });
      expect(source.sensor).toMatchObject({
        trust: 'recording',
        registration: { kind: 'registered' },
      });
      expect(source.sensor.reading).toMatchObject({
        intrinsics: { from: 'file' },
        scale: { value: { kind: 'linear', millimetres: 1 }, from: 'format' },
        registration: { from: 'file' },
      });
      expect(source.notices).toEqual([]);
      await source.close();
      const without = orThrow(await openBag(folder, pair(1000)));
      expect(without.sensor.depthIntrinsics).toEqual({ fx: 6.5625, fy: 6.5625, cx: 3.5, cy: 2.5 });
      expect(without.sensor.reading?.intrinsics.from).toBe('assumed');
      await without.close();
    }));

  it('scales the calibration of a larger picture, and of a part of it', () =>
    inFolder(async (folder) => {
      const roi = { x_offset: 4, y_offset: 2, width: 16, height: 12, do_rectify: false };
      const info = infoMessage({ width: 32, height: 24 }, [20, 20, 15.5, 11.5], { roi });
      const topic = '/camera/color/camera_info';
      const withInfo = [{ topic, type: 'CameraInfo', logMs: 1, data: info } as const];
      const source = orThrow(await openBag(folder, [...withInfo, ...pair(1000)]));
      expect(source.sensor.depthIntrinsics).toEqual({ fx: 10, fy: 10, cx: 5.5, cy: 4.5 });
      await source.close();
    }));

  it('loses a frame that cannot be read, alone, and says so', () =>
    inFolder(async (folder) => {
      const short = depthOf(
        depthImage(1033, { height: 6, width: 8, padding: 0 }).slice(0, 90),
        1033,
      );
      const bag = [...pair(1000), short, colorOf(colorImage(1033), 1033), ...pair(1066)];
      const opened = await openBag(folder, bag);
      const source = orThrow(opened);
      const read: Result<LabelledFrame>[] = [];
      for await (const frame of source.read(neverAborted())) read.push(frame);
      await source.close();
      expect(read.map(({ ok }) => ok)).toEqual([true, false, true]);
      const [, lost] = read;
      const message = lost?.ok === false ? lost.problem.message : '';
      expect(message).toContain('bag.mcap cannot be used');
    }));

  it('prefers aligned depth and real colour, and asks where both could be meant', () =>
    inFolder(async (folder) => {
      const other = '/camera/depth/image_rect_raw';
      const infra = '/camera/infra1/image_rect_raw';
      const mono = colorImage(1000, { encoding: 'mono8', bytesPerPixel: 1, pixels: RGB });
      const bag = [
        ...pair(1000),
        depthOf(depthImage(1000), 1000, other),
        colorOf(mono, 1000, infra),
      ];
      const source = orThrow(await openBag(folder, bag));
      expect(source.sensor.name).toContain(DEPTH);
      await source.close();
      const second = '/other/aligned_depth_to_color/image_raw';
      const two = [...pair(1000), depthOf(depthImage(1000), 1000, second)];
      const asked = await openBag(folder, two);
      expect(!asked.ok && asked.problem.message).toMatch(
        /several topics of depth: .*--depth-topic/,
      );
      const chosen = orThrow(await openBag(folder, two, { depth: second }));
      expect(chosen.sensor.name).toContain(second);
      await chosen.close();
      const infrared = depthOf(depthImage(1000), 1000, '/camera/ir/image_raw');
      const real = depthOf(depthImage(1000), 1000, '/camera/depth/image_raw');
      const one = orThrow(await openBag(folder, [infrared, real, colorOf(colorImage(1000))]));
      expect(one.sensor.name).toContain('/camera/depth');
      await one.close();
      const none = await openBag(folder, two, { depth: '/none' });
      expect(!none.ok && none.problem.message).toContain('no images of the topic /none');
    }));

  it('is refused where depth does not lie on the grid of colour', () =>
    inFolder(async (folder) => {
      const large = colorImage(1000, { width: 4, height: 3 });
      const sizes = await openBag(folder, [depthOf(depthImage(1000)), colorOf(large)]);
      expect(!sizes.ok && sizes.problem.message).toContain('does not lie on the grid');
      const infos = [
        ['/camera/color/camera_info', 7],
        ['/camera/aligned_depth_to_color/camera_info', 12],
      ] as const;
      const bag = infos.map(([topic, f]): BagMessage => {
        const data = infoMessage(SIZE, [f, f, 3.5, 2.5]);
        return { topic, type: 'CameraInfo', logMs: 1, data };
      });
      const calibrations = await openBag(folder, [...bag, ...pair(1000)]);
      expect(!calibrations.ok && calibrations.problem.message).toContain(
        'does not lie on the grid',
      );
    }));

  it('without depth says what it has', () =>
    inFolder(async (folder) => {
      const opened = await openBag(folder, [colorOf(colorImage(1000))]);
      expect(!opened.ok && opened.problem.message).toContain(`${COLOR} (rgb8)`);
      const alone = await openBag(folder, [depthOf(depthImage(1000))]);
      expect(!alone.ok && alone.problem.message).toContain(`no colour that Depthlock can read`);
      expect(!alone.ok && alone.problem.message).toContain(`${DEPTH} (16UC1)`);
    }));

  it('is no bag where it is a recording', () =>
    inFolder(async (folder) => {
      const frame = noiseFrame(0);
      expect(frame.depth.width).toBe(32);
      const opened = await openFrameSource(join(folder, 'none.mcap'));
      expect(opened).toMatchObject({ ok: false });
    }));
});
