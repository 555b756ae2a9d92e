import { basename, dirname, join } from 'node:path';
import { DEPTH_ENCODINGS, type DepthEncoding } from '../../../contract/exchange.ts';
import type { Intrinsics } from '../../../contract/frame.ts';
import { kinectV1Sensor, USUAL_KINECT_V1 } from '../../camera/registration/kinect-v1-model.ts';
import type { SensorImage, SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readRawDepth } from '../fakenect/fakenect-import.ts';
import { isThere, unreadable } from '../files/files.ts';
import { readPpm } from './netpbm.ts';
import { readColorPicture, readDepthPicture } from './pictures.ts';
import type { LabelledFrame, FrameSource } from '../frame-source.ts';

const TO_MILLIMETRES: Readonly<Record<DepthEncoding, (value: number) => number>> = {
  millimetres: (value) => value,
  // 5000 units a metre.
  tum: (value) => Math.round(value / 5),
  // Millimetres, with their bits rotated left by three.
  sun: (value) => (value >> 3) | ((value << 13) & 0xffff),
};

/** Assumed when a data set says nothing: the default of OpenNI and of the TUM benchmark. */
const DEFAULT_INTRINSICS: Intrinsics = { fx: 525, fy: 525, cx: 319.5, cy: 239.5 };
const COLOR_WORDS = ['color', 'rgb', 'colour'];
const COLOR_ENDINGS = ['png', 'ppm', 'jpg', 'jpeg', 'tiff'];

/**
 * One frame from two files: depth, and beside it the colour, named with `color` or `rgb` where the depth has `depth`
 * (`SUN_depth.png`, `SUN_color.jpg`).
 * @param encoding `raw`: the PGM of 11-bit depth that libfreenect's `record` writes (the NYU set too), to be
 *   registered; else a PNG of 16 bits, registered to colour, whose values the file does not explain
 */
export async function openDepthImage(
  file: string,
  encoding: DepthEncoding | 'raw' | undefined,
): Promise<Result<FrameSource>> {
  const colorFile = await findColor(file);
  if (!colorFile.ok) return colorFile;
  if (encoding === undefined) {
    return fail(
      'files-unreadable',
      `${file} does not say what its depth means. Tell it with --depth ${DEPTH_ENCODINGS.join(' or ')}.`,
    );
  }
  const sensor: SensorModel =
    encoding === 'raw'
      ? kinectV1Sensor(USUAL_KINECT_V1, basename(file), 'recording')
      : {
          name: `Depth image (${encoding})`,
          serial: basename(file),
          trust: 'recording',
          depthIntrinsics: DEFAULT_INTRINSICS,
          colorIntrinsics: DEFAULT_INTRINSICS,
          registration: { kind: 'registered' },
        };
  return succeed({
    sensor,
    frames: 1,
    async *read(signal, first = 0) {
      if (signal.aborted || first > 0) return;
      const depth =
        encoding === 'raw'
          ? await readRawDepth(file)
          : await readPng(file, TO_MILLIMETRES[encoding]);
      if (!depth.ok) {
        yield depth;
        return;
      }
      yield await withColor(depth.value, file, colorFile.value, sensor);
    },
    close: () => Promise.resolve(),
  });
}

async function findColor(file: string): Promise<Result<string>> {
  const name = basename(file);
  const stem = name.replace(/\.[^.]*$/, '');
  const depth = /depth(?!.*depth)/i;
  if (depth.test(stem)) {
    for (const word of COLOR_WORDS) {
      for (const ending of COLOR_ENDINGS) {
        const candidate = join(dirname(file), `${stem.replace(depth, word)}.${ending}`);
        if (await isThere(candidate)) return succeed(candidate);
      }
    }
  }
  return unreadable(
    file,
    'its colour picture is not beside it. Name the two alike, with “depth” and “color” (name_depth.png, name_color.png)',
  );
}

async function readPng(
  file: string,
  toMillimetres: (value: number) => number,
): Promise<Result<SensorImage<Uint16Array>>> {
  const values = await readDepthPicture(file);
  if (!values.ok) return values;
  return succeed({ ...values.value, data: values.value.data.map(toMillimetres) });
}

async function withColor(
  depth: SensorImage<Uint16Array>,
  file: string,
  colorFile: string,
  sensor: SensorModel,
): Promise<Result<LabelledFrame>> {
  const read = /\.ppm$/i.test(colorFile) ? readPpm : readColorPicture;
  const color = await read(colorFile);
  if (!color.ok) return color;
  const { width, height } = color.value;
  if (width !== depth.width || height !== depth.height) {
    return unreadable(
      colorFile,
      `it is ${width}×${height}, ${file} is ${depth.width}×${depth.height}`,
    );
  }
  return succeed({ sequence: 0, timeMs: 0, depth, color: color.value, sensor });
}
