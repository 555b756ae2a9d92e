/** What recognition gets, for a window to show. Reads the frame, and leaves it as it is. */
import type { RgbdFrame } from '../../contract/frame.ts';
import type { RegisteredImages } from '../../contract/window/bridge.ts';

/**
 * @param side pixels of the screen along the longest side: every n-th pixel is taken, with n as large as leaves that many.
 *   A mean would show depths, and colours at their edges, that nothing has. 0: none; Infinity: every pixel
 * @returns the frame's own arrays where n is 1; null where none is wanted
 */
export function registeredImages(frame: RgbdFrame, side: number): RegisteredImages | null {
  if (side <= 0) return null;
  const { width, height, color, depth, camera } = frame;
  const { intrinsics } = camera;
  const step = Math.max(1, Math.floor(Math.max(width, height) / side));
  if (step === 1) {
    const place = { scaleX: 1, scaleY: 1, x: 0, y: 0 };
    return { width, height, intrinsics, color, depth, place };
  }
  const first = step >> 1;
  const size = { width: countOf(width, first, step), height: countOf(height, first, step) };
  return {
    ...size,
    intrinsics: {
      fx: intrinsics.fx / step,
      fy: intrinsics.fy / step,
      cx: (intrinsics.cx - first) / step,
      cy: (intrinsics.cy - first) / step,
    },
    ...everyNth(frame, size, first, step),
    place: { scaleX: 1 / step, scaleY: 1 / step, x: -first / step, y: -first / step },
  };
}

/** How many of 0 … length − 1 are first, first + step, … */
const countOf = (length: number, first: number, step: number): number =>
  Math.ceil((length - first) / step);

function everyNth(
  frame: RgbdFrame,
  { width, height }: Pick<RegisteredImages, 'width' | 'height'>,
  first: number,
  step: number,
): Pick<RegisteredImages, 'color' | 'depth'> {
  const depth = new Uint16Array(width * height);
  const color = new Uint8Array(4 * width * height);
  const from = new DataView(frame.color.buffer, frame.color.byteOffset, frame.color.byteLength);
  const to = new DataView(color.buffer);
  for (let y = 0, i = 0; y < height; y++) {
    let at = (first + y * step) * frame.width + first;
    for (const end = i + width; i < end; i++, at += step) {
      depth[i] = frame.depth[at] ?? 0;
      to.setUint32(4 * i, from.getUint32(4 * at));
    }
  }
  return { color, depth };
}
