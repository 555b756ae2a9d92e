import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { syntheticSensorFrame } from '../camera/kinect-v1/fakenect/synthetic-frames-fixture.ts';
import { readBmp } from './vap/bmp.ts';
import { encodeBmp } from './vap/bmp-fixture.ts';
import { convert } from './convert.ts';
import { createFrameSink } from './create-frame-sink.ts';
import { expandLzf } from './clouds/lzf.ts';
import { readLittleEndianPgm, readPpm } from './pictures/netpbm.ts';
import { openFrameSource } from './open-frame-source.ts';
import { readPcd } from './clouds/pcd.ts';
import { readPclzfColor, readPclzfDepth } from './openni/pclzf.ts';
import { readColorPicture, readDepthPicture } from './pictures/pictures.ts';
import { neverAborted, noiseFrame, sourceOf } from './frame-source-fixture.ts';
import { orThrow } from '../../contract/result-fixture.ts';
import type { Result } from '../../contract/problem.ts';
import type { DepthValues } from './reading/depth-millimetres.ts';
import type { SensorImage } from '../camera/sensor-frame.ts';

type Picture = SensorImage<Uint8Array | DepthValues>;

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'depthlock-damaged-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** LZF made only of literals: legal, and simple to write. */
function literalLzf(data: Uint8Array): Buffer {
  const runs: Buffer[] = [];
  for (let at = 0; at < data.length; at += 32) {
    const run = data.subarray(at, at + 32);
    runs.push(Buffer.from([run.length - 1]), Buffer.from(run));
  }
  return Buffer.concat(runs);
}

function pclzf(kind: string, width: number, height: number, data: Uint8Array): Buffer {
  const packed = literalLzf(data);
  const header = Buffer.alloc(37);
  header.write('PCLZF', 'latin1');
  header.writeUInt32LE(width, 5);
  header.writeUInt32LE(height, 9);
  header.write(kind.padEnd(16), 13, 'latin1');
  header.writeUInt32LE(packed.length, 29);
  header.writeUInt32LE(data.length, 33);
  return Buffer.concat([header, packed]);
}

const PCD_HEADER = (kind: string) =>
  `# .PCD v0.7 - Point Cloud Data file format\nVERSION 0.7\nFIELDS x y z rgba\nSIZE 4 4 4 4\nTYPE F F F U\nCOUNT 1 1 1 1\nWIDTH 8\nHEIGHT 6\nVIEWPOINT 0 0 0 0 1 0 0\nPOINTS 48\nDATA ${kind}\n`;

function compressedPcd(): Buffer {
  const points = Buffer.alloc(48 * 16, 7);
  const packed = literalLzf(points);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed.length, 0);
  sizes.writeUInt32LE(points.length, 4);
  return Buffer.concat([Buffer.from(PCD_HEADER('binary_compressed')), sizes, packed]);
}

const pixels = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (7 * i) & 255));
const pictureOf = async (read: ReturnType<typeof readPcd>) => {
  const cloud = await read;
  return cloud.ok ? { ok: true as const, value: cloud.value.color } : cloud;
};

/** A valid file of each kind of picture, and its reader. */
const KINDS: readonly (readonly [
  string,
  () => Buffer | Promise<Buffer>,
  (file: string) => Promise<Result<Picture>>,
])[] = [
  ['bmp', () => encodeBmp(9, 5, (x, y) => [x, y, 3]), readBmp],
  ['pgm', () => Buffer.concat([Buffer.from('P5 9 5 65535\n'), pixels(90)]), readLittleEndianPgm],
  ['ppm', () => Buffer.concat([Buffer.from('P6 9 5 255\n'), pixels(135)]), readPpm],
  [
    'pcd',
    () => Buffer.concat([Buffer.from(PCD_HEADER('binary')), pixels(768)]),
    (file) => pictureOf(readPcd(file)),
  ],
  ['pcd compressed', compressedPcd, (file) => pictureOf(readPcd(file))],
  ['pclzf depth', () => pclzf('depth16', 9, 5, pixels(90)), readPclzfDepth],
  ['pclzf colour', () => pclzf('rgb24', 9, 5, pixels(135)), readPclzfColor],
  [
    'colour png',
    () =>
      sharp(pixels(135), { raw: { width: 9, height: 5, channels: 3 } })
        .png()
        .toBuffer(),
    readColorPicture,
  ],
  [
    'depth png',
    () =>
      sharp(
        Uint16Array.from({ length: 45 }, (_, i) => 999 * i),
        {
          raw: { width: 9, height: 5, channels: 1 },
        },
      )
        .toColourspace('grey16')
        .png()
        .toBuffer(),
    readDepthPicture,
  ],
];

