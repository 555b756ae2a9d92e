/** A drawn head in front of a wall, good enough to lay out the screens without an engine. */
import type { FrameMessage, PictureSquare } from '../../electron/contract/window/bridge.ts';
import type { FaceBox } from '../../electron/contract/observation.ts';
import { syntheticHead } from './synthetic-head.ts';

const WIDTH = 512;
const HEIGHT = 424;
const FOCAL = 365.5;
const INTRINSICS = { fx: FOCAL, fy: FOCAL, cx: WIDTH / 2, cy: HEIGHT / 2 } as const;
const WALL_MM = 1650;
/** Half axes of the head, mm: x, y, z. */
const HEAD = { x: 76, y: 108, z: 96 } as const;

export interface HeadPlace {
  readonly yaw: number;
  readonly pitch: number;
  readonly distanceMm: number;
}

interface Surface {
  readonly red: number;
  readonly green: number;
  readonly blue: number;
  readonly depth: number;
}

/** One frame with a head, or the empty room. */
export function syntheticFrame(sequence: number, place: HeadPlace | null): FrameMessage {
  const color = new Uint8Array(WIDTH * HEIGHT * 4);
  const depth = new Uint16Array(WIDTH * HEIGHT);
  for (let y = 0; y < HEIGHT; y += 1) {
    for (let x = 0; x < WIDTH; x += 1) {
      const surface = (place && (head(x, y, place) ?? torso(x, y, place))) ?? wall(x, y);
      const i = y * WIDTH + x;
      color[4 * i] = surface.red;
      color[4 * i + 1] = surface.green;
      color[4 * i + 2] = surface.blue;
      color[4 * i + 3] = 255;
      depth[i] = surface.depth;
    }
  }
  const timeMs = sequence * (1000 / 30);
  return {
    kind: 'frame',
    sequence,
    timeMs,
    trust: 'virtual',
    picture: {
      width: WIDTH,
      height: HEIGHT,
      color,
      isWhole: true,
      head: headSquareOf(place),
      place: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
    },
    registered: {
      ...{ width: WIDTH, height: HEIGHT, intrinsics: INTRINSICS, color, depth },
      place: { scaleX: 1, scaleY: 1, x: 0, y: 0 },
    },
    head:
      place === null
        ? null
        : syntheticHead(
            sequence,
            { ...place, box: faceBoxOf(place) },
            { width: WIDTH, intrinsics: INTRINSICS, color, depth },
          ),
  };
}

function headSquareOf(place: HeadPlace | null): PictureSquare {
  if (place === null) return { x: (WIDTH - HEIGHT) / 2, y: 0, size: HEIGHT };
  const box = faceBoxOf(place);
  const size = Math.min(HEIGHT, 2 * Math.max(box.width, box.height));
  const y = Math.max(0, Math.min(HEIGHT - size, box.y + box.height / 2 - size / 2));
  return { x: (WIDTH - size) / 2, y, size };
}

/** Bounding box of that head's face. */
export function faceBoxOf({ distanceMm }: HeadPlace): FaceBox {
  const scale = FOCAL / distanceMm;
  const width = 1.7 * HEAD.x * scale;
  const height = 1.5 * HEAD.y * scale;
  return { x: (WIDTH - width) / 2, y: HEIGHT / 2 - 0.38 * height, width, height };
}

function head(px: number, py: number, place: HeadPlace): Surface | null {
  const centreZ = place.distanceMm + HEAD.z;
  const x = ((px - WIDTH / 2) * centreZ) / FOCAL;
  const y = ((py - HEIGHT / 2) * centreZ) / FOCAL;
  const inside = 1 - (x / HEAD.x) ** 2 - (y / HEAD.y) ** 2;
  if (inside <= 0) return null;
  const z = -Math.sqrt(inside) * HEAD.z;
  const feature = faceFeature(x, y, z, place);
  const light = 0.35 + 0.65 * Math.max(0, -z / HEAD.z - 0.25 * (x / HEAD.x) - 0.2 * (y / HEAD.y));
  const [red, green, blue] = feature.color;
  return {
    red: red * light,
    green: green * light,
    blue: blue * light,
    depth: Math.round(centreZ + z - feature.raiseMm),
  };
}

/** Material at a point of the turned head: skin, hair, eye, nose or mouth. */
function faceFeature(
  x: number,
  y: number,
  z: number,
  { yaw, pitch }: HeadPlace,
): { readonly color: readonly [number, number, number]; readonly raiseMm: number } {
  const a = (-yaw * Math.PI) / 180;
  const b = (-pitch * Math.PI) / 180;
  const turnedX = x * Math.cos(a) - z * Math.sin(a);
  const rest = x * Math.sin(a) + z * Math.cos(a);
  const turnedY = y * Math.cos(b) - rest * Math.sin(b);
  const turnedZ = y * Math.sin(b) + rest * Math.cos(b);
  const near = (cx: number, cy: number, rx: number, ry: number): number =>
    1 - Math.hypot((turnedX - cx) / rx, (turnedY - cy) / ry);
  if (turnedZ > 14 || turnedY < -62 + 0.002 * turnedX ** 2)
    return { color: [64, 46, 38], raiseMm: 5 };
  const eye = Math.max(near(-30, -14, 13, 7), near(30, -14, 13, 7));
  const iris = Math.max(near(-30, -14, 6, 6), near(30, -14, 6, 6));
  const brow = Math.max(near(-30, -33, 19, 4), near(30, -33, 19, 4));
  const nose = near(0, 12, 14, 34);
  if (iris > 0) return { color: [52, 44, 40], raiseMm: 0 };
  if (eye > 0) return { color: [236, 230, 222], raiseMm: 0 };
  if (brow > 0) return { color: [84, 60, 48], raiseMm: 2 };
  if (near(0, 52, 24, 7) > 0) return { color: [186, 104, 98], raiseMm: 3 };
  if (nose > 0) return { color: [232 - 18 * nose, 186, 160], raiseMm: 22 * nose };
  return { color: [226, 180, 154], raiseMm: 0 };
}

function torso(px: number, py: number, { distanceMm }: HeadPlace): Surface | null {
  const z = distanceMm + 110;
  const x = ((px - WIDTH / 2) * z) / FOCAL;
  const y = ((py - HEIGHT / 2) * z) / FOCAL;
  if (Math.abs(x) < 48 && y > 40 && y < 170) {
    return { red: 172, green: 132, blue: 112, depth: Math.round(z + 30) };
  }
  const slope = 132 + 0.0016 * x ** 2;
  if (y < slope || Math.abs(x) > 235) return null;
  const shade = 1 - (x / 420) ** 2;
  const roundness = 70 * (x / 235) ** 2;
  return {
    red: 52 * shade,
    green: 74 * shade,
    blue: 98 * shade,
    depth: Math.round(z + 20 + roundness),
  };
}

function wall(px: number, py: number): Surface {
  const light = 1 - 0.35 * Math.hypot(px / WIDTH - 0.35, py / HEIGHT - 0.3);
  const isShelf = py > 70 && py < 78 && px > 330;
  const tone = isShelf ? 0.6 : 1;
  return {
    red: 118 * light * tone,
    green: 122 * light * tone,
    blue: 124 * light * tone,
    depth: isShelf ? WALL_MM - 200 : WALL_MM,
  };
}
