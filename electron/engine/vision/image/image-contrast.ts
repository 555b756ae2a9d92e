import { cropToImage } from './image.ts';
import type { ColorImage, PixelScaling, SquareRegion } from './image.ts';

/** Sample points along each side of the region. */
const GRID = 48;
/** Shares of the region's pixels that may be clipped to black and to white. */
const DARKEST_SHARE = 0.01;
const BRIGHTEST_SHARE = 0.99;
/** Keeps a flat region from being amplified into noise. */
const LEAST_CONTRAST = 24;

/**
 * Scaling that spreads the brightness inside a region over 0 to 1: helps on faces in the dark. Pixels outside the image
 * or wholly black (cut-out background) do not count.
 */
export function stretchContrast(image: ColorImage, region: SquareRegion): PixelScaling {
  const histogram = brightnessHistogram(image, region);
  const low = quantile(histogram, DARKEST_SHARE);
  const high = Math.max(quantile(histogram, BRIGHTEST_SHARE), low + LEAST_CONTRAST);
  return { scale: 1 / (high - low), offset: -low / (high - low) };
}

function brightnessHistogram(image: ColorImage, region: SquareRegion): Uint32Array {
  const histogram = new Uint32Array(256);
  for (let row = 0; row < GRID; row++) {
    for (let column = 0; column < GRID; column++) {
      const point = cropToImage(region, GRID, column + 0.5, row + 0.5);
      const brightness = brightnessAt(image, Math.round(point.x), Math.round(point.y));
      if (brightness > 0) histogram[brightness] = (histogram[brightness] ?? 0) + 1;
    }
  }
  return histogram;
}

/** Mean of red, green and blue; 0 outside the image. */
function brightnessAt({ width, height, data }: ColorImage, x: number, y: number): number {
  if (x < 0 || y < 0 || x >= width || y >= height) return 0;
  const i = (y * width + x) * 4;
  return Math.round(((data[i] ?? 0) + (data[i + 1] ?? 0) + (data[i + 2] ?? 0)) / 3);
}

/** Brightness below which a share of the counted pixels lies; 0 when none were counted. */
function quantile(histogram: Uint32Array, share: number): number {
  const total = histogram.reduce((sum, count) => sum + count, 0);
  let below = 0;
  for (const [brightness, count] of histogram.entries()) {
    below += count;
    if (count > 0 && below >= share * total) return brightness;
  }
  return 0;
}
