import type { Intrinsics } from '../../../contract/frame.ts';
import type { HeadPose } from '../../../contract/head-pose.ts';
import type { EyePlace } from './eye-crop.ts';

/** How an eye is seen, besides its pixels; mirrored for left eyes as the pixels are. */
export interface EyeView {
  /** Turn of the head against the line to the camera, degrees; yaw > 0 turns away from the nose's side. */
  readonly yaw: number;
  readonly pitch: number;
  /** Opening of the lids by the landmarks, mm. */
  readonly openingMm: number;
  readonly pixelsPerMm: number;
}

export const EYE_VIEW_NUMBERS = 4;

const DEGREES = 180 / Math.PI;

export function eyeView(
  { x, y, pixelsPerMm, mirrored }: EyePlace,
  openingMm: number,
  { yaw, pitch }: Pick<HeadPose, 'yaw' | 'pitch'>,
  { fx, fy, cx, cy }: Intrinsics,
): EyeView {
  const turned = yaw + DEGREES * Math.atan2(x - cx, fx);
  return {
    yaw: mirrored ? -turned : turned,
    pitch: pitch + DEGREES * Math.atan2(y - cy, fy),
    openingMm,
    pixelsPerMm,
  };
}

/** Writes a view as inputs of about −1 to 1. */
export function writeEyeView(
  { yaw, pitch, openingMm, pixelsPerMm }: EyeView,
  out: Float32Array,
  at: number,
): void {
  out[at] = yaw / 30;
  out[at + 1] = pitch / 30;
  out[at + 2] = Math.max(-2, Math.min(2, (openingMm - 8) / 5));
  out[at + 3] = Math.log2(pixelsPerMm / 0.5);
}
