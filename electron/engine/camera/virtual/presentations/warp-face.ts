import type { FaceMarks } from './head-map.ts';

/**
 * The place on the face of `to` that a place on the face of `from` corresponds to, mm: eyes lie on eyes, the tip of the
 * nose at its height, the chin at its; between them all is stretched evenly.
 */
export function warpFace(
  from: FaceMarks,
  to: FaceMarks,
  x: number,
  y: number,
): readonly [number, number] {
  const across = to.eyes[0] + ((x - from.eyes[0]) * to.halfEyes) / from.halfEyes;
  if (y < from.eyes[1]) {
    return [across, to.eyes[1] + ((y - from.eyes[1]) * faceHeight(to)) / faceHeight(from)];
  }
  if (y < from.nose[1])
    return [across, between(y, from.eyes[1], from.nose[1], to.eyes[1], to.nose[1])];
  return [across, between(y, from.nose[1], from.chin, to.nose[1], to.chin)];
}

const faceHeight = ({ eyes, chin }: FaceMarks): number => chin - eyes[1];

/** Linear, and beyond both ends too. */
const between = (y: number, a: number, b: number, c: number, d: number): number =>
  c + ((y - a) * (d - c)) / (b - a);
