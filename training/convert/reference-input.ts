/** Inputs that a parity check can regenerate anywhere from a kind and a seed. */
export interface ReferenceInput {
  /** `noise`: independent values; `picture`: shading and noise of a camera on a face-like arrangement of ellipses. */
  readonly kind: 'noise' | 'picture';
  readonly seed: number;
}

export const REFERENCE_INPUTS: readonly ReferenceInput[] = [
  { kind: 'noise', seed: 1 },
  { kind: 'picture', seed: 2 },
  { kind: 'picture', seed: 3 },
];

/** Planar RGB (NCHW), 3 × size × size values between `low` and `high`. */
export function makeReferenceInput(
  input: ReferenceInput,
  size: number,
  range: { readonly low: number; readonly high: number },
): Float32Array {
  const random = mulberry32(input.seed);
  const unit =
    input.kind === 'noise'
      ? Float32Array.from({ length: 3 * size * size }, random)
      : drawPicture(size, random);
  return unit.map((value) => range.low + value * (range.high - range.low));
}

/** Planar (NCHW) to interleaved (NHWC) order, for one image of three channels. */
export function toInterleaved(planar: Float32Array): Float32Array {
  const pixels = planar.length / 3;
  return Float32Array.from({ length: planar.length }, (_, i) => {
    const channel = i % 3;
    return planar[channel * pixels + (i - channel) / 3] ?? 0;
  });
}

interface Ellipse {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly color: readonly [number, number, number];
}

/** Head, eyes, nose and mouth in units of the image, drawn in this order. */
const FACE: readonly Ellipse[] = [
  { x: 0.5, y: 0.5, rx: 0.27, ry: 0.36, color: [0.8, 0.62, 0.52] },
  { x: 0.39, y: 0.43, rx: 0.055, ry: 0.025, color: [0.15, 0.1, 0.1] },
  { x: 0.61, y: 0.43, rx: 0.055, ry: 0.025, color: [0.15, 0.1, 0.1] },
  { x: 0.5, y: 0.55, rx: 0.03, ry: 0.06, color: [0.68, 0.48, 0.4] },
  { x: 0.5, y: 0.69, rx: 0.1, ry: 0.025, color: [0.6, 0.25, 0.25] },
];

/** Sensor noise, since no camera delivers perfectly flat areas. */
const GRAIN = 0.1;

function drawPicture(size: number, random: () => number): Float32Array {
  const shiftX = (random() - 0.5) * 0.2;
  const shiftY = (random() - 0.5) * 0.2;
  const background = [random(), random(), random()];
  const picture = new Float32Array(3 * size * size);
  for (let channel = 0; channel < 3; channel++) {
    for (let row = 0; row < size; row++) {
      for (let column = 0; column < size; column++) {
        const x = (column + 0.5) / size;
        const y = (row + 0.5) / size;
        let value = (background[channel] ?? 0) * (0.5 + 0.5 * y);
        for (const ellipse of FACE) {
          const dx = (x - shiftX - ellipse.x) / ellipse.rx;
          const dy = (y - shiftY - ellipse.y) / ellipse.ry;
          const color = ellipse.color[channel] ?? 0;
          if (dx * dx + dy * dy < 1) value = color * (1 - 0.2 * dx * dx);
        }
        const grain = GRAIN * (random() - 0.5);
        picture[(channel * size + row) * size + column] = clampToUnit(value + grain);
      }
    }
  }
  return picture;
}

const clampToUnit = (value: number): number => Math.min(1, Math.max(0, value));

/** Mulberry32 (Ettinger 2017): 32-bit state, values in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
