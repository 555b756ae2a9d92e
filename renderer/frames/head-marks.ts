/** Draws what was measured of a head over a picture of it. */
import type { ShownHead } from '../../electron/contract/shown-head.ts';
import type { PicturePlace } from '../../electron/contract/window/bridge.ts';

export interface HeadMarks {
  readonly axes: boolean;
  readonly landmarks: boolean;
}

/** Length of an axis, millimetres: as long as half a head. */
const AXIS_MM = 90;
/** To the person's left, up and out of the face; the head's own axes run to image right, down and away. */
const AXES = [
  { direction: [1, 0, 0], color: 'rgb(255 122 108)' },
  { direction: [0, -1, 0], color: 'rgb(126 226 126)' },
  { direction: [0, 0, -1], color: 'rgb(122 182 255)' },
] as const;
const LANDMARK_COLOR = 'rgb(255 255 255 / 85%)';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Pixel of a frame that shows a point given in the axes of a head, millimetres; null behind the camera. */
export function pixelOf(
  { place, intrinsics }: Pick<ShownHead, 'place' | 'intrinsics'>,
  [x, y, z]: readonly [number, number, number],
): Point | null {
  const [tx, ty, tz] = place.translation;
  const row = (i: number): number =>
    (place.rotation[3 * i] ?? 0) * x +
    (place.rotation[3 * i + 1] ?? 0) * y +
    (place.rotation[3 * i + 2] ?? 0) * z;
  const depth = row(2) + tz;
  if (!(depth > 0)) return null;
  const { fx, fy, cx, cy } = intrinsics;
  return { x: (fx * (row(0) + tx)) / depth + cx, y: (fy * (row(1) + ty)) / depth + cy };
}

/** @param place of the frame in the picture; absent: the picture is the frame's */
export function drawHeadMarks(
  context: CanvasRenderingContext2D,
  head: ShownHead,
  { axes, landmarks }: HeadMarks,
  place: PicturePlace = { scaleX: 1, scaleY: 1, x: 0, y: 0 },
): void {
  const inPicture = ({ x, y }: Point): Point => ({
    x: place.scaleX * x + place.x,
    y: place.scaleY * y + place.y,
  });
  // As wide in a picture that is shown small as in one that is shown large.
  const unit = Math.max(1, context.canvas.width / 640);
  if (landmarks) drawLandmarks(context, head.landmarks, inPicture, unit);
  if (axes) drawAxes(context, head, inPicture, unit);
}

function drawLandmarks(
  context: CanvasRenderingContext2D,
  landmarks: Float32Array,
  inPicture: (point: Point) => Point,
  unit: number,
): void {
  context.fillStyle = LANDMARK_COLOR;
  const side = 1.4 * unit;
  for (let i = 0; i + 1 < landmarks.length; i += 2) {
    const { x, y } = inPicture({ x: landmarks[i] ?? 0, y: landmarks[i + 1] ?? 0 });
    context.fillRect(x - side / 2, y - side / 2, side, side);
  }
}

function drawAxes(
  context: CanvasRenderingContext2D,
  head: ShownHead,
  inPicture: (point: Point) => Point,
  unit: number,
): void {
  const middle = pixelOf(head, [0, 0, 0]);
  if (middle === null) return;
  const from = inPicture(middle);
  context.lineCap = 'round';
  for (const { direction, color } of AXES) {
    const [x, y, z] = direction;
    const end = pixelOf(head, [AXIS_MM * x, AXIS_MM * y, AXIS_MM * z]);
    if (end === null) continue;
    const to = inPicture(end);
    context.beginPath();
    context.moveTo(from.x, from.y);
    context.lineTo(to.x, to.y);
    context.strokeStyle = 'rgb(0 0 0 / 55%)';
    context.lineWidth = 4.5 * unit;
    context.stroke();
    context.strokeStyle = color;
    context.lineWidth = 2.5 * unit;
    context.stroke();
  }
}
