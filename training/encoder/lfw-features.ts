import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from 'onnxruntime-node';
import sharp from 'sharp';
import type { RgbdFrame } from '../../electron/contract/frame.ts';
import { createFaceFinder } from '../../electron/engine/vision/face-finder.ts';
import { fuse, INPUT_SIZE } from '../../electron/engine/vision/fusion.ts';
import { trainingCache } from '../cache-folder.ts';
import { trainingData } from '../data.ts';
import { COLOUR_FEATURES } from './colour-branch.ts';

/** Photographs a person contributes at most, so that a few famous people do not decide everything. */
const MOST_PHOTOS = 6;
/** A Kinect at 0.6 to 1.4 m sees a face this many times smaller than these photographs show it. */
const SHRINK = { least: 0.35, most: 0.9 };
const CHECKPOINT_EVERY = 500;

/** One photograph seen twice by the colour network: as it is, and as small as a Kinect sees faces. */
export interface PhotoFeatures {
  readonly person: string;
  readonly clean: Float32Array;
  readonly degraded: Float32Array;
}

/**
 * Runs the colour network over Labeled Faces in the Wild (people with at least two photographs). The work is
 * cached outside the repository and resumes where it stopped.
 *
 * @param network an ONNX file with the input of `fuse` and an output `colour`
 * @param key names the cache; another network needs another key
 */
export async function lfwFeatures(
  assets: string,
  network: Uint8Array,
  key: string,
  log: (line: string) => void,
): Promise<readonly PhotoFeatures[]> {
  const folder = trainingCache('lfw');
  const photos = unpackPhotos(folder);
  const file = join(folder, `features-${key}.bin`);
  const stored = existsSync(file) ? readFileSync(file) : Buffer.alloc(0);
  const recordBytes = 4 * 2 * COLOUR_FEATURES;
  const records: Float32Array[] = [];
  for (let offset = 0; offset + recordBytes <= stored.length; offset += recordBytes) {
    const bytes = stored.subarray(offset, offset + recordBytes);
    records.push(new Float32Array(Uint8Array.from(bytes).buffer));
  }
  if (records.length < photos.length) {
    const look = await photoReader(assets, network);
    for (let i = records.length; i < photos.length; i++) {
      records.push(await look(photos[i]?.path ?? '', i));
      const last = i + 1 === photos.length;
      if (last || (i + 1) % CHECKPOINT_EVERY === 0) {
        log(`photographs ${i + 1} of ${photos.length}`);
        writeRecords(file, records);
      }
    }
  }
  return photos.flatMap(({ person }, i) => {
    const record = records[i];
    // A photograph in which no face was found is stored as zeros.
    if (record === undefined || record.every((x) => x === 0)) return [];
    const clean = record.slice(0, COLOUR_FEATURES);
    return [{ person, clean, degraded: record.slice(COLOUR_FEATURES) }];
  });
}

function unpackPhotos(folder: string): readonly { person: string; path: string }[] {
  const done = join(folder, 'unpacked');
  if (!existsSync(done)) {
    execFileSync('tar', ['-xf', trainingData('lfw-160.tar'), '-C', folder]);
    writeFileSync(done, '');
  }
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .flatMap((person) => {
      const files = readdirSync(join(folder, person)).sort();
      if (files.length < 2) return [];
      return files
        .slice(0, MOST_PHOTOS)
        .map((name) => ({ person, path: join(folder, person, name) }));
    });
}

function writeRecords(file: string, records: readonly Float32Array[]): void {
  const partial = `${file}.partial`;
  const bytes = records.map((r) => Buffer.from(r.buffer, r.byteOffset, r.byteLength));
  writeFileSync(partial, Buffer.concat(bytes));
  renameSync(partial, file);
}

async function photoReader(assets: string, network: Uint8Array) {
  const finder = await createFaceFinder(assets);
  if (!finder.ok) throw new Error(finder.problem.message);
  const session = await ort.InferenceSession.create(network);
  const input = new Float32Array(4 * INPUT_SIZE * INPUT_SIZE);
  const embed = async (image: Picture, landmarks: Float32Array): Promise<Float32Array> => {
    fuse(image, landmarks, null, input);
    const feeds = { input: new ort.Tensor('float32', input, [1, 4, INPUT_SIZE, INPUT_SIZE]) };
    const { colour } = await session.run(feeds);
    if (!(colour?.data instanceof Float32Array)) throw new Error('The network has no colour.');
    return Float32Array.from(colour.data);
  };
  return async (path: string, index: number): Promise<Float32Array> => {
    const record = new Float32Array(2 * COLOUR_FEATURES);
    const photo = await readPicture(path, 1);
    finder.value.reset();
    const found = await finder.value.find(colorOnlyFrame(photo));
    if (found.kind === 'none') return record;
    const { landmarks } = found.face;
    record.set(await embed(photo, landmarks));
    // A fixed sequence of sizes (golden ratio), so that the result depends on no random state.
    const share = (index * 0.618034) % 1;
    const scale = SHRINK.least + share * (SHRINK.most - SHRINK.least);
    const small = await readPicture(path, scale);
    record.set(
      await embed(
        small,
        landmarks.map((x) => x * (small.width / photo.width)),
      ),
      COLOUR_FEATURES,
    );
    return record;
  };
}

interface Picture {
  readonly width: number;
  readonly height: number;
  readonly color: Uint8Array;
}

async function readPicture(path: string, scale: number): Promise<Picture> {
  const image = sharp(path);
  const { width } = await image.metadata();
  const { data, info } = await image
    .resize(Math.round(width * scale))
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, color: data };
}

const colorOnlyFrame = ({ width, height, color }: Picture): RgbdFrame => ({
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
