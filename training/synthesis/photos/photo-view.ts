import {
  millimetresPerTemplatePixel,
  scaleByFitAndDepth,
} from '../../../electron/engine/vision/fusion/face-scale.ts';
import {
  INPUT_SIZE,
  scaledAboutMiddle,
  similarityToImage,
  type Similarity,
} from '../../../electron/engine/vision/fusion/template.ts';
import {
  LANDMARKS_68,
  LEFT_EYE,
  MOUTH_CORNERS,
  NOSE_TIP,
  RIGHT_EYE,
} from '../../../electron/engine/vision/landmarks/landmark-indices.ts';
import { HEAD_GRID, type MeanHead } from '../../../electron/engine/vision/head/mean-head.ts';
import { rotationFromAngles } from '../../../electron/engine/geometry/euler.ts';
import {
  fitRigid,
  IDENTITY,
  rotate,
  transform,
  transpose,
  type RigidTransform,
  type Rotation,
  type Vector3,
} from '../../../electron/engine/geometry/rigid.ts';
import type { Random } from '../people/random.ts';
import { CANVAS, type Photo } from './photo-set.ts';

/** The new view of a photographed head. Angles in degrees as in `contract/head-pose.ts`. */
export interface PhotoView {
  /** Pose of the head; null keeps that of the photograph. */
  readonly pose: { readonly yaw: number; readonly pitch: number; readonly roll: number } | null;
  readonly distanceMm: number;
  /** Pixels of the simulated camera per pixel of the encoder's template: 0.5 is a face of about 55 px. */
  readonly resolution: number;
  /** Standard deviation of each of the five points from its place, pixels of the template. */
  readonly landmarkError: number;
  /** Size of the person's head as a multiple of the mean head's. */
  readonly headSize: number;
}

/** A face as a camera of the given resolution would have captured it, aligned to the template with a margin. */
export interface NativeView {
  readonly size: number;
  /** RGB, 0 to 255, size × size. */
  readonly color: Float32Array;
  /** mm behind the middle of the face; NaN where nothing is. */
  readonly depth: Float32Array;
  readonly resolution: number;
  /** From the mean head to the picture. */
  readonly projection: NativeProjection;
}

/** The head is turned, seen from `distanceMm` and laid on the template by a similarity (template → mm). */
export interface NativeProjection {
  readonly turned: Rotation;
  readonly similarity: Similarity;
  readonly distanceMm: number;
}

/** FaceMesh points whose means are the five points of the encoder's template, image left first. */
const FIVE_POINTS: readonly (readonly number[])[] = [
  RIGHT_EYE,
  LEFT_EYE,
  [NOSE_TIP],
  [MOUTH_CORNERS[0]],
  [MOUTH_CORNERS[1]],
];
/** Margin of template pixels drawn beyond the crop, so that resampling finds neighbours. */
export const VIEW_MARGIN = 3;
/** The grid of the mean head is thinned to this step: 4 mm. */
const STEP = 2;
const SIDE = HEAD_GRID.size / STEP;
/** Numbers a corner: x, y, depth, and its place on the photograph. */
const CORNER = 5;
/** Hair and background lie on a wall behind the face, mm. */
const WALL_MM = 95;
/**
 * Turns photographed heads by projecting the photograph onto the mean head (3-D face profiling: Zhu et al., "Face
 * alignment across large poses", CVPR 2016, section 5).
 */
export class PhotoTurner {
  readonly #mean: MeanHead;
  readonly #millimetresPerPixel: number;
  readonly #vertices = new Float32Array(3 * SIDE * SIDE);
  // x, y in native pixels, depth in mm, then where on the photograph the colour is.
  readonly #corners = new Float32Array(CORNER * SIDE * SIDE);

  constructor(mean: MeanHead) {
    this.#mean = mean;
    this.#millimetresPerPixel = millimetresPerTemplatePixel(mean);
    for (let v = 0; v < SIDE; v++) {
      for (let u = 0; u < SIDE; u++) {
        const cell = STEP * (v * HEAD_GRID.size + u);
        const z = mean.relief[cell] ?? NaN;
        const k = 3 * (v * SIDE + u);
        this.#vertices[k] = (STEP * u - HEAD_GRID.size / 2) * HEAD_GRID.millimetresPerPixel;
        this.#vertices[k + 1] = (STEP * v - HEAD_GRID.size / 2) * HEAD_GRID.millimetresPerPixel;
        this.#vertices[k + 2] = Number.isNaN(z) ? WALL_MM : Math.min(z, WALL_MM);
      }
    }
  }

