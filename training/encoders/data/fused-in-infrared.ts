import { quantile } from '../../../electron/base/quantile.ts';
import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import { drawInfrared } from '../../../electron/engine/vision/infrared/infrared-picture.ts';
import type { Random } from '../../synthesis/people/random.ts';

const PLANE = INPUT_SIZE * INPUT_SIZE;
/** Where the two colour pictures of a fused head begin (`Fusion`). */
const PICTURES = [0, 4 * PLANE] as const;
const BLACK = -127 / 128;
/** A face on the encoder's template: its middle and half axes, pixels; and how deep it is, over its distance. */
const FACE = { u: 56, v: 62, wide: 42, high: 52, deep: 0.1 } as const;
/** How much the surface turns from the lamp towards the edge of the face. */
const ROUND = 0.75;
const LEAST_COSINE_SQUARED = 0.15;
const TAIL = 0.02;
const FULL = 20_000;
const NOISE = 3;

/**
 * Redraws both colour pictures of a fused head as an infrared camera with a lamp at its side would see that face: grey,
 * mostly of red, lifted, brightest where the face is nearest and turned towards the lamp. The shape is that of any face,
 * since a fused head no longer says which pixel is how far away. Changes `fused` in place; black stays black.
 */
export function fusedInInfrared(fused: Float32Array, random: Random): void {
  for (const start of PICTURES) {
    const picture = fused.subarray(start, start + 3 * PLANE);
    const lit = new Float32Array(PLANE);
    const face: number[] = [];
    for (let i = 0; i < PLANE; i++) {
      if (isEmpty(picture, i)) continue;
      const byte = (c: number) => 127 + 128 * (picture[c * PLANE + i] ?? 0);
      const grey = (0.75 * byte(0) + 0.2 * byte(1) + 0.05 * byte(2)) / 255;
      const [u, v] = [i % INPUT_SIZE, Math.floor(i / INPUT_SIZE)];
      const square = ((u - FACE.u) / FACE.wide) ** 2 + ((v - FACE.v) / FACE.high) ** 2;
      const cosine = Math.sqrt(Math.max(LEAST_COSINE_SQUARED, 1 - ROUND * square));
      const light = cosine / (1 + FACE.deep * square) ** 2;
      lit[i] = light * (0.25 + 0.6 * Math.max(0, grey));
      if (square < 1) face.push(lit[i] ?? 0);
    }
    if (face.length > 0) redraw(picture, lit, face, random);
  }
}

function redraw(
  picture: Float32Array,
  lit: Float32Array,
  face: readonly number[],
  random: Random,
): void {
  const range = { low: FULL * quantile(face, TAIL), high: FULL * quantile(face, 1 - TAIL) };
  const out = new Uint8Array(4 * PLANE);
  drawInfrared(
    Uint16Array.from(lit, (x) => FULL * x),
    range,
    out,
  );
  for (let i = 0; i < PLANE; i++) {
    if (isEmpty(picture, i)) continue;
    const grey = (out[4 * i] ?? 0) + NOISE * random.normal();
    const value = (Math.min(255, Math.max(1, grey)) - 127) / 128;
    for (let c = 0; c < 3; c++) picture[c * PLANE + i] = value;
  }
}

const isEmpty = (picture: Float32Array, i: number): boolean =>
  picture[i] === BLACK && picture[PLANE + i] === BLACK && picture[2 * PLANE + i] === BLACK;
