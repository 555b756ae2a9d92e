/** For tests: the scene of the field cases, a wall at two metres with a box before it, written in every way. */
import { writeFile } from 'node:fs/promises';
import sharp from 'sharp';
import type { Intrinsics } from '../../../contract/frame.ts';

export const MADE = { width: 64, height: 48 } as const;
const PIXELS = MADE.width * MADE.height;
export const MADE_INTRINSICS: Intrinsics = { fx: 52.5, fy: 52.5, cx: 31.5, cy: 23.5 };

/** Millimetres, row by row; 0 in a strip above. */
export const MADE_DEPTH: Uint16Array = Uint16Array.from({ length: PIXELS }, (_, i) => {
  const [x, y] = [i % MADE.width, Math.floor(i / MADE.width)];
  if (y < 2) return 0;
  return x >= 24 && x < 40 && y >= 16 && y < 32 ? 800 : 2000;
});

/** RGB of pixel 0. */
export const MADE_COLOR = [200, 60, 20] as const;
const rgb = Buffer.alloc(3 * PIXELS);
for (let i = 0; i < PIXELS; i++) rgb.set(MADE_COLOR, 3 * i);

export async function writeColor(file: string): Promise<void> {
  const image = sharp(rgb, { raw: { ...MADE, channels: 3 } });
  await (/\.jpe?g$/.test(file) ? image.jpeg({ quality: 100 }) : image.png()).toFile(file);
}

/** 16 bits a channel. */
export async function writeDeepColor(file: string): Promise<void> {
  const deep = Uint16Array.from(rgb, (value) => 257 * value);
  await sharp(deep, { raw: { ...MADE, channels: 3 } })
    .toColourspace('rgb16')
    .png()
    .toFile(file);
}

/** @param of what the file holds for a depth in mm */
export async function writeDepth(
  file: string,
  of: (millimetres: number) => number = (mm) => mm,
): Promise<void> {
  await sharp(MADE_DEPTH.map(of), { raw: { ...MADE, channels: 1 } })
    .toColourspace('grey16')
    .png()
    .toFile(file);
}

/** As the format says, or as libfreenect writes. */
export async function writePgm(
  file: string,
  { order, header }: { readonly order: 'big' | 'little'; readonly header: string },
): Promise<void> {
  const body = Buffer.alloc(2 * PIXELS);
  for (const [i, mm] of MADE_DEPTH.entries()) {
    if (order === 'big') body.writeUInt16BE(mm, 2 * i);
    else body.writeUInt16LE(mm, 2 * i);
  }
  await writeFile(file, Buffer.concat([Buffer.from(header), body]));
}

const metres = (mm: number): number => (mm === 0 ? NaN : mm / 1000);

/** Rows from the bottom. */
export async function writePfm(file: string): Promise<void> {
  const body = Buffer.alloc(4 * PIXELS);
  for (const [i, mm] of MADE_DEPTH.entries()) {
    const row = MADE.height - 1 - Math.floor(i / MADE.width);
    body.writeFloatLE(metres(mm), 4 * (row * MADE.width + (i % MADE.width)));
  }
  const header = `Pf\n${MADE.width} ${MADE.height}\n-1.0\n`;
  await writeFile(file, Buffer.concat([Buffer.from(header), body]));
}

/** One strip of 32-bit fractions in metres, or of signed 16-bit millimetres; sharp reads both and writes neither. */
export async function writeTiff(file: string, kind: 'fractions' | 'signed'): Promise<void> {
  const isFraction = kind === 'fractions';
  const size = isFraction ? 4 : 2;
  const entries: readonly (readonly [number, number, number])[] = [
    [256, 3, MADE.width],
    [257, 3, MADE.height],
    [258, 3, 8 * size],
    [259, 3, 1],
    [262, 3, 1],
    [273, 4, 8],
    [277, 3, 1],
    [278, 3, MADE.height],
    [279, 4, size * PIXELS],
    [339, 3, isFraction ? 3 : 2],
  ];
  const at = 8 + size * PIXELS;
  const bytes = Buffer.alloc(at + 2 + 12 * entries.length + 4);
  bytes.write('II*\0', 'latin1');
  bytes.writeUInt32LE(at, 4);
  for (const [i, mm] of MADE_DEPTH.entries()) {
    if (isFraction) bytes.writeFloatLE(metres(mm), 8 + 4 * i);
    else bytes.writeInt16LE(mm === 0 ? -1 : mm, 8 + 2 * i);
  }
  bytes.writeUInt16LE(entries.length, at);
  for (const [i, [tag, type, value]] of entries.entries()) {
    const entry = at + 2 + 12 * i;
    bytes.writeUInt16LE(tag, entry);
    bytes.writeUInt16LE(type, entry + 2);
    bytes.writeUInt32LE(1, entry + 4);
    bytes.writeUInt32LE(value, entry + 8);
  }
  await writeFile(file, bytes);
}

