import type { Intrinsics } from '../../../../electron/contract/frame.ts';
import { at } from '../../people/render/math.ts';
import { posePoints } from '../../people/pose.ts';
import type { Pose } from '../../people/pose.ts';

/** Columns and rows of a picture, `right` and `bottom` exclusive. */
export interface PixelArea {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

export interface Grid {
  readonly width: number;
  readonly height: number;
  readonly intrinsics: Intrinsics;
}

/** Middle of the head in person space, cm. */
const HEAD_CENTRE = [0, 3, 1] as const;

/**
 * The part of a picture within a distance of the middle of the posed head, clipped to the picture.
 * @param reachMm sideways, up and down from the middle of the head
 */
export function headArea(
  { width, height, intrinsics }: Grid,
  pose: Pose,
  reachMm: { readonly side: number; readonly up: number; readonly down: number },
): PixelArea {
  const centre = posePoints(Float32Array.from(HEAD_CENTRE), 1, pose);
  const z = at(centre, 2);
  const column = (mm: number): number => (intrinsics.fx * (at(centre, 0) + mm)) / z + intrinsics.cx;
  const row = (mm: number): number => (intrinsics.fy * (at(centre, 1) + mm)) / z + intrinsics.cy;
  const within = (value: number, limit: number): number =>
    Math.max(0, Math.min(limit, Math.round(value)));
  return {
    left: within(column(-reachMm.side), width),
    right: within(column(reachMm.side), width),
    top: within(row(-reachMm.up), height),
    bottom: within(row(reachMm.down), height),
  };
}

/** The grid of a part of a picture: the same camera with fewer pixels. */
export function cropGrid({ intrinsics }: Grid, area: PixelArea): Grid {
  return {
    width: area.right - area.left,
    height: area.bottom - area.top,
    intrinsics: { ...intrinsics, cx: intrinsics.cx - area.left, cy: intrinsics.cy - area.top },
  };
}
