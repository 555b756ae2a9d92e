import type { RgbdFrame } from '../../../../electron/contract/frame.ts';
import { SENSOR_GRIDS } from '../../../../electron/engine/camera/virtual/virtual-sensor.ts';
import type {
  CleanFrame,
  PixelBox,
} from '../../../../electron/engine/camera/virtual/noise/clean-frame.ts';
import type { SensorNoise } from '../../../../electron/engine/camera/virtual/noise/sensor-noise.ts';
import type { Light, Room } from '../../people/render/light.ts';
import { render } from '../../people/render/render.ts';
import type { Rendering } from '../../people/render/render.ts';
import type { Rgb } from '../../people/render/shading.ts';
import { developed } from '../../people/skin/tone.ts';
import type { Person } from '../../people/atlas/virtual-person.ts';
import { shadeWall } from '../../people/render/wall.ts';
import type { ColorPicture } from './colour-effects.ts';
import { blurColour, mapColourThroughDepth, shiftColour } from './colour-effects.ts';
import { cropGrid, headArea } from './picture-crop.ts';
import type { Grid, PixelArea } from './picture-crop.ts';
import type { ViewPlan } from './view-plan.ts';

/** Margin around the middle of the head, mm: with hair and collar, and for near faces only what the engine uses. */
const DRAWN_MM = { side: 185, up: 190, down: 215 } as const;
const NEAR_DRAWN_MM = { side: 150, up: 165, down: 150 } as const;
const NEAR_MM = 700;
/** From this pixel size on the face, each pixel is drawn from four samples. */
const FINE_FROM_MM = 2.3;
/** A cut-out person ends this far behind the face, mm. */
const CUT_OUT_BEHIND_MM = 330;
/** Background colours are computed for squares of this many pixels. */
const WALL_STEP = 4;

/**
 * Photographs a person as one Kinect would: draws the head, puts it in front of a wall, and applies the faults of the
 * sensor. Deterministic, given the state of the noise.
 * @param withInfrared adds what the infrared camera sees, where the sensor has one
 */
export function photograph(
  person: Person,
  plan: ViewPlan,
  noise: SensorNoise,
  timeMs: number,
  withInfrared = false,
): RgbdFrame {
  const { width, height, camera } = SENSOR_GRIDS[plan.sensor];
  const { distanceMm } = plan.pose;
  const full: Grid = { width, height, intrinsics: camera.intrinsics };
  const drawn = headArea(full, plan.pose, distanceMm < NEAR_MM ? NEAR_DRAWN_MM : DRAWN_MM);
  // A cut-out person is a small picture; everybody else is in the whole frame.
  const crop = cropGrid(full, drawn);
  const rendering = render(person, {
    camera: crop,
    pose: plan.pose,
    light: plan.light,
    expression: plan.expression,
    ...(plan.gaze === undefined ? {} : { gaze: plan.gaze }),
    supersampling: distanceMm / camera.intrinsics.fx > FINE_FROM_MM ? 2 : 1,
  });
  const wall = wallPicture(full, plan.room, plan.light);
  const colours = beforeWall(rendering, wall, full, drawn);
  fillDepth(rendering.depth, plan.room.wallDistanceMm);
  if (plan.sensor === 'kinect-v2') {
    mapColourThroughDepth(colours, rendering.depth, crop.intrinsics);
  }
  shiftColour(colours, plan.misregistration);
  for (let pass = 0; pass < plan.blur; pass++) blurColour(colours);
  const clean = plan.cutOut
    ? { ...rendering, ...colours, intrinsics: crop.intrinsics, subject: wholeBox(crop) }
    : standInFrame(rendering, colours, wall, full, drawn, plan.room);
  const { color, depth } = noise.apply(clean, timeMs);
  if (plan.coarseDepth) coarsen(depth);
  if (plan.cutOut) cutOut(color, depth, distanceMm + CUT_OUT_BEHIND_MM);
  const { intrinsics } = clean;
  const infrared = withInfrared ? noise.infrared(clean) : null;
  return {
    ...(infrared === null ? {} : { infrared }),
    sequence: 0,
    timeMs,
    width: clean.width,
    height: clean.height,
    color,
    depth,
    camera: { ...camera, intrinsics },
  };
}

