/** Pixels with a depth as coloured points in space: all of what is looked at, a few of what lies around. */
import type { FaceBox } from '../../../../electron/contract/observation.ts';
import type { RegisteredImages } from '../../../../electron/contract/window/bridge.ts';

/** The first `count` of each array hold points. */
export interface CloudPoints {
  readonly count: number;
  /** x, y, z in camera space, millimetres. */
  readonly positions: Float32Array;
  /** Red, green, blue, 0 to 255. */
  readonly colors: Uint8Array;
  /** Side of the square of the surface that a point stands for, millimetres. */
  readonly sizes: Float32Array;
}

/** So many points are drawn at thirty frames a second without a graphics card, too. */
export const MOST_POINTS = 26_000;
/** Of them, for what lies around the face. */
const MOST_AROUND = 9000;
/** How far around the box of a face a head reaches, in boxes. */
const HEAD_ROOM = 0.35;
/** What lies farther away is not drawn. */
const FARTHEST_MM = 4000;

interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** Keeps its memory from frame to frame: what it returned is overwritten by the next call. */
export class CloudSampler {
  readonly #positions = new Float32Array(3 * MOST_POINTS);
  readonly #colors = new Uint8Array(3 * MOST_POINTS);
  readonly #sizes = new Float32Array(MOST_POINTS);
  #count = 0;

  /** @param face box of the face, pixels; null: nobody is there, and the whole picture counts alike */
  sample(images: RegisteredImages, face: FaceBox | null): CloudPoints {
    this.#count = 0;
    const whole = { left: 0, top: 0, right: images.width, bottom: images.height };
    const head = face === null ? null : headOf(face, whole);
    if (head === null) this.#take(images, whole, null, MOST_POINTS);
    else {
      this.#take(images, whole, head, MOST_AROUND);
      this.#take(images, head, null, MOST_POINTS - this.#count);
    }
    return {
      count: this.#count,
      positions: this.#positions,
      colors: this.#colors,
      sizes: this.#sizes,
    };
  }

  /** Every so many pixels of a rectangle, but for those in `except`, no more than `most`. */
  #take(images: RegisteredImages, area: Rectangle, except: Rectangle | null, most: number): void {
    const { width, color, depth, intrinsics } = images;
    const { fx, fy, cx, cy } = intrinsics;
    const { left, top, right, bottom } = area;
    const step = Math.max(1, Math.ceil(Math.sqrt(((right - left) * (bottom - top)) / most)));
    const end = Math.min(MOST_POINTS, this.#count + most);
    let at = this.#count;
    for (let y = top + (step >> 1); y < bottom; y += step) {
      for (let x = left + (step >> 1); x < right && at < end; x += step) {
        const i = y * width + x;
        const z = depth[i] ?? 0;
        if (z === 0 || z > FARTHEST_MM || (except !== null && isInside(except, x, y))) continue;
        this.#positions[3 * at] = ((x - cx) * z) / fx;
        this.#positions[3 * at + 1] = ((y - cy) * z) / fy;
        this.#positions[3 * at + 2] = z;
        this.#colors[3 * at] = color[4 * i] ?? 0;
        this.#colors[3 * at + 1] = color[4 * i + 1] ?? 0;
        this.#colors[3 * at + 2] = color[4 * i + 2] ?? 0;
        this.#sizes[at] = (step * z) / fx;
        at += 1;
      }
    }
    this.#count = at;
  }
}

/** Null where too little of it is in the picture. */
function headOf({ x, y, width, height }: FaceBox, whole: Rectangle): Rectangle | null {
  const within = (value: number, most: number): number =>
    Math.min(most, Math.max(0, Math.round(value)));
  const head = {
    left: within(x - HEAD_ROOM * width, whole.right),
    top: within(y - HEAD_ROOM * height, whole.bottom),
    right: within(x + (1 + HEAD_ROOM) * width, whole.right),
    bottom: within(y + (1 + HEAD_ROOM) * height, whole.bottom),
  };
  return head.right - head.left > 1 && head.bottom - head.top > 1 ? head : null;
}

const isInside = ({ left, top, right, bottom }: Rectangle, x: number, y: number): boolean =>
  x >= left && x < right && y >= top && y < bottom;
