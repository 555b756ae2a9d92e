import type { RgbdFrame } from '../../contract/frame.ts';
import { MOUTH_CORNERS, LEFT_EYE, NOSE_TIP, RIGHT_EYE } from './landmark-indices.ts';
import { frontalRelief } from './head-relief.ts';
import { HEAD_GRID } from './mean-head.ts';
import type { MeasuredHead } from './head-pose.ts';

/**
 * The input of every encoder, 4 × 112 × 112, channel by channel:
 * 0–2  red, green, blue: the face aligned by five landmarks to `TEMPLATE`, (value − 127) / 128;
 * 3    the relief of the head seen from straight ahead on HEAD_GRID, in metres × 10 (so that 100 mm is 1),
 *      negative towards the camera; `HOLE` where nothing was measured.
 *
 * The two grids differ on purpose: colour is scaled to the face, as colour networks want it, while depth stays
 * metric, because only a depth camera knows how large a face really is.
 */
export const INPUT_SIZE = 112;
export const HOLE = -9;
const MILLIMETRES_PER_UNIT = 100;
/** Relief beyond this is not the face, mm. */
const RELIEF_LIMIT_MM = 120;

/**
 * Where eyes, nose tip and mouth corners go: the ArcFace template (Deng et al., "ArcFace", CVPR 2019, as in
 * InsightFace). Image left eye first.
 */
export const TEMPLATE = [
  [38.2946, 51.6963],
  [73.5318, 51.5014],
  [56.0252, 71.7366],
  [41.5493, 92.3655],
  [70.7299, 92.2041],
] as const;

/** Similarity from template to image: (x, y) → (a·x − b·y + tx, b·x + a·y + ty). */
export interface Similarity {
  readonly a: number;
  readonly b: number;
  readonly tx: number;
  readonly ty: number;
}

export interface ColorSource {
  readonly width: number;
  readonly height: number;
  /** RGBA. */
  readonly color: Uint8Array;
}

/**
 * Fuses colour and measured shape into the encoder's input.
 *
 * @param head null when the frame carries no usable depth: the fourth channel is then all holes
 * @param out 4·112·112 numbers, overwritten; a new array when absent
 */
export function fuse(
  frame: ColorSource | RgbdFrame,
  landmarks: Float32Array,
  head: MeasuredHead | null,
  out: Float32Array = new Float32Array(4 * INPUT_SIZE * INPUT_SIZE),
): Float32Array {
  alignColor(frame, landmarks, out);
  const depth = out.subarray(3 * INPUT_SIZE * INPUT_SIZE);
  depth.fill(HOLE);
  if (head === null) return out;
  const relief = frontalRelief(head.surface, head.alignment.transform);
  for (let i = 0; i < HEAD_GRID.size * HEAD_GRID.size; i++) {
    const z = relief[i] ?? NaN;
    if (Math.abs(z) <= RELIEF_LIMIT_MM) depth[i] = z / MILLIMETRES_PER_UNIT;
  }
  return out;
}

function alignColor(image: ColorSource, landmarks: Float32Array, out: Float32Array): void {
  const { a, b, tx, ty } = similarityToImage(fivePoints(landmarks));
  // Shrinking a large face by point samples would alias, so such pixels are averages of a small grid.
  const samples = Math.min(4, Math.max(1, Math.round(Math.hypot(a, b))));
  const plane = INPUT_SIZE * INPUT_SIZE;
  const pixel = new Float32Array(3);
  for (let v = 0; v < INPUT_SIZE; v++) {
    for (let u = 0; u < INPUT_SIZE; u++) {
      pixel.fill(0);
      for (let j = 0; j < samples; j++) {
        for (let i = 0; i < samples; i++) {
          const x = u + (i + 0.5) / samples - 0.5;
          const y = v + (j + 0.5) / samples - 0.5;
          addBilinear(image, a * x - b * y + tx, b * x + a * y + ty, pixel);
        }
      }
      const k = v * INPUT_SIZE + u;
      for (let c = 0; c < 3; c++) {
        out[c * plane + k] = ((pixel[c] ?? 0) / (samples * samples) - 127) / 128;
      }
    }
  }
}

/** Black outside the image and where no colour was mapped. */
function addBilinear(image: ColorSource, x: number, y: number, sum: Float32Array): void {
  const u = Math.floor(x);
  const v = Math.floor(y);
  const a = x - u;
  const b = y - v;
  addPixel(image, u, v, (1 - a) * (1 - b), sum);
  addPixel(image, u + 1, v, a * (1 - b), sum);
  addPixel(image, u, v + 1, (1 - a) * b, sum);
  addPixel(image, u + 1, v + 1, a * b, sum);
}

function addPixel(
  image: ColorSource,
  u: number,
  v: number,
  weight: number,
  sum: Float32Array,
): void {
  if (u < 0 || v < 0 || u >= image.width || v >= image.height) return;
  const { color } = image;
  const k = 4 * (v * image.width + u);
  sum[0] = (sum[0] ?? 0) + weight * (color[k] ?? 0);
  sum[1] = (sum[1] ?? 0) + weight * (color[k + 1] ?? 0);
  sum[2] = (sum[2] ?? 0) + weight * (color[k + 2] ?? 0);
}

/** Eye centres, nose tip and mouth corners in pixels, image left first. */
export function fivePoints(landmarks: Float32Array): readonly (readonly [number, number])[] {
  const centre = (indices: readonly number[]): readonly [number, number] => {
    const sum = (k: number) => indices.reduce((s, i) => s + (landmarks[3 * i + k] ?? 0), 0);
    return [sum(0) / indices.length, sum(1) / indices.length];
  };
  return [
    centre(RIGHT_EYE),
    centre(LEFT_EYE),
    centre([NOSE_TIP]),
    centre([MOUTH_CORNERS[0]]),
    centre([MOUTH_CORNERS[1]]),
  ];
}

/** Least-squares similarity that carries TEMPLATE onto the points (Umeyama, PAMI 1991, for two dimensions). */
export function similarityToImage(points: readonly (readonly [number, number])[]): Similarity {
  const n = TEMPLATE.length;
  const mean = (list: readonly (readonly [number, number])[], k: 0 | 1) =>
    list.reduce((sum, p) => sum + p[k], 0) / n;
  const [mx, my, px, py] = [mean(TEMPLATE, 0), mean(TEMPLATE, 1), mean(points, 0), mean(points, 1)];
  let [dot, cross, spread] = [0, 0, 0];
  TEMPLATE.forEach(([tx, ty], i) => {
    const [sx, sy] = [tx - mx, ty - my];
    const [dx, dy] = [(points[i]?.[0] ?? 0) - px, (points[i]?.[1] ?? 0) - py];
    dot += sx * dx + sy * dy;
    cross += sx * dy - sy * dx;
    spread += sx * sx + sy * sy;
  });
  const a = dot / spread;
  const b = cross / spread;
  return { a, b, tx: px - a * mx + b * my, ty: py - b * mx - a * my };
}