const wholeBox = ({ width, height }: Grid): PixelBox => ({
  left: 0,
  top: 0,
  right: width - 1,
  bottom: height - 1,
});

/** The drawn part of the picture over the wall, mixed by coverage. */
function beforeWall(
  { width, height, color, coverage }: Rendering,
  wall: Uint8Array,
  full: Grid,
  area: PixelArea,
): ColorPicture {
  const rgba = new Uint8Array(4 * width * height);
  for (let y = 0; y < height; y++) {
    let behind = 4 * ((area.top + y) * full.width + area.left);
    for (let x = 0, i = y * width; x < width; x++, i++, behind += 4) {
      const share = coverage[i] ?? 0;
      for (let c = 0; c < 3; c++) {
        const front = color[3 * i + c] ?? 0;
        const back = wall[behind + c] ?? 0;
        rgba[4 * i + c] = Math.round((share * front + (255 - share) * back) / 255);
      }
      rgba[4 * i + 3] = 255;
    }
  }
  return { width, height, color: rgba };
}

function fillDepth(depth: Float32Array, wallMm: number): void {
  for (let i = 0; i < depth.length; i++) if (depth[i] === 0) depth[i] = wallMm;
}

/** Pastes the drawn part of a picture into the picture of the wall. */
function standInFrame(
  { depth, surface }: Rendering,
  colours: ColorPicture,
  wall: Uint8Array,
  full: Grid,
  area: PixelArea,
  room: Room,
): CleanFrame {
  const { width, height, intrinsics } = full;
  const frame: CleanFrame = {
    width,
    height,
    intrinsics,
    color: wall,
    depth: new Float32Array(width * height).fill(room.wallDistanceMm),
    surface: new Uint8Array(width * height),
    subject: {
      left: area.left,
      top: area.top,
      right: area.right - 1,
      bottom: area.bottom - 1,
    },
  };
  const across = area.right - area.left;
  for (let y = area.top; y < area.bottom; y++) {
    const from = (y - area.top) * across;
    const to = y * width + area.left;
    frame.color.set(colours.color.subarray(4 * from, 4 * (from + across)), 4 * to);
    frame.depth.set(depth.subarray(from, from + across), to);
    frame.surface.set(surface.subarray(from, from + across), to);
  }
  return frame;
}

/** The picture of an empty room, in squares of WALL_STEP pixels. */
function wallPicture({ width, height, intrinsics }: Grid, room: Room, light: Light): Uint8Array {
  const color = new Uint8Array(4 * width * height);
  const pixels = new Uint32Array(color.buffer);
  const { fx, fy, cx, cy } = intrinsics;
  const shade: Rgb = [0, 0, 0];
  for (let y = 0; y < height; y++) {
    if (y % WALL_STEP !== 0) {
      pixels.copyWithin(y * width, (y - 1) * width, y * width);
      continue;
    }
    for (let x = 0; x < width; x += WALL_STEP) {
      shadeWall(shade, (x - cx) / fx, (y - cy) / fy, room, light);
      const red = developed(shade[0] * light.exposure * light.whiteBalance[0]);
      const green = developed(shade[1] * light.exposure * light.whiteBalance[1]);
      const blue = developed(shade[2] * light.exposure * light.whiteBalance[2]);
      const packed = (255 << 24) | (blue << 16) | (green << 8) | red;
      pixels.fill(packed, y * width + x, y * width + Math.min(width, x + WALL_STEP));
    }
  }
  return color;
}

const COARSE_BEYOND_MM = 1024;

/** Depth in whole steps of 4 mm, beyond 1024 mm of 8 mm. */
export function coarsen(depth: Uint16Array): void {
  for (let i = 0; i < depth.length; i++) {
    const z = depth[i] ?? 0;
    const step = z < COARSE_BEYOND_MM ? 4 : 8;
    depth[i] = Math.round(z / step) * step;
  }
}

/** Removes everything beyond a distance, and colour where there is no depth. */
function cutOut(color: Uint8Array, depth: Uint16Array, farthestMm: number): void {
  const pixels = new Uint32Array(color.buffer, color.byteOffset, depth.length);
  for (let i = 0; i < depth.length; i++) {
    const z = depth[i] ?? 0;
    if (z > 0 && z <= farthestMm) continue;
    depth[i] = 0;
    pixels[i] = 0;
  }
}
