import { succeed } from '../../../../contract/problem.ts';
import type { Result } from '../../../../contract/problem.ts';
import { SURFACE } from '../atlas/atlas.ts';
import type { Canvas } from './canvas.ts';
import { clip, unite } from './canvas.ts';
import type { VirtualPose } from '../motion.ts';
import { STILL } from '../motion.ts';
import { ScenePainter } from './scene-painter.ts';
import { rotationFromAngles } from '../../../geometry/euler.ts';
import type { VirtualPerson } from '../virtual-person.ts';

/** A print of a person at true size. */
export interface Print {
  /** sRGB, width * height * 3. */
  readonly rgb: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly mmPerPixel: number;
}

/** Half the side lengths of the printed area: the head with hair, and some of the shoulders, mm. */
const HALF_WIDTH = 105;
const HALF_HEIGHT = 145;
const BORDER = 8;
const PAPER = 236;
/** Nobody holds a sheet quite straight, degrees. */
const TILT = { yaw: 4, pitch: -3, roll: 2 };

/** Photographs the person, looking straight ahead, with the camera of the atlas. */
export async function printPhoto(person: VirtualPerson): Promise<Result<Print>> {
  const { camera, pivot, faceDistanceMm } = person.archive;
  const { intrinsics } = camera;
  const painter = new ScenePainter(camera.width, camera.height, intrinsics);
  const drawn = await painter.drawPerson(person, { ...STILL, distanceMm: faceDistanceMm });
  if (!drawn.ok) {
    return drawn;
  }
  const mmPerPixel = faceDistanceMm / intrinsics.fx;
  const face = faceCenter(drawn.value, intrinsics.cx + pivot[0] / mmPerPixel);
  const box = clip(
    {
      left: face.x - HALF_WIDTH / mmPerPixel,
      right: face.x + HALF_WIDTH / mmPerPixel,
      top: face.y - HALF_HEIGHT / mmPerPixel,
      bottom: face.y + HALF_HEIGHT / mmPerPixel,
    },
    camera,
  );
  const width = box.right - box.left + 1;
  const height = box.bottom - box.top + 1;
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const from = (box.top + Math.floor(i / width)) * camera.width + box.left + (i % width);
    rgb.set(drawn.value.color.subarray(4 * from, 4 * from + 3), 3 * i);
  }
  return succeed({ rgb, width, height, mmPerPixel });
}

/** Holds the print up to the camera; the pose tilts the sheet. */
export function drawPrint(canvas: Canvas, print: Print, pose: VirtualPose): void {
  const { fx, fy, cx, cy } = canvas.intrinsics;
  const m = rotationFromAngles(pose.yaw + TILT.yaw, pose.pitch + TILT.pitch, pose.roll + TILT.roll);
  const halfWidth = (print.width * print.mmPerPixel) / 2 + BORDER;
  const halfHeight = (print.height * print.mmPerPixel) / 2 + BORDER;
  const reach = Math.hypot(halfWidth, halfHeight);
  const nearest = pose.distanceMm - reach;
  const box = clip(
    {
      left: cx + ((pose.x - reach) * fx) / nearest,
      right: cx + ((pose.x + reach) * fx) / nearest,
      top: cy + ((pose.y - reach) * fy) / nearest,
      bottom: cy + ((pose.y + reach) * fy) / nearest,
    },
    canvas,
  );
  const toPlane = m[2] * pose.x + m[5] * pose.y + m[8] * pose.distanceMm;
  for (let y = box.top; y <= box.bottom; y++) {
    for (let x = box.left; x <= box.right; x++) {
      const [a, b] = [(x - cx) / fx, (y - cy) / fy];
      const z = toPlane / (m[2] * a + m[5] * b + m[8]);
      const [dx, dy, dz] = [a * z - pose.x, b * z - pose.y, z - pose.distanceMm];
      const across = m[0] * dx + m[3] * dy + m[6] * dz;
      const down = m[1] * dx + m[4] * dy + m[7] * dz;
      const i = y * canvas.width + x;
      if (
        Math.abs(across) <= halfWidth &&
        Math.abs(down) <= halfHeight &&
        z < (canvas.depth[i] ?? 0)
      ) {
        canvas.depth[i] = z;
        canvas.surface[i] = SURFACE.cloth;
        paint(canvas.color, 4 * i, print, across, down);
      }
    }
  }
  canvas.subject = unite(canvas.subject, box);
}

/** Ink is never quite black, and paper never quite white. */
function paint(color: Uint8Array, at: number, print: Print, across: number, down: number): void {
  const column = Math.floor(across / print.mmPerPixel + print.width / 2);
  const row = Math.floor(down / print.mmPerPixel + print.height / 2);
  const inside = column >= 0 && row >= 0 && column < print.width && row < print.height;
  for (let k = 0; k < 3; k++) {
    const ink = print.rgb[3 * (row * print.width + column) + k] ?? 0;
    color[at + k] = inside ? 18 + ink * 0.88 : PAPER;
  }
  color[at + 3] = 255;
}

/** The middle of what looks like a face: skin and eyes in the upper part of the picture. */
function faceCenter(canvas: Canvas, column: number): { x: number; y: number } {
  let [top, bottom] = [canvas.height, 0];
  for (let y = 0; y < canvas.height; y++) {
    const surface = canvas.surface[y * canvas.width + Math.round(column)];
    if (surface === SURFACE.eye || surface === SURFACE.skin || surface === SURFACE.lens) {
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
  }
  // Chin and neck follow the face: its middle lies in the upper half of the skin.
  return { x: column, y: top + 0.4 * Math.max(0, bottom - top) };
}
