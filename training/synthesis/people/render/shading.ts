import { ambientOf } from './light.ts';
import type { Light } from './light.ts';
import { clamp, mix } from './math.ts';
import type { Vec3 } from './math.ts';

/** Linear RGB that shaders write into. */
export type Rgb = [number, number, number];

/** Where light meets a surface; every vector in camera axes, unit length. */
export interface SurfacePoint {
  normal: Rgb;
  /** Towards the camera. */
  view: Rgb;
  /** Share of ambient light, 0 to 1. */
  open: number;
  /** Share of the first lamp, 0 to 1. */
  lit: number;
}

export interface Finish {
  /** How far light wraps round the shadow edge under the surface, 0 to 1; red most (skin). */
  readonly wrap: number;
  readonly gloss: number;
  /** Blinn–Phong exponent of the highlight. */
  readonly sharpness: number;
}

const WRAP: Vec3 = [0.3, 0.14, 0.1];

/** Matte reflection with wrapped light plus a Fresnel-weighted Blinn–Phong highlight. */
export function shadeSurface(
  out: Rgb,
  albedo: Rgb,
  point: SurfacePoint,
  finish: Finish,
  light: Light,
): void {
  const { normal, view, open, lit } = point;
  // Light that bounced in a crease was coloured by the skin on its way.
  const bounced = open * (0.6 + 0.4 * open);
  out[0] = albedo[0] * ambientOf(light, normal[1], 0) * open;
  out[1] = albedo[1] * ambientOf(light, normal[1], 1) * mix(open, bounced, finish.wrap);
  out[2] = albedo[2] * ambientOf(light, normal[1], 2) * mix(open, bounced, finish.wrap);
  for (let i = 0; i < light.lamps.length; i++) {
    const lamp = light.lamps[i];
    if (lamp === undefined) continue;
    const lx = lamp.direction[0];
    const ly = lamp.direction[1];
    const lz = lamp.direction[2];
    const facing = normal[0] * lx + normal[1] * ly + normal[2] * lz;
    const visible = i === 0 ? lit : 1 - 0.5 * (1 - open);
    for (let c = 0; c < 3; c++) {
      const wrap = finish.wrap * (WRAP[c] ?? 0);
      const diffuse = Math.max(0, (facing + wrap) / (1 + wrap));
      out[c] = (out[c] ?? 0) + (albedo[c] ?? 0) * (lamp.colour[c] ?? 0) * diffuse * visible;
    }
    if (finish.gloss <= 0 || facing <= 0) continue;
    const hx = lx + view[0];
    const hy = ly + view[1];
    const hz = lz + view[2];
    const inverse = 1 / Math.sqrt(hx * hx + hy * hy + hz * hz);
    const nh = Math.max(0, (normal[0] * hx + normal[1] * hy + normal[2] * hz) * inverse);
    const vh = Math.max(0, (view[0] * hx + view[1] * hy + view[2] * hz) * inverse);
    const fresnel = 0.04 + 0.96 * (1 - vh) ** 5;
    const lobe = ((finish.sharpness + 8) / 25) * nh ** finish.sharpness;
    const highlight = finish.gloss * fresnel * Math.sqrt(facing) * visible * lobe;
    for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + highlight * (lamp.colour[c] ?? 0);
  }
  const facingView = normal[0] * view[0] + normal[1] * view[1] + normal[2] * view[2];
  const sheen = finish.gloss * 0.2 * open * (1 - Math.max(0, facingView)) ** 4;
  for (let c = 0; c < 3; c++) out[c] = (out[c] ?? 0) + sheen * (light.sky[c] ?? 0);
}

/** A point of a strand; vectors in camera axes, unit length. */
export interface StrandPoint {
  readonly tangent: Vec3;
  /** Away from the head. */
  readonly outward: Vec3;
  readonly view: Vec3;
  readonly open: number;
  readonly lit: number;
  /** Shifts the highlights a little from strand to strand. */
  readonly variation: number;
  readonly shine: number;
}

/**
 * Hair as thin cylinders: Kajiya and Kay (1989) diffuse light and two shifted highlights, the second tinted by the
 * hair (after Marschner et al. 2003, as simplified by Scheuermann 2004).
 */
export function shadeStrand(out: Rgb, albedo: Rgb, point: StrandPoint, light: Light): void {
  const { tangent, outward, view, open, lit, variation, shine } = point;
  for (let c = 0; c < 3; c++) {
    const sky = ambientOf(light, outward[1], c as 0 | 1 | 2);
    out[c] = (albedo[c] ?? 0) * sky * open * open;
  }
  for (let i = 0; i < light.lamps.length; i++) {
    const lamp = light.lamps[i];
    if (lamp === undefined) continue;
    const lx = lamp.direction[0];
    const ly = lamp.direction[1];
    const lz = lamp.direction[2];
    const tl = tangent[0] * lx + tangent[1] * ly + tangent[2] * lz;
    const facing = outward[0] * lx + outward[1] * ly + outward[2] * lz;
    const visible = (i === 0 ? lit : 0.8) * clamp((facing + 0.35) / 1.35) * (0.35 + 0.65 * open);
    const diffuse = Math.sqrt(Math.max(0, 1 - tl * tl));
    const hx = lx + view[0];
    const hy = ly + view[1];
    const hz = lz + view[2];
    const inverse = 1 / (Math.sqrt(hx * hx + hy * hy + hz * hz) || 1);
    const th = (tangent[0] * hx + tangent[1] * hy + tangent[2] * hz) * inverse;
    const first = 0.075 * shine * highlight(th + 0.12 + variation, 90);
    const second = 0.55 * highlight(th - 0.1 + variation, 18);
    for (let c = 0; c < 3; c++) {
      const reflected = (albedo[c] ?? 0) * (0.85 * diffuse + second) + first;
      out[c] = (out[c] ?? 0) + (lamp.colour[c] ?? 0) * visible * reflected;
    }
  }
}

/** sin(angle to the strand) to a power. */
const highlight = (cosine: number, exponent: number): number =>
  Math.max(0, 1 - cosine * cosine) ** (exponent / 2);
