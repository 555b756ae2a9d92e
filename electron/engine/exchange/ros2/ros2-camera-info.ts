/** Intrinsics from `sensor_msgs/CameraInfo`. */
import type { Intrinsics } from '../../../contract/frame.ts';
import type { Ros2CameraInfo } from './ros2-messages.ts';

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * Intrinsics of pictures of a size; null if the camera was not calibrated, or its numbers are of another shape of
 * picture. A rectified picture has those of the projection matrix, any other those of the camera itself; a part of the
 * sensor, or several of its pixels in one, are taken into account.
 * @param isRectified as the topic's name says
 */
export function intrinsicsOf(
  info: Ros2CameraInfo,
  { width, height }: Size,
  isRectified: boolean,
): Intrinsics | null {
  const { k, p, roi } = info;
  const projected = [p[0], p[5], p[2], p[6]] as const;
  const own = [k[0], k[4], k[2], k[5]] as const;
  const chosen = isRectified && (projected[0] ?? 0) > 0 ? projected : own;
  const [fx = 0, fy = 0, cx = 0, cy = 0] = chosen;
  if (!(fx > 0 && fy > 0) || ![fx, fy, cx, cy].every(Number.isFinite)) return null;
  const part = roi.width > 0 && roi.height > 0 ? roi : { ...WHOLE, ...sizeOf(info) };
  if (part.width === 0 || part.height === 0) return null;
  // Binning and later shrinking are alike: pixels of the calibration for one of the picture.
  const [scaleX, scaleY] = [width / part.width, height / part.height];
  if (Math.abs(scaleX / scaleY - 1) > 0.01) return null;
  return {
    fx: fx * scaleX,
    fy: fy * scaleY,
    cx: scaled(cx - part.x_offset, scaleX),
    cy: scaled(cy - part.y_offset, scaleY),
  };
}

/** A place in pixels, whose centres are whole numbers. Unchanged, to the bit, where nothing is scaled. */
const scaled = (place: number, scale: number): number =>
  scale === 1 ? place : (place + 0.5) * scale - 0.5;

const WHOLE = { x_offset: 0, y_offset: 0 };
const sizeOf = ({ width, height }: Ros2CameraInfo): Size => ({ width, height });

/** Does the lens bend what is straight, by what the camera says of it? */
export const isDistorted = ({ d }: Ros2CameraInfo): boolean => d.some((value) => value !== 0);
