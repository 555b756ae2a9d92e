/**
 * How a square preview of `side` pixels is drawn, as the six numbers of a canvas's transform. Frames are as the camera
 * sees the world; a preview in which people look at themselves is the one place that mirrors them.
 */
export function previewTransform(
  mirrored: boolean,
  side: number,
): readonly [number, number, number, number, number, number] {
  return mirrored ? [-1, 0, 0, 1, side, 0] : [1, 0, 0, 1, 0, 0];
}
