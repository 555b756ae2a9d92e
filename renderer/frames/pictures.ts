/** The three pictures of a frame, each written into the pixels of a canvas. */
import type { FrameMessage } from '../../electron/contract/bridge.ts';
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
const EDGE_COLOR = [110, 226, 204] as const;

let palette: Uint32Array | null = null;

function depthPalette(): Uint32Array {
  palette ??= createDepthPalette();
  return palette;
}

/** The colour image as it came. */
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
 * Colour tinted by depth, with the edges of the depth image drawn in: where an edge leaves the outline of the
 * colour, the two images are not registered.
 */
export function paintOverlap(frame: FrameMessage, pixels: Uint8ClampedArray): void {
  paintDepth(frame, pixels);
  blendColor(frame, pixels);
  drawDepthEdges(frame, pixels);
}

function blendColor({ color, depth }: FrameMessage, pixels: Uint8ClampedArray): void {
  for (let i = 0; i < depth.length; i += 1) {
    const p = 4 * i;
    const share = depth[i] === 0 ? 0 : 0.18;
    for (let c = p; c < p + 3; c += 1) {
      pixels[c] = share * (pixels[c] ?? 0) + (1 - share) * (color[c] ?? 0);
    }
    pixels[p + 3] = Math.max(pixels[p + 3] ?? 0, color[p + 3] ?? 0);
  }
}

function drawDepthEdges({ depth, width, height }: FrameMessage, pixels: Uint8ClampedArray): void {
  const [red, green, blue] = EDGE_COLOR;
  for (let y = 0; y < height - 1; y += 1) {
    for (let x = 0; x < width - 1; x += 1) {
      const i = y * width + x;
      const here = depth[i] ?? 0;
      if (!isEdge(here, depth[i + 1] ?? 0) && !isEdge(here, depth[i + width] ?? 0)) continue;
      const p = 4 * i;
      pixels[p] = red;
      pixels[p + 1] = green;
      pixels[p + 2] = blue;
      pixels[p + 3] = 255;
    }
  }
}

function isEdge(a: number, b: number): boolean {
  return a !== 0 && b !== 0 && Math.abs(a - b) > EDGE_MM;
}
