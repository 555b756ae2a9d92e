import { headModel, landmarkOf } from '../render/mesh.ts';
import { smoothOutline } from './outline.ts';
import type { Outline } from './outline.ts';

/** Outlines on the neutral face, seen from the front, cm. */
export interface Contours {
  readonly lips: Outline;
  /** Outline of the eye at positive x; the other is its mirror image. */
  readonly eye: Outline;
}

let contours: Contours | undefined;

/** Lips and eye from the Multi-PIE landmarks of the head model. */
export function faceContours(): Contours {
  contours ??= { lips: landmarkOutline(48, 59), eye: landmarkOutline(42, 47) };
  return contours;
}

function landmarkOutline(first: number, last: number): Outline {
  const { neutral } = headModel();
  return smoothOutline(
    Array.from({ length: last - first + 1 }, (_, i) => {
      const [x, y] = landmarkOf(neutral, first + i);
      return [x, y] as const;
    }),
  );
}
