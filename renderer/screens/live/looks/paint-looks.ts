/** The two looks of an encoder as one picture: four channels each, side by side. */
import { LOOK_SIDE, RELIEF_HOLE } from '../../../../electron/contract/shown-head.ts';
import { scaleColor } from '../../../frames/depth-palette.ts';

/** Planes of each look, in the order in which the network takes them: red, green, blue, relief. */
const LOOKS = [
  [0, 1, 2, 3],
  [4, 5, 6, 3],
] as const;
const RELIEF = 3;
const PLANE = LOOK_SIDE * LOOK_SIDE;
/** Between two channels, pixels. */
const GAP = 4;

export const LOOKS_WIDTH = 4 * LOOK_SIDE + 3 * GAP;
export const LOOKS_HEIGHT = 2 * LOOK_SIDE + GAP;

/** One pixel a brightness: greys for colour, the colours of depth for relief; holes are transparent. */
const GREYS = Uint32Array.from({ length: 256 }, (_, i) => packed([i, i, i]));
const DEPTHS = Uint32Array.from({ length: 256 }, (_, i) =>
  i === RELIEF_HOLE ? 0 : packed(scaleColor((i - 1) / 254)),
);

/**
 * @param looks `LOOK_PLANES` planes (`ShownHead`)
 * @param pixels RGBA, LOOKS_WIDTH × LOOKS_HEIGHT, overwritten where channels lie
 */
export function paintLooks(looks: Uint8Array, pixels: Uint8ClampedArray): void {
  const words = new Uint32Array(pixels.buffer, pixels.byteOffset, LOOKS_WIDTH * LOOKS_HEIGHT);
  for (const [row, planes] of LOOKS.entries()) {
    for (const [column, plane] of planes.entries()) {
      const colors = plane === RELIEF ? DEPTHS : GREYS;
      const left = column * (LOOK_SIDE + GAP);
      const top = row * (LOOK_SIDE + GAP);
      for (let y = 0; y < LOOK_SIDE; y += 1) {
        const from = plane * PLANE + y * LOOK_SIDE;
        const to = (top + y) * LOOKS_WIDTH + left;
        for (let x = 0; x < LOOK_SIDE; x += 1) {
          words[to + x] = colors[looks[from + x] ?? 0] ?? 0;
        }
      }
    }
  }
}

function packed([red, green, blue]: readonly [number, number, number]): number {
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0;
}
