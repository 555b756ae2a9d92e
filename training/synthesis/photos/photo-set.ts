import { execFileSync } from 'node:child_process';
import { existsSync, openSync, readdirSync, readSync, renameSync } from 'node:fs';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import sharp from 'sharp';
import type { RgbdFrame } from '../../../electron/contract/frame.ts';
import {
  createFaceFinder,
  type FaceFinder,
} from '../../../electron/engine/vision/detect/face-finder.ts';
import { fivePoints } from '../../../electron/engine/vision/fusion/fusion.ts';
import { similarityToImage } from '../../../electron/engine/vision/fusion/template.ts';
import { trainingCache } from '../../cache-folder.ts';
import { trainingData } from '../../data.ts';

/** Side of a stored picture: the 112 pixels of the encoder's template and a margin on every side. */
export const CANVAS = { size: 144, margin: 16 } as const;
const PIXEL_BYTES = 3 * CANVAS.size * CANVAS.size;
const LANDMARK_NUMBERS = 468 * 3;
const RECORD_BYTES = PIXEL_BYTES + 4 * LANDMARK_NUMBERS;
const PHOTOS_PER_SHARD = 1000;
/** Changes whenever the stored data does. */
const FORMAT = 'v1';

/** A photograph aligned to the encoder's template. */
export interface Photo {
  /** RGB, CANVAS.size × CANVAS.size. */
  readonly pixels: Uint8Array;
  /** 468 × (x, y, z) in pixels of the canvas. */
  readonly landmarks: Float32Array;
}

/** Labeled Faces in the Wild, aligned; photographs without a detected face are left out. */
export interface PhotoSet {
  /** Number of the person on each photograph, 0 … people − 1, in alphabetical order. */
  readonly person: readonly number[];
  readonly people: number;
  read(index: number): Photo;
}

/**
 * Aligns all photographs once and stores them outside the repository, in shards, so that an interrupted run resumes.
 * Throws a sentence if the data is missing.
 */
export async function openPhotoSet(
  assets: string,
  report: (done: number, total: number) => void = () => undefined,
): Promise<PhotoSet> {
  await alignPhotos(assets, report);
  return openAlignedPhotos();
}

/** What `openPhotoSet` does before it opens them. Resolves soon after `signal` aborts, and keeps the shards that are whole. */
export async function alignPhotos(
  assets: string,
  report: (done: number, total: number) => void,
  signal?: AbortSignal,
): Promise<void> {
  const photos = unpackPhotos(trainingCache('lfw'));
  const folder = trainingCache(`lfw-aligned-${FORMAT}`);
  const shards = Math.ceil(photos.length / PHOTOS_PER_SHARD);
  let finder: FaceFinder | null = null;
  try {
    for (let shard = 0; shard < shards; shard++) {
      const file = join(folder, `${shard}.bin`);
      if (existsSync(file)) continue;
      finder ??= await openFinder(assets);
      const first = shard * PHOTOS_PER_SHARD;
      const own = photos.slice(first, first + PHOTOS_PER_SHARD);
      const records = Buffer.alloc(own.length * RECORD_BYTES);
      for (const [i, { path }] of own.entries()) {
        if (signal?.aborted === true) return;
        await alignPhoto(path, finder, records.subarray(i * RECORD_BYTES, (i + 1) * RECORD_BYTES));
        report(first + i + 1, photos.length);
      }
      writeFileSync(`${file}.partial`, records);
      renameSync(`${file}.partial`, file);
    }
  } finally {
    await finder?.dispose();
  }
}

/** The same set, already aligned, for worker threads. */
export function openAlignedPhotos(): PhotoSet {
  return indexPhotos(trainingCache(`lfw-aligned-${FORMAT}`), unpackPhotos(trainingCache('lfw')));
}

const photoFilesSchema = z.array(z.object({ person: z.string(), path: z.string() }));
type PhotoFile = Readonly<z.infer<typeof photoFilesSchema>[number]>;

