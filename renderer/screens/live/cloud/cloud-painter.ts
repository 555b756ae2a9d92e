/** What draws the cloud: three.js where there is WebGL, a plain canvas where there is none. */
import type { CloudLines } from './cloud-lines.ts';
import type { CloudPoints } from './cloud-points.ts';
import type { View } from './orbit.ts';

export interface CloudScene {
  readonly points: CloudPoints;
  readonly lines: readonly CloudLines[];
}

export interface CloudPainter {
  /** Draws into the canvas at its present size in pixels. */
  paint(scene: CloudScene, view: View): void;
  dispose(): void;
}

/** rgb(7 9 11): the ground of pictures. */
export const GROUND = [7, 9, 11] as const;

/** Whether this window can draw with WebGL now; without a graphics card, or with a driver that is refused, it cannot. */
export function hasWebGl(): boolean {
  try {
    const context = new OffscreenCanvas(1, 1).getContext('webgl2');
    context?.getExtension('WEBGL_lose_context')?.loseContext();
    return context !== null;
  } catch {
    return false;
  }
}
