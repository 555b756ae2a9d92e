import { join } from 'node:path';
import type { Intrinsics } from '../../../contract/frame.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import { fail, succeed, type Result } from '../../../contract/problem.ts';
import { readWholeFile, unreadable } from '../files/files.ts';
import { listFolder } from '../files/folder-listing.ts';
import { readPcd, type DepthAndColor } from './pcd.ts';
import { readPclzfColor, readPclzfDepth } from './pclzf.ts';
import { readColorPicture, readDepthPicture } from '../pictures/pictures.ts';
import type { FrameSource } from '../frame-source.ts';

/** `frame_20121214T142255.814212` and the suffix of each form. */
const FRAME =
  /^(frame_(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d\.\d{1,9}))(\.pcd|_depth\.pclzf|_depth\.tiff)$/;
/** The intrinsics that the grabber computed its clouds with and writes beside its LZF pictures. */
const DEFAULT_INTRINSICS: Intrinsics = { fx: 525, fy: 525, cx: 320, cy: 240 };

/** The frame files of OpenNI grabbers. */
export const isOpenniFrame = (name: string): boolean => FRAME.test(name);

interface FrameFile {
  readonly file: string;
  readonly stem: string;
  readonly timeMs: number;
}

/**
 * Opens a folder of frames as PCL's OpenNI grabbers write them, each named by its time: point clouds (`.pcd`), LZF
 * pictures (`_depth.pclzf`, `_rgb.pclzf`, `.xml` with the intrinsics) or TIFF (`_depth.tiff` in mm, `_rgb.tiff`). Depth
 * is registered to colour. All frames must have the same form.
 */
export async function openOpenniFrames(folder: string): Promise<Result<FrameSource>> {
  const names = await listFolder(folder, (name, isFolder) => !isFolder && isOpenniFrame(name));
  if (!names.ok) return names;
  const frames = names.value.flatMap((name) => frameFile(folder, name));
  const [start] = frames;
  if (start === undefined)
    return fail('files-unreadable', `There is no OpenNI frame in ${folder}.`);
  const form = start.file.slice(start.stem.length);
  const stranger = frames.find(({ file, stem }) => file.slice(stem.length) !== form);
  if (stranger !== undefined) {
    return unreadable(
      stranger.file,
      `other frames beside it are “${form}”. Keep one form in a folder`,
    );
  }
  const early = frames.find(
    ({ timeMs }, index) => timeMs <= (frames[index - 1]?.timeMs ?? -Infinity),
  );
  if (early !== undefined) {
    return unreadable(early.file, 'the time in its name is not after that of the frame before it');
  }
  const calibration =
    form === '_depth.pclzf' ? await readXml(`${start.stem}.xml`) : succeed(DEFAULT);
  if (!calibration.ok) return calibration;
  const { intrinsics, millimetres } = calibration.value;
  const sensor: SensorModel = {
    name: 'OpenNI sensor',
    serial: '',
    trust: 'recording',
    depthIntrinsics: intrinsics,
    colorIntrinsics: intrinsics,
    registration: { kind: 'registered' },
  };
  return succeed({
    sensor,
    frames: frames.length,
    async *read(signal, first = 0) {
      for (const [index, { file, stem, timeMs }] of frames.entries()) {
        if (signal.aborted) return;
        if (index < first) continue;
        const pictures = await readPictures(file, stem, form, millimetres);
        if (!pictures.ok) {
          yield pictures;
          return;
        }
        yield succeed({ sequence: index, timeMs, ...pictures.value, sensor });
      }
    },
    close: () => Promise.resolve(),
  });
}

function frameFile(folder: string, name: string): FrameFile[] {
  const [, stem, year, month, day, hour, minute, second] = FRAME.exec(name) ?? [];
  if (stem === undefined) return [];
  const start = Date.UTC(
    Number(year),
    Number(month) - 1,
    Number(day),
    Number(hour),
    Number(minute),
  );
  const timeMs = Math.round(start * 1000 + Number(second) * 1e6) / 1000;
  return [{ file: join(folder, name), stem: join(folder, stem), timeMs }];
}

async function readPictures(
  file: string,
  stem: string,
  form: string,
  millimetres: number,
): Promise<Result<DepthAndColor>> {
  if (form === '.pcd') return readPcd(file);
  const tiff = form === '_depth.tiff';
  const depth = await (tiff ? readDepthPicture(file) : readPclzfDepth(file));
  if (!depth.ok) return depth;
  const colorFile = tiff ? `${stem}_rgb.tiff` : `${stem}_rgb.pclzf`;
  const color = await (tiff ? readColorPicture(colorFile) : readPclzfColor(colorFile));
  if (!color.ok) return color;
  const { width, height, data } = depth.value;
  if (color.value.width !== width || color.value.height !== height) {
    return unreadable(
      colorFile,
      `it is ${color.value.width}×${color.value.height}, its depth is ${width}×${height}`,
    );
  }
  const scaled = millimetres === 1 ? data : data.map((value) => scale(value, millimetres));
  return succeed({ depth: { width, height, data: scaled }, color: color.value });
}

/** In mm; 0 where it does not fit 16 bits. */
function scale(value: number, millimetres: number): number {
  const mm = Math.round(value * millimetres);
  return mm <= 65_535 ? mm : 0;
}

interface Calibration {
  readonly intrinsics: Intrinsics;
  /** One unit of depth in mm. */
  readonly millimetres: number;
}

const DEFAULT: Calibration = { intrinsics: DEFAULT_INTRINSICS, millimetres: 1 };

/** The intrinsics of the depth picture from PCL's file of parameters, which holds nothing but numbers in tags. */
async function readXml(file: string): Promise<Result<Calibration>> {
  const read = await readWholeFile(file, 16_384);
  if (!read.ok) return read;
  const depth = /<depth>(.*?)<\/depth>/s.exec(read.value.toString('utf8'))?.[1] ?? '';
  const number = (tag: string) =>
    Number(new RegExp(`<${tag}>\\s*([-+.\\deE]{1,30})\\s*</${tag}>`).exec(depth)?.[1] ?? NaN);
  const intrinsics: Intrinsics = {
    fx: number('focal_length_x'),
    fy: number('focal_length_y'),
    cx: number('principal_point_x'),
    cy: number('principal_point_y'),
  };
  const metres = number('z_multiplication_factor');
  const { fx, fy, cx, cy } = intrinsics;
  if (![fx, fy, cx, cy, metres].every(Number.isFinite) || Math.min(fx, fy, metres) <= 0) {
    return unreadable(file, 'the intrinsics of its depth picture are not all there');
  }
  // The usual factor is 0.001; a product of floats must not change whole millimetres.
  return succeed({ intrinsics, millimetres: Math.round(metres * 1e9) / 1e6 });
}
