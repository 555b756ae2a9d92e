import { SURFACE } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import { eyesOf, shadeEye } from '../eye.ts';
import type { Eye } from '../eye.ts';
import {
  at,
  blendCorners,
  clamp,
  difference,
  mix,
  normalised,
  smoothstep,
  vectorAt,
} from './math.ts';
import type { Vec3 } from './math.ts';
import { headModel, PART } from './mesh.ts';
import { valueNoise } from '../skin/noise.ts';
import { ambientOcclusion } from '../wear/occlusion.ts';
import { headRotation, posePoints, turnDirection } from '../pose.ts';
import type { VisibilityBuffer } from './rasterise.ts';
import type { RenderOptions } from './render-options.ts';
import type { PosedMesh, PosedStrands, Scene } from './scene.ts';
import { shadeStrand, shadeSurface } from './shading.ts';
import type { Finish, Rgb, SurfacePoint } from './shading.ts';
import { shadowMap } from './shadow.ts';
import type { ShadowMap } from './shadow.ts';
import type { SkinTexture } from '../skin/skin.ts';
import { SKULL_CENTRE } from '../skull.ts';
import type { Person } from '../atlas/virtual-person.ts';

/** Computes the light that leaves a sample towards the camera. */
export interface PersonShader {
  /** Linear RGB of a covered sample at pixel position (u, v). */
  shade(out: Rgb, buffer: VisibilityBuffer, sample: number, u: number, v: number): void;
  /** True if all samples of a pixel show the same smooth material, so that one is enough. */
  isUniform(buffer: VisibilityBuffer, firstSample: number, scale: number): boolean;
}

/** The SURFACE value of a primitive of a scene. */
export function surfaceOf(scene: Scene, primitive: number): number {
  if (primitive >= scene.fineHair.first) return SURFACE.skin;
  if (primitive >= scene.hair.first) return SURFACE.hair;
  if (primitive >= scene.props.first) {
    return scene.propOf[primitive - scene.props.first]?.material === 'skin'
      ? SURFACE.skin
      : SURFACE.cloth;
  }
  if (primitive >= scene.frame.first) return SURFACE.frame;
  if (primitive >= scene.cloth.first) return SURFACE.cloth;
  const part = at(headModel().part, at(scene.modelTriangle, primitive));
  return part === PART.sclera ? SURFACE.eye : SURFACE.skin;
}

const INSIDE_OF_MOUTH: Record<number, { albedo: Rgb; open: number; finish: Finish }> = {
  [PART.mouth]: {
    albedo: [0.16, 0.045, 0.04],
    open: 0.3,
    finish: { wrap: 1, gloss: 0.5, sharpness: 40 },
  },
  [PART.gums]: {
    albedo: [0.16, 0.045, 0.04],
    open: 0.3,
    finish: { wrap: 1, gloss: 0.5, sharpness: 40 },
  },
  [PART.teeth]: {
    albedo: [0.5, 0.46, 0.39],
    open: 0.45,
    finish: { wrap: 0.6, gloss: 0.8, sharpness: 60 },
  },
  [PART.eyeSocket]: {
    albedo: [0.3, 0.13, 0.1],
    open: 0.35,
    finish: { wrap: 1, gloss: 0.4, sharpness: 40 },
  },
};
const CLOTH_FINISH: Finish = { wrap: 0.15, gloss: 0, sharpness: 1 };
const FRAME_FINISH: Finish = { wrap: 0, gloss: 1.2, sharpness: 50 };
const SKIN_SHARPNESS = 20;
const PROP_SKIN_FINISH: Finish = { wrap: 0.8, gloss: 0.3, sharpness: SKIN_SHARPNESS };
/** Millimetres per texel at which the finest skin texture is as sharp as the picture. */
const TEXEL_MM = 0.7;

