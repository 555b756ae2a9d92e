import type { Canvas } from './canvas.ts';

export const WALL_MM = 2000;
const PAINT = [172, 168, 160] as const;

/** A plain wall across the view, lit from above. */
export function paintRoom(canvas: Canvas): void {
  const { width, height, intrinsics, color, depth } = canvas;
  depth.fill(WALL_MM);
  for (let y = 0; y < height; y++) {
    const up = (intrinsics.cy - y) / intrinsics.fy;
    for (let x = 0; x < width; x++) {
      const right = (x - intrinsics.cx) / intrinsics.fx;
      const light = 0.86 + 0.22 * up + 0.08 * right - 0.12 * (right * right + up * up);
      const i = 4 * (y * width + x);
      for (const [k, paint] of PAINT.entries()) {
        color[i + k] = paint * light;
      }
      color[i + 3] = 255;
    }
  }
}