/** Truncates and overwrites some bytes. */
const damage = fc.record({
  keep: fc.oneof(fc.constant(1), fc.double({ min: 0, max: 1, noNaN: true })),
  flips: fc.array(fc.tuple(fc.double({ min: 0, max: 1, noNaN: true }), fc.nat(255)), {
    maxLength: 6,
  }),
});

function damaged(
  bytes: Buffer,
  { keep, flips }: { keep: number; flips: [number, number][] },
): Buffer {
  const cut = Buffer.from(bytes.subarray(0, Math.ceil(bytes.length * keep)));
  for (const [where, value] of flips) {
    if (cut.length > 0) cut[Math.min(cut.length - 1, Math.floor(where * cut.length))] = value;
  }
  return cut;
}

describe('damaged pictures', () => {
  it.each(KINDS)(
    '%s: whole ones are read, damaged ones are a picture or a problem',
    async (name, make, read) => {
      const file = join(folder, name.replace(' ', '-'));
      const bytes = await make();
      await writeFile(file, bytes);
      expect(await read(file)).toMatchObject({ ok: true });
      await fc.assert(
        fc.asyncProperty(damage, async (how) => {
          await writeFile(file, damaged(bytes, how));
          const picture = await read(file);
          if (!picture.ok) {
            expect(picture.problem.code).toBe('files-unreadable');
            expect(picture.problem.message).toContain(file);
            return;
          }
          const { width, height, data } = picture.value;
          expect(width).toBeLessThanOrEqual(4096);
          expect(height).toBeLessThanOrEqual(4096);
          expect(data.length % (width * height)).toBe(0);
        }),
        { numRuns: 60 },
      );
    },
  );

  it.each([
    ['bmp', () => encodeBmp(9, 5, () => [0, 0, 0]), readBmp, 18],
    ['pclzf', () => pclzf('depth16', 9, 5, pixels(90)), readPclzfDepth, 5],
  ] as const)(
    '%s: an absurd size is refused before memory is taken',
    async (name, make, read, at) => {
      const bytes = make();
      bytes.writeUInt32LE(0x7fffffff, at);
      const file = join(folder, `absurd.${name}`);
      await writeFile(file, bytes);
      const picture = await read(file);
      expect(picture).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
      if (!picture.ok) expect(picture.problem.message).toContain('not the size');
    },
  );

  it('LZF: any bytes give as many as promised, or nothing', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), fc.nat(400), (data, length) => {
        const expanded = expandLzf(data, length);
        return expanded === null || expanded.length === length;
      }),
    );
  });
});

describe('damaged sessions', () => {
  it.each([
    ['tum', noiseFrame(0)],
    ['dataset', noiseFrame(0)],
    ['fakenect', syntheticSensorFrame(0)],
  ] as const)(
    '%s: whatever file is damaged, reading ends with frames or a problem',
    async (format, frame) => {
      const good = join(folder, `good-${format}`);
      const sink = orThrow(await createFrameSink(format, good, frame.sensor));
      orThrow(await convert(sourceOf([frame], frame.sensor), sink, { signal: neverAborted() }));
      const files = (await readdir(good, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile())
        .map(({ parentPath, name }) => join(parentPath, name).slice(good.length + 1));
      let run = 0;
      await fc.assert(
        fc.asyncProperty(fc.constantFrom(...files), damage, async (file, how) => {
          const copy = join(folder, `${format}-${run++}`);
          await cp(good, copy, { recursive: true });
          await writeFile(join(copy, file), damaged(await readFile(join(good, file)), how));
          const opened = await openFrameSource(copy);
          if (opened.ok) {
            let frames = 0;
            for await (const next of opened.value.read(neverAborted())) {
              if (!next.ok) expect(next.problem.message.length).toBeGreaterThan(10);
              expect(++frames).toBeLessThan(10);
            }
          } else expect(opened.problem.message.length).toBeGreaterThan(10);
          await rm(copy, { recursive: true });
        }),
        { numRuns: 30 },
      );
    },
  );

  it('what is no session is said to be none', async () => {
    const empty = join(folder, 'empty');
    await mkdir(empty);
    await writeFile(join(folder, 'foreign.txt'), 'hello');
    for (const path of [empty, join(folder, 'foreign.txt'), join(folder, 'missing'), '/dev/zero']) {
      const opened = await openFrameSource(path);
      expect(opened).toMatchObject({ ok: false, problem: { code: 'files-unreadable' } });
      if (!opened.ok) expect(opened.problem.message).toContain(path);
    }
  });
});
