/** RGBA, row-major, width * height * 4: of a frame, `{ width, height, data: color }`. Alpha is ignored. */
export interface ColorImage {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8Array;
}

/**
 * A square cut out of an image, possibly rotated and beyond its borders.
 *
 * Pixel centres lie at whole numbers. `angle` in radians turns the square's own x axis from the image's x
 * axis towards the image's y axis (clockwise as seen).
 */
export interface SquareRegion {
  readonly centerX: number;
  readonly centerY: number;
  readonly side: number;
  readonly angle: number;
}

/** Input scaling of a network: value = byte * scale + offset. */
export interface PixelScaling {
  readonly scale: number;
  readonly offset: number;
}

/** The smallest upright square that holds the whole image, with equal borders on both sides. */
export function wholeImage(image: {
  readonly width: number;
  readonly height: number;
}): SquareRegion {
  return {
    centerX: (image.width - 1) / 2,
    centerY: (image.height - 1) / 2,
    side: Math.max(image.width, image.height),
    angle: 0,
  };
}

/** Where a point of a region's `size` × `size` crop (edges at 0 and `size`) lies in the image. */
export function cropToImage(
  region: SquareRegion,
  size: number,
  x: number,
  y: number,
): { readonly x: number; readonly y: number } {
  const u = (x / size - 0.5) * region.side;
  const v = (y / size - 0.5) * region.side;
  const cos = Math.cos(region.angle);
  const sin = Math.sin(region.angle);
  return { x: region.centerX + cos * u - sin * v, y: region.centerY + sin * u + cos * v };
}

/**
 * Samples a region into planar RGB (3 × size × size) with bilinear interpolation.
 *
 * Pixels outside the image are black. `target` must hold 3 * size * size values and is overwritten; nothing is
 * allocated.
 */
export function sampleRegion(
  image: ColorImage,
  region: SquareRegion,
  size: number,
  { scale, offset }: PixelScaling,
  target: Float32Array,
): void {
  const { width, height, data } = image;
  const stride = 4 * width;
  const plane = size * size;
  const step = region.side / size;
  const stepX = Math.cos(region.angle) * step;
  const stepY = Math.sin(region.angle) * step;
  const half = (size - 1) / 2;
  for (let row = 0; row < size; row++) {
    let x = region.centerX - half * stepX - (row - half) * stepY;
    let y = region.centerY - half * stepY + (row - half) * stepX;
    let out = row * size;
    for (let column = 0; column < size; column++, out++, x += stepX, y += stepY) {
      if (x >= 0 && y >= 0 && x < width - 1 && y < height - 1) {
        // With these operators indices are integers to V8, and the loop takes two thirds of the time.
        const left = x | 0;
        const top = y | 0;
        const at = (top * width + left) << 2;
        target[out] = bilinear(data, at, stride, x - left, y - top) * scale + offset;
        target[out + plane] = bilinear(data, at + 1, stride, x - left, y - top) * scale + offset;
        target[out + 2 * plane] =
          bilinear(data, at + 2, stride, x - left, y - top) * scale + offset;
      } else {
        for (let channel = 0; channel < 3; channel++) {
          target[out + channel * plane] = atEdge(image, x, y, channel) * scale + offset;
        }
      }
    }
  }
}

/** One channel between four pixels of which the first is at `at`, the shares `fx` and `fy` of the way to the last. */
function bilinear(data: Uint8Array, at: number, stride: number, fx: number, fy: number): number {
  const below = at + stride;
  const northWest = data[at] ?? 0;
  const northEast = data[at + 4] ?? 0;
  const southWest = data[below] ?? 0;
  const southEast = data[below + 4] ?? 0;
  const north = northWest + fx * (northEast - northWest);
  const south = southWest + fx * (southEast - southWest);
  return north + fy * (south - north);
}

/** One channel where some or all of the four pixels lie beyond the border and are black. */
function atEdge(
  { width, height, data }: ColorImage,
  x: number,
  y: number,
  channel: number,
): number {
  const left = Math.floor(x);
  const top = Math.floor(y);
  let sum = 0;
  for (let v = Math.max(0, top); v <= Math.min(height - 1, top + 1); v++) {
    for (let u = Math.max(0, left); u <= Math.min(width - 1, left + 1); u++) {
      const weight = (1 - Math.abs(x - u)) * (1 - Math.abs(y - v));
      sum += weight * (data[4 * (v * width + u) + channel] ?? 0);
    }
  }
  return sum;
}
