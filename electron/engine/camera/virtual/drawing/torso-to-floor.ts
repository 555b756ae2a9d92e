import type { AtlasView } from '../atlas/atlas.ts';
import { everyNth } from './view-mesh.ts';
import type { Sampling } from './view-mesh.ts';

/** Enough for the lower edge of either sensor at 1.4 m. */
const EXTRA_ROWS = 480;
/** Nobody looks closely at a shirt. */
const STRIDE = 2;

/** The torso's picture ends at the edge of the atlas: goes on downward with its last row, so that nobody floats. */
export function torsoToFloor(view: AtlasView): AtlasView {
  const { width, height } = view;
  const extended = {
    color: new Uint8Array(3 * width * (height + EXTRA_ROWS)),
    depth: new Uint16Array(width * (height + EXTRA_ROWS)),
    surface: new Uint8Array(width * (height + EXTRA_ROWS)),
    follow: new Uint8Array(width * (height + EXTRA_ROWS)),
  };
  const last = (height - 1) * width;
  for (const name of ['color', 'depth', 'surface', 'follow'] as const) {
    const channels = name === 'color' ? 3 : 1;
    const row = view[name].subarray(channels * last);
    extended[name].set(view[name]);
    for (let y = height; y < height + EXTRA_ROWS; y++)
      extended[name].set(row, channels * y * width);
  }
  return { ...view, ...extended, height: height + EXTRA_ROWS };
}

/** What a mesh needs of an extended torso: half of the columns and rows of its picture, and the floor. */
export function torsoSampling({ width, height }: AtlasView): Sampling {
  const rows = [...everyNth(height - 1, STRIDE), height - 1, height + EXTRA_ROWS - 1];
  return { columns: everyNth(width, STRIDE), rows };
}