/** Prepares shadows, eyes and textures for one picture. */
export function personShader(person: Person, scene: Scene, options: RenderOptions): PersonShader {
  const { pose, light, camera } = options;
  const model = headModel();
  const occlusion = ambientOcclusion();
  const rotation = headRotation(pose.yaw, pose.pitch, pose.roll);
  const eyes = eyesOf(person, pose, options.gaze);
  const shadow = sceneShadow(scene, options);
  const { fx, fy, cx, cy } = camera.intrinsics;
  const level = clamp(Math.round(Math.log2(pose.distanceMm / fx / TEXEL_MM)), 0, 3);
  const textures = person.skin.map((chain) => chain[level] ?? chain[0]);
  // Blood shines through pale skin more than through dark skin.
  const skinWrap = mix(1, 0.45, clamp(person.identity.skin.melanin / 1.8));
  const skull = vectorAt(posePoints(Float32Array.from(SKULL_CENTRE), 1, pose), 0);
  const hairLight = strandShader(scene.hair, skull, options, shadow);
  const fineLight = strandShader(scene.fineHair, skull, options, shadow);
  const texel = { albedo: [0, 0, 0] as Rgb, relief: [0, 0, 0] as Rgb, gloss: 0 };
  const point: SurfacePoint = { normal: [0, 0, 0], view: [0, 0, 0], open: 1, lit: 1 };

  function shade(out: Rgb, buffer: VisibilityBuffer, sample: number, u: number, v: number): void {
    const primitive = buffer.primitive[sample] ?? 0;
    const second = buffer.second[sample] ?? 0;
    const third = buffer.third[sample] ?? 0;
    if (primitive >= scene.fineHair.first) return fineLight(out, primitive, second);
    if (primitive >= scene.hair.first) return hairLight(out, primitive, second);
    const mesh =
      primitive >= scene.props.first
        ? scene.props
        : primitive >= scene.frame.first
          ? scene.frame
          : primitive >= scene.cloth.first
            ? scene.cloth
            : scene.head;
    const z = 1 / (buffer.nearness[sample] ?? 0);
    const position: Vec3 = [((u - cx) * z) / fx, ((v - cy) * z) / fy, z];
    setView(point, position);
    const triangle = primitive - mesh.first;
    const corners = vectorAt(mesh.triangles, triangle);
    setNormal(point, mesh, corners, second, third);
    point.lit = shadow.litAt(
      position[0] + 3 * point.normal[0],
      position[1] + 3 * point.normal[1],
      position[2] + 3 * point.normal[2],
    );
    if (mesh.material === 'cloth') return shadeCloth(out, triangle, second, third);
    if (mesh.material === 'prop') return shadeProp(out, triangle);
    if (mesh.material === 'frame') {
      faceViewer(point);
      point.open = 0.8;
      const colour = person.appearance.glasses?.colour ?? [0, 0, 0];
      return shadeSurface(out, [...colour], point, FRAME_FINISH, light);
    }
    const open = blendCorners(occlusion, 1, 0, corners, second, third);
    const modelTriangle = scene.modelTriangle[triangle] ?? 0;
    const part = model.part[modelTriangle] ?? 0;
    if (part <= PART.headAndNeck) {
      return shadeSkin(out, modelTriangle, part, second, third, open);
    }
    if (part === PART.sclera) {
      const eye = eyes[(person.shape[3 * corners[0]] ?? 0) > 0 ? 0 : 1] as Eye;
      const eyePoint = { eye, position, view: point.view, open, lit: point.lit };
      return shadeEye(out, person, eyePoint, light);
    }
    const inside = INSIDE_OF_MOUTH[part];
    if (inside === undefined) return void out.fill(0);
    point.open = inside.open;
    point.lit *= 0.5;
    shadeSurface(out, inside.albedo, point, inside.finish, light);
  }

  function shadeSkin(
    out: Rgb,
    triangle: number,
    part: number,
    second: number,
    third: number,
    open: number,
  ): void {
    const corners = vectorAt(model.uvTriangles, triangle);
    const u = blendCorners(model.uv, 2, 0, corners, second, third) - part;
    const v = 1 - blendCorners(model.uv, 2, 1, corners, second, third);
    const texture = textures[part];
    if (texture === undefined) return;
    sampleSkin(texel, texture, u, v);
    bendNormal(point, turnDirection(rotation, texel.relief));
    point.open = 0.12 + 0.88 * open;
    const finish = { wrap: skinWrap, gloss: texel.gloss, sharpness: SKIN_SHARPNESS };
    shadeSurface(out, texel.albedo, point, finish, light);
  }

  function shadeCloth(out: Rgb, triangle: number, second: number, third: number): void {
    faceViewer(point);
    const { points, triangles } = person.clothes;
    const corners = vectorAt(triangles, triangle);
    const x = blendCorners(points, 3, 0, corners, second, third);
    const y = blendCorners(points, 3, 1, corners, second, third);
    const z = blendCorners(points, 3, 2, corners, second, third);
    const { colour, stripe, collar } = person.appearance.clothes;
    const below = collar - y;
    const striped = stripe > 0 && below > 2 && Math.floor(below / stripe) % 2 === 0 ? 0.6 : 1;
    const seam = 1 - 0.3 * Math.exp(-((below - 1.5) ** 2) / 0.015);
    const knit = 1 + 0.06 * valueNoise(9 * x, 9 * y, 9 * z, 3);
    const shade = striped * seam * knit;
    point.open = mix(0.45, 0.95, smoothstep(-1.2, 4, below));
    const albedo: Rgb = [colour[0] * shade, colour[1] * shade, colour[2] * shade];
    shadeSurface(out, albedo, point, CLOTH_FINISH, light);
  }

  function shadeProp(out: Rgb, triangle: number): void {
    const prop = scene.propOf[triangle];
    if (prop === undefined) return void out.fill(0);
    faceViewer(point);
    point.open = 0.85;
    const finish = prop.material === 'skin' ? PROP_SKIN_FINISH : CLOTH_FINISH;
    shadeSurface(out, [...prop.albedo], point, finish, light);
  }

  return {
    shade,
    isUniform: (buffer, first, scale) => isUniform(scene, buffer, first, scale),
  };
}