function indexPhotos(folder: string, photos: readonly PhotoFile[]): PhotoSet {
  const names = [...new Set(photos.map(({ person }) => person))];
  const numbers = new Map(names.map((name, i) => [name, i]));
  const found: number[] = [];
  const files = new Map<number, number>();
  const fileOf = (index: number): number => {
    const shard = Math.floor(index / PHOTOS_PER_SHARD);
    const open = files.get(shard) ?? openSync(join(folder, `${shard}.bin`), 'r');
    files.set(shard, open);
    return open;
  };
  const probe = Buffer.alloc(4);
  photos.forEach((_, i) => {
    const offset = (i % PHOTOS_PER_SHARD) * RECORD_BYTES + PIXEL_BYTES;
    readSync(fileOf(i), probe, 0, 4, offset);
    if (probe.readFloatLE(0) !== 0) found.push(i);
  });
  return {
    person: found.map((i) => numbers.get(photos[i]?.person ?? '') ?? 0),
    people: names.length,
    read(index) {
      const i = found[index] ?? 0;
      const bytes = new ArrayBuffer(RECORD_BYTES);
      readSync(
        fileOf(i),
        new Uint8Array(bytes),
        0,
        RECORD_BYTES,
        (i % PHOTOS_PER_SHARD) * RECORD_BYTES,
      );
      return {
        pixels: new Uint8Array(bytes, 0, PIXEL_BYTES),
        landmarks: new Float32Array(bytes, PIXEL_BYTES, LANDMARK_NUMBERS),
      };
    },
  };
}

const isUnpacked = (folder: string): boolean => existsSync(join(folder, 'unpacked'));

/** Throws a sentence if the photographs are neither unpacked nor there to be unpacked. */
export function requirePhotographs(): void {
  if (!isUnpacked(trainingCache('lfw'))) trainingData('lfw-160.tar');
}

function unpackPhotos(folder: string): readonly PhotoFile[] {
  if (!isUnpacked(folder)) {
    execFileSync('tar', ['-xf', trainingData('lfw-160.tar'), '-C', folder]);
    writeFileSync(join(folder, 'unpacked'), '');
  }
  const list = join(folder, 'photos.json');
  if (!existsSync(list)) {
    const people = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
      .sort();
    const files = people.flatMap((person) =>
      readdirSync(join(folder, person))
        .sort()
        .map((name) => ({ person, path: join(folder, person, name) })),
    );
    writeFileSync(`${list}.partial`, JSON.stringify(files));
    renameSync(`${list}.partial`, list);
  }
  return photoFilesSchema.parse(JSON.parse(readFileSync(list, 'utf8')));
}

async function openFinder(assets: string): Promise<FaceFinder> {
  const finder = await createFaceFinder(assets);
  if (!finder.ok) throw new Error(finder.problem.message);
  return finder.value;
}

/** Fills one record; it stays zero if no face is found. */
async function alignPhoto(path: string, finder: FaceFinder, record: Buffer): Promise<void> {
  const { data, info } = await sharp(path)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const found = await finder.find(colorOnlyFrame(width, height, data));
  if (found.kind === 'none') return;
  const { landmarks } = found.face;
  const { a, b, tx, ty } = similarityToImage(fivePoints(landmarks));
  const { size, margin } = CANVAS;
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const [x, y] = [u - margin, v - margin];
      sampleClamped(
        data,
        width,
        height,
        a * x - b * y + tx,
        b * x + a * y + ty,
        record,
        3 * (v * size + u),
      );
    }
  }
  const scale = a * a + b * b;
  for (let i = 0; i < LANDMARK_NUMBERS; i += 3) {
    const dx = (landmarks[i] ?? 0) - tx;
    const dy = (landmarks[i + 1] ?? 0) - ty;
    const at = PIXEL_BYTES + 4 * i;
    record.writeFloatLE((a * dx + b * dy) / scale + margin, at);
    record.writeFloatLE((a * dy - b * dx) / scale + margin, at + 4);
    record.writeFloatLE((landmarks[i + 2] ?? 0) / Math.sqrt(scale), at + 8);
  }
}

/** Bilinear; the edge extends beyond the picture. */
function sampleClamped(
  rgba: Uint8Array,
  width: number,
  height: number,
  x: number,
  y: number,
  out: Uint8Array,
  at: number,
): void {
  const cx = Math.min(width - 1.001, Math.max(0, x));
  const cy = Math.min(height - 1.001, Math.max(0, y));
  const [u, v] = [Math.floor(cx), Math.floor(cy)];
  const [fx, fy] = [cx - u, cy - v];
  const k = 4 * (v * width + u);
  for (let c = 0; c < 3; c++) {
    const top = (1 - fx) * (rgba[k + c] ?? 0) + fx * (rgba[k + 4 + c] ?? 0);
    const bottom =
      (1 - fx) * (rgba[k + 4 * width + c] ?? 0) + fx * (rgba[k + 4 * width + 4 + c] ?? 0);
    out[at + c] = Math.round((1 - fy) * top + fy * bottom);
  }
}

const colorOnlyFrame = (width: number, height: number, color: Uint8Array): RgbdFrame => ({
  sequence: 0,
  timeMs: 0,
  width,
  height,
  color,
  depth: new Uint16Array(width * height),
  camera: {
    name: 'photograph',
    serial: '',
    intrinsics: { fx: 1, fy: 1, cx: 0, cy: 0 },
    trust: 'recording',
  },
});
