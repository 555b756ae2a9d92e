import type { Light } from './render/light.ts';
import {
  at,
  clamp,
  cross,
  dot,
  mix,
  mixed,
  normalised,
  scaled,
  smoothstep,
} from './render/math.ts';
import type { Vec3 } from './render/math.ts';
import { valueNoise } from './skin/noise.ts';
import { headRotation, posePoints, turnDirection } from './pose.ts';
import type { Pose } from './pose.ts';
import { shadeSurface } from './render/shading.ts';
import type { Rgb } from './render/shading.ts';
import type { Person } from './atlas/virtual-person.ts';

/** An eyeball in camera space (mm) and where it looks. */
export interface Eye {
  readonly centre: Vec3;
  readonly gaze: Vec3;
  readonly right: Vec3;
  readonly up: Vec3;
}

/** Where eyes look besides the camera, degrees: to image right and down. */
export interface Gaze {
  readonly right: number;
  readonly down: number;
}

/** Cosine of the angle that eyes turn comfortably in their sockets, about 20°. */
const EYE_REACH = 0.94;

/**
 * Both eyes, turned towards the camera as far as they can.
 * @param aside turns them away from the camera instead, however far; default: not at all
 */
export function eyesOf(person: Person, pose: Pose, aside?: Gaze): readonly Eye[] {
  const ahead = turnDirection(headRotation(pose.yaw, pose.pitch, pose.roll), [0, 0, 1]);
  return person.eyes.map((rest) => {
    const [x, y, z] = posePoints(Float32Array.from(rest), 1, pose);
    const centre: Vec3 = [x ?? 0, y ?? 0, z ?? 0];
    const toCamera = normalised(scaled(centre, -1));
    const cosine = dot(toCamera, ahead);
    const reach = cosine < EYE_REACH ? (1 - EYE_REACH) / (1 - cosine) : 1;
    const gaze =
      aside === undefined
        ? normalised(mixed(ahead, toCamera, reach))
        : lookingAside(toCamera, aside);
    const right = normalised(cross([0, 1, 0], gaze));
    return { centre, gaze, right, up: cross(gaze, right) };
  });
}

function lookingAside([x, y, z]: Vec3, { right, down }: Gaze): Vec3 {
  const degree = Math.PI / 180;
  return normalised([x + Math.tan(right * degree), y + Math.tan(down * degree), z]);
}

const SCLERA: Vec3 = [0.36, 0.315, 0.29];
const WET: { wrap: number; gloss: number; sharpness: number } = {
  wrap: 0.6,
  gloss: 0,
  sharpness: 1,
};

/** Shading input for a point of an eyeball. */
export interface EyePoint {
  readonly eye: Eye;
  readonly position: Vec3;
  readonly view: Rgb;
  readonly open: number;
  readonly lit: number;
}

/** Eyeball: painted iris with fibres, limbal ring and pupil, veins, the shade of the upper lid, a cornea glint. */
export function shadeEye(out: Rgb, { identity }: Person, point: EyePoint, light: Light): void {
  const { eye, position, view } = point;
  const offset: Vec3 = [
    position[0] - eye.centre[0],
    position[1] - eye.centre[1],
    position[2] - eye.centre[2],
  ];
  const outward = normalised(offset);
  const cosine = dot(outward, eye.gaze);
  const angle = Math.acos(clamp(cosine, -1, 1)) / identity.irisSize;
  // The camera's y points down: `up` of the eye is negative there.
  const height = -dot(offset, [0, 1, 0]);
  const around = Math.atan2(dot(offset, eye.up), dot(offset, eye.right));
  const albedo = eyeAlbedo(identity, angle, around, height);
  const bulge = angle < 1.25 ? 0.5 * (1 - angle / 1.25) : 0;
  const normal = normalised([
    outward[0] + bulge * (outward[0] - eye.gaze[0] * cosine),
    outward[1] + bulge * (outward[1] - eye.gaze[1] * cosine),
    outward[2] + bulge * (outward[2] - eye.gaze[2] * cosine),
  ]);
  const lidShade = mix(1, 0.42, smoothstep(-0.5, 4.2, height));
  const open = clamp(0.15 + 0.85 * point.open) * lidShade;
  const surface = { normal: [...normal] as Rgb, view, open: 0.9 * open, lit: point.lit * open };
  shadeSurface(out, albedo, surface, WET, light);
  addGlints(out, normal, view, open, light);
}

function eyeAlbedo(
  identity: Person['identity'],
  angle: number,
  around: number,
  height: number,
): Rgb {
  const { iris, pupil, seed, skin } = identity;
  const vein = 0.1 * smoothstep(1.3, 2.6, angle);
  // Beside dark skin a camera exposes longer; a paper-white sclera would stare.
  const tone = mix(1, 0.62, clamp(skin.melanin / 2));
  const sclera: Rgb = [SCLERA[0] * tone, (SCLERA[1] - vein) * tone, (SCLERA[2] - vein) * tone];
  if (angle >= 1.1) return sclera;
  const fibres =
    0.75 + 0.35 * valueNoise(9 * Math.cos(around), 9 * Math.sin(around), 1.5 * angle, seed);
  const limbus = 1 - 0.75 * smoothstep(0.7, 1, angle);
  const collarette = 1 + 0.5 * smoothstep(0.65, 0.35, angle);
  const outsidePupil = smoothstep(pupil - 0.05, pupil + 0.05, angle);
  // Light from above is focused on the lower half of the iris.
  const caustic = 1 - 0.35 * clamp(height / 8, -1, 1);
  const strength = fibres * limbus * collarette * outsidePupil * caustic;
  const inside = smoothstep(1.08, 0.92, angle);
  return [
    mix(sclera[0], 0.006 + iris[0] * strength, inside),
    mix(sclera[1], 0.006 + iris[1] * strength, inside),
    mix(sclera[2], 0.006 + iris[2] * strength, inside),
  ];
}

function addGlints(out: Rgb, normal: Vec3, view: Rgb, open: number, light: Light): void {
  for (const lamp of light.lamps) {
    const half = normalised([
      lamp.direction[0] + view[0],
      lamp.direction[1] + view[1],
      lamp.direction[2] + view[2],
    ]);
    const cosine = dot(normal, half);
    if (cosine < 0.9) continue;
    const glint = 0.5 * cosine ** 260 * Math.max(open, 0.45);
    for (let c = 0; c < 3; c++) out[c] = at(out, c) + glint * at(lamp.colour, c);
  }
  const reflection = 0.02 * smoothstep(0.2, -0.6, normal[1]) * open;
  for (let c = 0; c < 3; c++) out[c] = at(out, c) + reflection * at(light.sky, c);
}