/** Run-length coded, as the Biwi database has it. */
export function biwiDepth(depth: Uint16Array, { width }: { readonly width: number }): Buffer {
  const parts: Buffer[] = [int32(width), int32(depth.length / width)];
  for (let i = 0; i < depth.length;) {
    const start = i;
    while (i < depth.length && depth[i] === 0) i++;
    const full = i;
    while (i < depth.length && depth[i] !== 0) i++;
    const readings = Buffer.alloc(2 * (i - full));
    for (let k = full; k < i; k++) readings.writeInt16LE(depth[k] ?? 0, 2 * (k - full));
    parts.push(int32(full - start), int32(i - full), readings);
  }
  return Buffer.concat(parts);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32LE(value);
  return bytes;
}

/** x, y, z in metres and the colour of a pixel; NaN without a reading. */
export function madePoint(i: number): Readonly<Record<'x' | 'y' | 'z' | 'rgb', number>> {
  const z = metres(MADE_DEPTH[i] ?? 0);
  const { fx, fy, cx, cy } = MADE_INTRINSICS;
  const [red, green, blue] = MADE_COLOR;
  return {
    x: (((i % MADE.width) - cx) / fx) * z,
    y: ((Math.floor(i / MADE.width) - cy) / fy) * z,
    z,
    rgb: (red << 16) | (green << 8) | blue,
  };
}

type PointField = keyof ReturnType<typeof madePoint> | '_';

/** An organised cloud with its fields in any order; `_` is padding. LZF made only of literals is legal. */
export async function writePcd(
  file: string,
  fields: readonly PointField[],
  data: 'ascii' | 'binary' | 'binary_compressed',
  coordinateBytes: 4 | 8 = 4,
): Promise<void> {
  const sizeOf = (field: PointField) => (field === 'rgb' || field === '_' ? 4 : coordinateBytes);
  const header = [
    '# .PCD v0.7 - Point Cloud Data file format',
    'VERSION 0.7',
    `FIELDS ${fields.join(' ')}`,
    `SIZE ${fields.map(sizeOf).join(' ')}`,
    `TYPE ${fields.map((field) => (field === 'rgb' ? 'U' : 'F')).join(' ')}`,
    `COUNT ${fields.map(() => 1).join(' ')}`,
    `WIDTH ${MADE.width}`,
    `HEIGHT ${MADE.height}`,
    'VIEWPOINT 0 0 0 1 0 0 0',
    `POINTS ${PIXELS}`,
    `DATA ${data}\n`,
  ].join('\n');
  const points = Array.from({ length: PIXELS }, (_, i) => ({ ...madePoint(i), _: 0 }));
  if (data === 'ascii') {
    const lines = points.map((point) => fields.map((field) => point[field]).join(' '));
    await writeFile(file, `${header}${lines.join('\n')}\n`);
    return;
  }
  const encode = (field: PointField, value: number): Buffer => {
    const bytes = Buffer.alloc(sizeOf(field));
    if (field === 'rgb') bytes.writeUInt32LE(value);
    else if (bytes.length === 8) bytes.writeDoubleLE(value);
    else bytes.writeFloatLE(value);
    return bytes;
  };
  const body =
    data === 'binary'
      ? points.flatMap((point) => fields.map((field) => encode(field, point[field])))
      : fields.flatMap((field) => points.map((point) => encode(field, point[field])));
  const plain = Buffer.concat(body);
  await writeFile(
    file,
    Buffer.concat([Buffer.from(header), data === 'binary' ? plain : literalLzf(plain)]),
  );
}

/** With its two sizes before it. */
function literalLzf(plain: Buffer): Buffer {
  const runs: Buffer[] = [];
  for (let at = 0; at < plain.length; at += 32) {
    const run = plain.subarray(at, at + 32);
    runs.push(Buffer.from([run.length - 1]), run);
  }
  const packed = Buffer.concat(runs);
  const sizes = Buffer.alloc(8);
  sizes.writeUInt32LE(packed.length, 0);
  sizes.writeUInt32LE(plain.length, 4);
  return Buffer.concat([sizes, packed]);
}