  turn(photo: Photo, view: PhotoView, random: Random): NativeView {
    const pose = fitPhoto(photo.landmarks, this.#mean);
    const turned =
      view.pose === null
        ? transpose(pose.toHead.rotation)
        : rotationFromAngles(view.pose.yaw, view.pose.pitch, view.pose.roll);
    const error = view.landmarkError * pose.mmPerPixel;
    const points = pose.fivePoints.map((point) => {
      const [x, y, z] = rotate(turned, ...point);
      const scale = view.distanceMm / (view.distanceMm + z);
      return [x * scale + error * random.normal(), y * scale + error * random.normal()] as const;
    });
    const size = Math.ceil((INPUT_SIZE + 2 * VIEW_MARGIN) * view.resolution);
    const fit = similarityToImage(points);
    const metric = this.#millimetresPerPixel / view.headSize;
    const similarity = scaledAboutMiddle(fit, scaleByFitAndDepth(Math.hypot(fit.a, fit.b), metric));
    this.#placeCorners(pose, turned, similarity, view);
    const { resolution, distanceMm } = view;
    const projection = { turned, similarity, distanceMm };
    return { ...drawSurface(this.#corners, photo.pixels, size), resolution, projection };
  }

  #placeCorners(
    { toHead, mmPerPixel, centre }: PhotoPose,
    turned: Rotation,
    { a, b, tx, ty }: Similarity,
    { distanceMm, resolution }: PhotoView,
  ): void {
    const vertices = this.#vertices;
    const corners = this.#corners;
    const back = transpose(toHead.rotation);
    const [ox, oy, oz] = toHead.translation;
    const square = a * a + b * b;
    for (let i = 0; i < SIDE * SIDE; i++) {
      const x = vertices[3 * i] ?? 0;
      const y = vertices[3 * i + 1] ?? 0;
      const z = vertices[3 * i + 2] ?? 0;
      const depth = turned[6] * x + turned[7] * y + turned[8] * z;
      const scale = distanceMm / (distanceMm + depth);
      const dx = scale * (turned[0] * x + turned[1] * y + turned[2] * z) - tx;
      const dy = scale * (turned[3] * x + turned[4] * y + turned[5] * z) - ty;
      const k = CORNER * i;
      corners[k] = ((a * dx + b * dy) / square + VIEW_MARGIN) * resolution;
      corners[k + 1] = ((a * dy - b * dx) / square + VIEW_MARGIN) * resolution;
      corners[k + 2] = depth;
      const [px, py, pz] = [x - ox, y - oy, z - oz];
      corners[k + 3] = (back[0] * px + back[1] * py + back[2] * pz) / mmPerPixel + centre[0];
      corners[k + 4] = (back[3] * px + back[4] * py + back[5] * pz) / mmPerPixel + centre[1];
    }
  }
}

/** Scaled orthographic pose of a photographed head. */
interface PhotoPose {
  /** Photograph, centred and in mm → mean head. */
  readonly toHead: RigidTransform;
  readonly mmPerPixel: number;
  readonly centre: Vector3;
  /** Eyes, nose tip and mouth corners as the encoder aligns them, in the frame of the mean head. */
  readonly fivePoints: readonly Vector3[];
}

/** Fits the mean head to the points that FaceMesh found: their depth is in units of pixels. */
function fitPhoto(landmarks: Float32Array, mean: MeanHead): PhotoPose {
  const points = new Float32Array(3 * 68);
  LANDMARKS_68.forEach((index, i) => {
    points.set(landmarks.subarray(3 * index, 3 * index + 3), 3 * i);
  });
  const centre = centreOf(points);
  for (let i = 0; i < points.length; i++) points[i] = (points[i] ?? 0) - (centre[i % 3] ?? 0);
  const mmPerPixel = spread(mean.landmarks) / spread(points);
  for (let i = 0; i < points.length; i++) points[i] = (points[i] ?? 0) * mmPerPixel;
  const toHead = fitRigid(points, mean.landmarks, new Float32Array(68).fill(1)) ?? {
    rotation: IDENTITY,
    translation: [0, 0, 0],
  };
  const fivePoints = FIVE_POINTS.map((group) => {
    const at = (k: 0 | 1 | 2) =>
      group.reduce((sum, i) => sum + (landmarks[3 * i + k] ?? 0) - centre[k], 0) / group.length;
    return transform(toHead, [at(0) * mmPerPixel, at(1) * mmPerPixel, at(2) * mmPerPixel]);
  });
  return { toHead, mmPerPixel, centre, fivePoints };
}

function centreOf(points: ArrayLike<number>): Vector3 {
  const mean = (k: number): number => {
    let sum = 0;
    for (let i = k; i < points.length; i += 3) sum += points[i] ?? 0;
    return (3 * sum) / points.length;
  };
  return [mean(0), mean(1), mean(2)];
}

/** Root mean square distance of 68 points from their centre. */
function spread(points: ArrayLike<number>): number {
  const centre = centreOf(points);
  let sum = 0;
  for (let i = 0; i < points.length; i++) sum += ((points[i] ?? 0) - (centre[i % 3] ?? 0)) ** 2;
  return Math.sqrt((3 * sum) / points.length);
}

function drawSurface(
  corners: Float32Array,
  pixels: Uint8Array,
  size: number,
): Pick<NativeView, 'size' | 'color' | 'depth'> {
  const texture = new Float32Array(2 * size * size);
  const depth = new Float32Array(size * size).fill(Infinity);
  for (let v = 0; v + 1 < SIDE; v++) {
    for (let u = 0; u + 1 < SIDE; u++) {
      const a = v * SIDE + u;
      drawTriangle(corners, a, a + 1, a + SIDE, size, depth, texture);
      drawTriangle(corners, a + 1, a + SIDE + 1, a + SIDE, size, depth, texture);
    }
  }
  const color = new Float32Array(3 * size * size);
  for (let i = 0; i < size * size; i++) {
    if (depth[i] === Infinity) depth[i] = NaN;
    else sample(pixels, texture[2 * i] ?? 0, texture[2 * i + 1] ?? 0, color, 3 * i);
  }
  return { size, color, depth };
}

/** Interpolates the photograph's coordinates over a triangle where it is the nearest surface. */
function drawTriangle(
  p: Float32Array,
  a: number,
  b: number,
  c: number,
  size: number,
  depth: Float32Array,
  texture: Float32Array,
): void {
  const ia = CORNER * a;
  const ib = CORNER * b;
  const ic = CORNER * c;
  const xa = p[ia] ?? 0;
  const ya = p[ia + 1] ?? 0;
  const xb = p[ib] ?? 0;
  const yb = p[ib + 1] ?? 0;
  const xc = p[ic] ?? 0;
  const yc = p[ic + 1] ?? 0;
  const area = (xb - xa) * (yc - ya) - (yb - ya) * (xc - xa);
  // The back of the surface is never visible.
  if (area <= 1e-9) return;
  const u0 = Math.max(0, Math.ceil(Math.min(xa, xb, xc)));
  const u1 = Math.min(size - 1, Math.floor(Math.max(xa, xb, xc)));
  const v0 = Math.max(0, Math.ceil(Math.min(ya, yb, yc)));
  const v1 = Math.min(size - 1, Math.floor(Math.max(ya, yb, yc)));
  for (let v = v0; v <= v1; v++) {
    for (let u = u0; u <= u1; u++) {
      const wb = ((u - xa) * (yc - ya) - (v - ya) * (xc - xa)) / area;
      const wc = ((xb - xa) * (v - ya) - (yb - ya) * (u - xa)) / area;
      const wa = 1 - wb - wc;
      if (wa < 0 || wb < 0 || wc < 0) continue;
      const cell = v * size + u;
      const z = wa * (p[ia + 2] ?? 0) + wb * (p[ib + 2] ?? 0) + wc * (p[ic + 2] ?? 0);
      if (z >= (depth[cell] ?? 0)) continue;
      depth[cell] = z;
      texture[2 * cell] = wa * (p[ia + 3] ?? 0) + wb * (p[ib + 3] ?? 0) + wc * (p[ic + 3] ?? 0);
      texture[2 * cell + 1] = wa * (p[ia + 4] ?? 0) + wb * (p[ib + 4] ?? 0) + wc * (p[ic + 4] ?? 0);
    }
  }
}

/** Bilinear; the edge extends beyond the picture. */
function sample(pixels: Uint8Array, x: number, y: number, out: Float32Array, at: number): void {
  const last = CANVAS.size - 1.001;
  const cx = x < 0 ? 0 : x > last ? last : x;
  const cy = y < 0 ? 0 : y > last ? last : y;
  const u = Math.floor(cx);
  const v = Math.floor(cy);
  const fx = cx - u;
  const fy = cy - v;
  const k = 3 * (v * CANVAS.size + u);
  const row = 3 * CANVAS.size;
  for (let c = 0; c < 3; c++) {
    const top = (1 - fx) * (pixels[k + c] ?? 0) + fx * (pixels[k + 3 + c] ?? 0);
    const bottom = (1 - fx) * (pixels[k + row + c] ?? 0) + fx * (pixels[k + row + 3 + c] ?? 0);
    out[at + c] = (1 - fy) * top + fy * bottom;
  }
}
