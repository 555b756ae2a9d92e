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

/** What a network wants to see: value = byte * scale + offset. */
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
 * Outside the image lies black. `target` must hold 3 * size * size values and is overwritten; nothing is
 * allocated.
 */
export function sampleRegion(
  image: ColorImage,
  region: SquareRegion,
  size: number,
  scaling: PixelScaling,
  target: Float32Array,
): void {
  const { width, height, data } = image;
  const plane = size * size;
  const step = region.side / size;
  const stepX = Math.cos(region.angle) * step;
  const stepY = Math.sin(region.angle) * step;
  const half = (size - 1) / 2;
  const { scale, offset } = scaling;
  const stride = width * 4;
  for (let row = 0; row < size; row++) {
    let x = region.centerX - half * stepX - (row - half) * stepY;
    let y = region.centerY - half * stepY + (row - half) * stepX;
    let out = row * size;
    for (let column = 0; column < size; column++, out++, x += stepX, y += stepY) {
      const left = Math.floor(x);
      const top = Math.floor(y);
      const fx = x - left;
      const fy = y - top;
      // Weights of pixels beyond the border are zero: black without a branch per channel.
      const west = left >= 0 && left < width ? 1 - fx : 0;
      const east = left >= -1 && left < width - 1 ? fx : 0;
      const north = top >= 0 && top < height ? 1 - fy : 0;
      const south = top >= -1 && top < height - 1 ? fy : 0;
      const northWest = north * west;
      const northEast = north * east;
      const southWest = south * west;
      const southEast = south * east;
      const at = top * stride + left * 4;
      for (let channel = 0; channel < 3; channel++) {
        const i = at + channel;
        const value =
          northWest * (data[i] ?? 0) +
          northEast * (data[i + 4] ?? 0) +
          southWest * (data[i + stride] ?? 0) +
          southEast * (data[i + stride + 4] ?? 0);
        target[out + channel * plane] = value * scale + offset;
      }
    }
  }
}
