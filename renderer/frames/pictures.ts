/** The pictures of a frame, each written into the pixels of a canvas. */
import type { FrameMessage, RegisteredImages } from '../../electron/contract/window/bridge.ts';
import { DepthPalette } from './depth-palette.ts';
import type { DepthRange } from './depth-range.ts';

export interface Picture {
  /** What of a frame it is painted from. */
  readonly source: 'picture' | 'registered';
  /** Fills `pixels` (RGBA, as many as the source has) with one view of the frame; `range` is that of a depth picture. */
  paint(frame: FrameMessage, pixels: Uint8ClampedArray, range: DepthRange): void;
}

/** `color` is the camera's own; the others show what recognition gets. */
export type PictureName = 'color' | 'depth' | 'overlap' | 'registered';

export const PICTURES: Readonly<Record<PictureName, Picture>> = {
  color: {
    source: 'picture',
    paint: ({ picture }, pixels) => {
      if (picture !== null) pixels.set(picture.color);
    },
  },
  depth: ofRegistered(paintDepth),
  overlap: ofRegistered(paintOverlap),
  registered: ofRegistered(({ color }, pixels) => pixels.set(color)),
};

/** Size of what a picture is painted from; null where the frame came without it. */
export function sizeOf(
  { source }: Picture,
  { picture, registered }: FrameMessage,
): { readonly width: number; readonly height: number } | null {
  return source === 'picture' ? picture : registered;
}

/** The first frames after a wish may hold every n-th pixel only, as another canvas had wished. */
export const hasEveryPixel = ({ place }: RegisteredImages): boolean => place.scaleX === 1;

function ofRegistered(
  paint: (images: RegisteredImages, pixels: Uint8ClampedArray, range: DepthRange) => void,
): Picture {
  return {
    source: 'registered',
    paint: ({ registered }, pixels, range) => {
      if (registered !== null) paint(registered, pixels, range);
    },
  };
}

/** Depth step between neighbours of a frame that counts as an edge: above sensor noise, below the height of a nose. */
const EDGE_MM = 14;
/** rgb(110, 226, 204), packed like the palette. */
const EDGE_COLOR = 0xffcce26e;

const palette = new DepthPalette();

/** The depth image through the palette; transparent where there is no reading. */
function paintDepth(
  { depth }: RegisteredImages,
  pixels: Uint8ClampedArray,
  range: DepthRange,
): void {
  const colors = palette.of(range);
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, depth.length);
  for (let i = 0; i < depth.length; i += 1) words[i] = colors[depth[i] ?? 0] ?? 0;
}

/**
 * Colour, dimmed where depth has no reading, with the edges of the depth image drawn in: where an edge leaves the
 * outline of the colour, the two images are not registered.
 */
function paintOverlap(
  { color, depth, width, height, place }: RegisteredImages,
  pixels: Uint8ClampedArray,
): void {
  pixels.set(color);
  const edgeMm = EDGE_MM / place.scaleX;
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, depth.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      const here = depth[i] ?? 0;
      const right = x + 1 < width ? (depth[i + 1] ?? 0) : 0;
      const below = depth[i + width] ?? 0;
      if (here === 0) words[i] = dimmed(words[i] ?? 0);
      else if (isEdge(here, right, edgeMm) || isEdge(here, below, edgeMm)) words[i] = EDGE_COLOR;
    }
  }
}

/** Half the brightness of a packed RGBA pixel, its alpha unchanged. */
function dimmed(word: number): number {
  return (((word >>> 1) & 0x7f7f7f) | (word & 0xff000000)) >>> 0;
}

function isEdge(a: number, b: number, edgeMm: number): boolean {
  return b !== 0 && Math.abs(a - b) > edgeMm;
}