function isUniform(scene: Scene, buffer: VisibilityBuffer, first: number, scale: number): boolean {
  const primitive = buffer.primitive[first] ?? 0;
  if (primitive >= scene.frame.first) return false;
  const surface = primitive < 0 ? SURFACE.none : surfaceOf(scene, primitive);
  if (surface === SURFACE.eye) return false;
  for (let k = 1; k < scale * scale; k++) {
    const other = buffer.primitive[first + Math.floor(k / scale) * buffer.width + (k % scale)] ?? 0;
    if (other === primitive) continue;
    if (other < 0 || primitive < 0 || other >= scene.frame.first) return false;
    if (surfaceOf(scene, other) !== surface) return false;
  }
  return true;
}

/** Shadow of head and hair along the first lamp. */
function sceneShadow(scene: Scene, { light, pose }: RenderOptions): ShadowMap {
  const centre = vectorAt(posePoints(new Float32Array(3), 1, pose), 0);
  const shadow = shadowMap(light.lamps[0]?.direction ?? [0, -1, 0], centre);
  shadow.addTriangles(scene.head.points, scene.head.triangles);
  shadow.addTriangles(scene.props.points, scene.props.triangles);
  shadow.addStrands(scene.hair.points, scene.hair.set.starts, 0.7);
  return shadow;
}

type StrandShader = (out: Rgb, primitive: number, along: number) => void;

const SHINE = { hair: 1, beard: 0.35, brow: 0.25, lash: 0.1 } as const;

