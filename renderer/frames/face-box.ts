import type { FaceBox } from '../../electron/contract/observation.ts';

/** Length of a corner's arms as a share of the box. */
const CORNER = 0.18;

/** Draws the four corners of the box over the picture, pixels of the frame. */
export function drawFaceBox(context: CanvasRenderingContext2D, box: FaceBox): void {
  const arm = CORNER * Math.min(box.width, box.height);
  const right = box.x + box.width;
  const bottom = box.y + box.height;
  context.beginPath();
  corner(context, box.x, box.y, arm, arm);
  corner(context, right, box.y, -arm, arm);
  corner(context, right, bottom, -arm, -arm);
  corner(context, box.x, bottom, arm, -arm);
  context.lineCap = 'round';
  context.lineJoin = 'round';
  strokeTwice(context);
}

function corner(
  context: CanvasRenderingContext2D,
  x: number,
  y: number,
  armX: number,
  armY: number,
): void {
  context.moveTo(x + armX, y);
  context.lineTo(x, y);
  context.lineTo(x, y + armY);
}

/** A dark line under a white one reads on any picture. */
function strokeTwice(context: CanvasRenderingContext2D): void {
  context.strokeStyle = 'rgb(0 0 0 / 45%)';
  context.lineWidth = 4;
  context.stroke();
  context.strokeStyle = 'rgb(255 255 255 / 95%)';
  context.lineWidth = 1.8;
  context.stroke();
}
