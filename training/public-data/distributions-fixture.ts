/** Small imitations of the distributions that training data comes from. */
import { readdir, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import sharp from 'sharp';
import { EXPRESSIONS } from './face-kit.ts';
import type { FaceKitSize } from './public-sets.ts';

/** A head of five points. */
export const SMALL_KIT: FaceKitSize = { vertices: 5, polygons: 2, identities: 3 };

const REST = [
  [0, -2.48251, 11.8387],
  [0, -2.12388, 11.6251],
  [-0.503397, 3.45413, 10.6387],
  [-6.87316, -1.5293, 2.94636],
  [-2.36702e-8, 0.5, -4],
] as const;

/** How far mode `k` moves coordinate `axis` of a vertex, cm. */
const displacement = (k: number, vertex: number, axis: number): number =>
  k === 1 ? 0 : Math.sin(1 + 7 * k + 3 * vertex + axis) / (k + 1);

function obj(mode: number | null, polygons: readonly string[]): string {
  const lines = REST.map((point, vertex) => {
    const moved = point.map((x, axis) =>
      mode === null ? x : x + displacement(mode, vertex, axis),
    );
    return `v ${moved.map((x) => Number(x.toPrecision(6))).join(' ')}`;
  });
  return ['# ICT FaceKit', 'mtllib ICTFaceModelMaterial.mtl', ...lines, ...polygons, ''].join('\n');
}

const POLYGONS = ['vt 0 0', 'vt 1 0', 'usemtl M_Face', 'f 1/1 2/2 3/1 4/2', 'f 1/1 2/2 5/1'];

/** Writes `FaceXModel` below a folder; returns the file names of its modes. */
export async function writeFaceKit(folder: string): Promise<readonly string[]> {
  const model = join(folder, 'FaceXModel');
  await mkdir(model, { recursive: true });
  await writeFile(join(model, 'generic_neutral_mesh.obj'), obj(null, POLYGONS));
  await writeFile(join(model, 'vertex_indices.json'), '{}');
  const identities = Array.from({ length: SMALL_KIT.identities }, (_, k) => `identity00${k}`);
  const names = [...identities, ...EXPRESSIONS];
  for (const [k, name] of names.entries()) {
    await writeFile(join(model, `${name}.obj`), obj(k, POLYGONS));
  }
  return names;
}

/** Colour of the imitation photograph `number` at a pixel: smooth, so that JPEG keeps it. */
export const photographed = (number: number, x: number, y: number): [number, number, number] => [
  (x / 2 + 30 * number) % 200,
  y / 2 + 40,
  100 + 50 * Math.sin((x + y) / 40),
];

/** Writes `lfw/<Name>/<Name>_NNNN.jpg`, 250 × 250, below a folder. @param people pictures by name */
export async function writeLfw(
  folder: string,
  people: Readonly<Record<string, number>>,
): Promise<void> {
  for (const [name, pictures] of Object.entries(people)) {
    await mkdir(join(folder, 'lfw', name), { recursive: true });
    for (let number = 1; number <= pictures; number++) {
      const pixels = new Uint8Array(3 * 250 * 250);
      for (let i = 0; i < 250 * 250; i++) {
        pixels.set(photographed(number, i % 250, Math.floor(i / 250)), 3 * i);
      }
      const file = join(folder, 'lfw', name, `${name}_${String(number).padStart(4, '0')}.jpg`);
      await sharp(pixels, { raw: { width: 250, height: 250, channels: 3 } })
        .jpeg({ quality: 95 })
        .toFile(file);
    }
  }
}

/** Writes everything in a folder as a ZIP file, not compressed (PKWARE APPNOTE 6.3, sections 4.3.7, 4.3.12, 4.3.16). */
export async function writeZip(folder: string, file: string): Promise<void> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const parts: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    const name = Buffer.from(path.slice(folder.length + 1).replaceAll('\\', '/'));
    const content = await readFile(path);
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    const made = Buffer.from([20, 0]);
    directory.push(Buffer.from('PK\x01\x02', 'latin1'), made, facts, tail, name);
    const local = [Buffer.from('PK\x03\x04', 'latin1'), facts, name, content];
    parts.push(...local);
    offset += local.reduce((sum, { length }) => sum + length, 0);
  }
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  const count = directory.length / 5;
  end.writeUInt16LE(count, 8);
  end.writeUInt16LE(count, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(offset, 16);
  await writeFile(file, Buffer.concat([...parts, ...directory, end]));
}
