import { createHash } from 'node:crypto';
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ort from '../../../electron/engine/onnx/onnxruntime.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { trainingCache } from '../../cache-folder.ts';
import { mirrorColour } from './mirror-colour.ts';
import { CANVAS, type PhotoSet } from './photo-set.ts';

/** Length of the teacher's feature. */
export const TEACHER_FEATURES = 512;
const CHECKPOINT_EVERY = 1000;
const PLANE = INPUT_SIZE * INPUT_SIZE;

/**
 * The pretrained colour network's feature of every unchanged photograph: the mean of its features of the picture and of
 * its mirror image, each of unit length, again of unit length. Cached; an interrupted run resumes. Once `signal` has
 * aborted it resolves soon, and those that are missing are 0.
 * @param network ONNX file, 1×3×112×112 → 1×512
 * @returns photographs × 512
 */
export async function teacherFeatures(
  photos: PhotoSet,
  network: Uint8Array,
  report: (done: number, total: number) => void = () => undefined,
  signal?: AbortSignal,
): Promise<Float32Array> {
  const count = photos.person.length;
  const key = createHash('sha256').update(network).digest('hex').slice(0, 12);
  const file = join(trainingCache('teacher'), `${key}.f32`);
  const features = new Float32Array(count * TEACHER_FEATURES);
  let done = 0;
  if (existsSync(file)) {
    const stored = readFileSync(file);
    const known = new Float32Array(Uint8Array.from(stored).buffer);
    features.set(known.subarray(0, features.length));
    done = Math.min(count, Math.floor(known.length / TEACHER_FEATURES));
  }
  if (done === count) return features;
  const ask = await openTeacher(network);
  const input = new Float32Array(3 * PLANE);
  for (let i = done; i < count; i++) {
    if (signal?.aborted === true) return features;
    cropTemplate(photos.read(i).pixels, input);
    features.set(await ask(input), i * TEACHER_FEATURES);
    report(i + 1, count);
    if ((i + 1) % CHECKPOINT_EVERY === 0 || i + 1 === count) {
      writeFileSync(`${file}.partial`, features.subarray(0, (i + 1) * TEACHER_FEATURES));
      renameSync(`${file}.partial`, file);
    }
  }
  return features;
}

/**
 * Opens the pretrained colour network to be asked: colour 3 × 112 × 112 → the mean of its features of the picture and
 * of its mirror image, of unit length. The picture is mirrored and left so.
 * @param network ONNX file, 1×3×112×112 → 1×512
 */
export async function openTeacher(
  network: Uint8Array,
): Promise<(colour: Float32Array) => Promise<Float32Array>> {
  const session = await ort.InferenceSession.create(network, { intraOpNumThreads: 1 });
  const look = async (colour: Float32Array): Promise<Float32Array> => {
    const name = session.inputNames[0] ?? '';
    const feeds = { [name]: new ort.Tensor('float32', colour, [1, 3, INPUT_SIZE, INPUT_SIZE]) };
    const output = (await session.run(feeds))[session.outputNames[0] ?? ''];
    if (!(output?.data instanceof Float32Array)) throw new Error('The teacher has no output.');
    return unitLength(output.data);
  };
  return async (colour) => {
    const straight = await look(colour);
    mirrorColour(colour);
    const mirror = await look(colour);
    return unitLength(straight.map((x, k) => x + (mirror[k] ?? 0)));
  };
}

/** The encoder's crop of an aligned photograph, as `fuse` would produce it. */
function cropTemplate(pixels: Uint8Array, out: Float32Array): void {
  const { size, margin } = CANVAS;
  for (let v = 0; v < INPUT_SIZE; v++) {
    for (let u = 0; u < INPUT_SIZE; u++) {
      const k = 3 * ((v + margin) * size + u + margin);
      for (let c = 0; c < 3; c++) {
        out[c * PLANE + v * INPUT_SIZE + u] = ((pixels[k + c] ?? 0) - 127) / 128;
      }
    }
  }
}

function unitLength(x: Float32Array): Float32Array {
  let square = 0;
  for (const value of x) square += value * value;
  const norm = Math.sqrt(square) || 1;
  return x.map((value) => value / norm);
}