/** Lights the points of strands when they are first seen and interpolates between them. */
function strandShader(
  strands: PosedStrands,
  skull: Vec3,
  { light }: RenderOptions,
  shadow: ShadowMap,
): StrandShader {
  const { set, points, strandOfPoint, first } = strands;
  const lit = new Float32Array(points.length);
  const done = new Uint8Array(points.length / 3);
  const scratch: Rgb = [0, 0, 0];
  const lightPoint = (i: number): void => {
    const strand = strandOfPoint[i] ?? 0;
    const start = set.starts[strand] ?? 0;
    const end = set.starts[strand + 1] ?? 0;
    const position = vectorAt(points, i);
    const kind = set.kinds[strand] ?? 'hair';
    const layer = set.layer[strand] ?? 0;
    const along = (i - start) / Math.max(1, end - start - 1);
    const tangent = normalised(
      difference(
        vectorAt(points, Math.min(i + 1, end - 1)),
        vectorAt(points, Math.max(i - 1, start)),
      ),
    );
    const depth = mix(0.42, 1, layer) * (kind === 'hair' ? mix(0.72, 1, along) : 1);
    const colour = vectorAt(set.colour, strand);
    shadeStrand(
      scratch,
      [...colour],
      {
        tangent,
        outward: normalised(difference(position, skull)),
        view: normalised([-position[0], -position[1], -position[2]]),
        open: depth,
        lit: shadow.litAt(...position),
        variation: 0.12 * valueNoise(strand * 0.731, 0.5, 0.5, 77),
        shine: SHINE[kind],
      },
      light,
    );
    lit.set(scratch, 3 * i);
    done[i] = 1;
  };
  return (out, primitive, along) => {
    const i = primitive - first;
    if ((done[i] ?? 0) === 0) lightPoint(i);
    if ((done[i + 1] ?? 0) === 0) lightPoint(i + 1);
    for (let c = 0; c < 3; c++) out[c] = mix(lit[3 * i + c] ?? 0, lit[3 * i + 3 + c] ?? 0, along);
  };
}

function setView(point: SurfacePoint, position: Vec3): void {
  const x = position[0];
  const y = position[1];
  const z = position[2];
  const inverse = -1 / Math.sqrt(x * x + y * y + z * z);
  point.view[0] = x * inverse;
  point.view[1] = y * inverse;
  point.view[2] = z * inverse;
}

function setNormal(
  point: SurfacePoint,
  { normals }: PosedMesh,
  corners: Vec3,
  second: number,
  third: number,
): void {
  for (let axis = 0; axis < 3; axis++) {
    point.normal[axis] = blendCorners(normals, 3, axis, corners, second, third);
  }
  bendNormal(point, [0, 0, 0]);
}

/** Adds to a normal and renormalises it. */
function bendNormal({ normal }: SurfacePoint, bend: Vec3): void {
  const x = normal[0] + bend[0];
  const y = normal[1] + bend[1];
  const z = normal[2] + bend[2];
  const inverse = 1 / (Math.sqrt(x * x + y * y + z * z) || 1);
  normal[0] = x * inverse;
  normal[1] = y * inverse;
  normal[2] = z * inverse;
}

/** Lights thin things on the visible side. */
function faceViewer({ normal, view }: SurfacePoint): void {
  if (normal[0] * view[0] + normal[1] * view[1] + normal[2] * view[2] >= 0) return;
  for (let c = 0; c < 3; c++) normal[c] = -(normal[c] ?? 0);
}

interface SkinSample {
  albedo: Rgb;
  relief: Rgb;
  gloss: number;
}

/** Bilinear lookup, (u, v) from 0 to 1. */
function sampleSkin(out: SkinSample, texture: SkinTexture, u: number, v: number): void {
  const { size, albedo, relief, gloss } = texture;
  const x = clamp(u * size - 0.5, 0, size - 1.001);
  const y = clamp(v * size - 0.5, 0, size - 1.001);
  const corner = Math.floor(y) * size + Math.floor(x);
  const tx = x - Math.floor(x);
  const ty = y - Math.floor(y);
  for (let c = 0; c < 3; c++) {
    out.albedo[c] = bilinear(albedo, size, 3, corner, c, tx, ty);
    out.relief[c] = bilinear(relief, size, 3, corner, c, tx, ty);
  }
  out.gloss = bilinear(gloss, size, 1, corner, 0, tx, ty);
}

function bilinear(
  values: Float32Array,
  size: number,
  channels: number,
  corner: number,
  channel: number,
  tx: number,
  ty: number,
): number {
  const o = corner * channels + channel;
  const row = size * channels;
  const above = mix(values[o] ?? 0, values[o + channels] ?? 0, tx);
  const below = mix(values[o + row] ?? 0, values[o + row + channels] ?? 0, tx);
  return mix(above, below, ty);
}
