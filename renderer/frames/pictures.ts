/** The three pictures of a frame, each written into the pixels of a canvas. */
import type { FrameMessage } from '../../electron/contract/window/bridge.ts';
import { createDepthPalette } from './depth-palette.ts';

/** Fills `pixels` (RGBA, width * height * 4) with one view of the frame. */
export type Picture = (frame: FrameMessage, pixels: Uint8ClampedArray) => void;

export type PictureName = 'color' | 'depth' | 'overlap';

export const PICTURES: Readonly<Record<PictureName, Picture>> = {
  color: paintColor,
  depth: paintDepth,
  overlap: paintOverlap,
};

/** Depth step between neighbours that counts as an edge: above sensor noise, below the height of a nose. */
const EDGE_MM = 14;
/** rgb(110, 226, 204), packed like the palette. */
const EDGE_COLOR = 0xffcce26e;

let palette: Uint32Array | null = null;

function depthPalette(): Uint32Array {
  palette ??= createDepthPalette();
  return palette;
}

/** The colour image unchanged. */
export function paintColor(frame: FrameMessage, pixels: Uint8ClampedArray): void {
  pixels.set(frame.color);
}

/** The depth image through the palette; transparent where there is no reading. */
export function paintDepth(frame: FrameMessage, pixels: Uint8ClampedArray): void {
  const colors = depthPalette();
  const { depth } = frame;
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, depth.length);
  for (let i = 0; i < depth.length; i += 1) words[i] = colors[depth[i] ?? 0] ?? 0;
}

/**
 * Colour, dimmed where depth has no reading, with the edges of the depth image drawn in: where an edge leaves the
 * outline of the colour, the two images are not registered.
 */
export function paintOverlap(frame: FrameMessage, pixels: Uint8ClampedArray): void {
  const { color, depth, width, height } = frame;
  pixels.set(color);
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, depth.length);
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const i = y * width + x;
      const here = depth[i] ?? 0;
      const right = x + 1 < width ? (depth[i + 1] ?? 0) : 0;
      const below = depth[i + width] ?? 0;
      if (here === 0) words[i] = dimmed(words[i] ?? 0);
      else if (isEdge(here, right) || isEdge(here, below)) words[i] = EDGE_COLOR;
    }
  }
}

/** Half the brightness of a packed RGBA pixel, its alpha unchanged. */
function dimmed(word: number): number {
  return (((word >>> 1) & 0x7f7f7f) | (word & 0xff000000)) >>> 0;
}

function isEdge(a: number, b: number): boolean {
  return b !== 0 && Math.abs(a - b) > EDGE_MM;
}
