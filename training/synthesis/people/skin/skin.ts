import { FULL_DETAIL } from './detail.ts';
import type { Detail } from './detail.ts';
import { headModel, PART } from '../render/mesh.ts';
import type { Appearance, Identity } from '../person.ts';
import { rasteriseTriangles, visibilityBuffer } from '../render/rasterise.ts';
import { skinPainter } from './skin-paint.ts';
import type { Paint } from './skin-paint.ts';

/** One square texture of skin. */
export interface SkinTexture {
  readonly size: number;
  /** Linear reflectance, 3 numbers a texel; red 0 where no skin is mapped. */
  readonly albedo: Float32Array;
  readonly gloss: Float32Array;
  /** Added to the normal for the fine relief: minus the surface gradient, in axes of the neutral head. */
  readonly relief: Float32Array;
}

/** The textures of PART.face and PART.headAndNeck, each from fine to coarse by halves. */
export type SkinTextures = readonly [readonly SkinTexture[], readonly SkinTexture[]];

const TEXTURE_SIZES = { face: 640, headAndNeck: 320 } as const;
const MIP_LEVELS = 4;
/** Texels of coarse skin are this much larger; a face then has about one for each pixel of an encoder input. */
const COARSENING = 2.5;
/** Texels past the border of the mapped area that are filled, so that filtering never reads unmapped ones. */
const BORDER = 3;

/** Neutral position (cm) of every texel, NaN where nothing is mapped. */
interface PositionMap {
  readonly size: number;
  readonly position: Float32Array;
}

const positionMaps = new Map<number, readonly [PositionMap, PositionMap]>();

function positionMapsOf(shrink: number): readonly [PositionMap, PositionMap] {
  const known = positionMaps.get(shrink);
  if (known !== undefined) return known;
  const maps = [
    positionMap(PART.face, TEXTURE_SIZES.face / shrink),
    positionMap(PART.headAndNeck, TEXTURE_SIZES.headAndNeck / shrink),
  ] as const;
  positionMaps.set(shrink, maps);
  return maps;
}

/** Paints the skin of a person in a particular appearance. About 0.3 s. */
export function bakeSkin(
  identity: Identity,
  appearance: Appearance,
  detail: Detail = FULL_DETAIL,
): SkinTextures {
  const maps = positionMapsOf(detail.coarseSkin ? COARSENING : 1);
  const paint = skinPainter(identity, appearance, { pores: !detail.coarseSkin });
  const bake = ({ size, position }: PositionMap): readonly SkinTexture[] => {
    const albedo = new Float32Array(size * size * 3);
    const gloss = new Float32Array(size * size);
    const height = new Float32Array(size * size);
    const point: Paint = { red: 0, green: 0, blue: 0, gloss: 0, height: 0 };
    for (let texel = 0; texel < size * size; texel++) {
      if (Number.isNaN(position[3 * texel] ?? 0)) continue;
      paint(
        position[3 * texel] ?? 0,
        position[3 * texel + 1] ?? 0,
        position[3 * texel + 2] ?? 0,
        point,
      );
      albedo[3 * texel] = point.red;
      albedo[3 * texel + 1] = point.green;
      albedo[3 * texel + 2] = point.blue;
      gloss[texel] = point.gloss;
      height[texel] = point.height;
    }
    const finest = { size, albedo, gloss, relief: reliefOf({ size, position }, height) };
    // A chain always starts at full size: coarse skin stands in for it.
    return detail.coarseSkin
      ? [finest, ...mipChain(finest, MIP_LEVELS - 1)]
      : mipChain(finest, MIP_LEVELS);
  };
  return [bake(maps[0]), bake(maps[1])];
}

function positionMap(part: number, size: number): PositionMap {
  const model = headModel();
  const drawn: number[] = [];
  const screen: number[] = [];
  for (let t = 0; t < model.part.length; t++) {
    if (model.part[t] !== part) continue;
    drawn.push(t);
    for (let corner = 0; corner < 3; corner++) {
      const uv = 2 * (model.uvTriangles[3 * t + corner] ?? 0);
      // The model's textures lie side by side: that of part p has u in p … p + 1.
      screen.push(((model.uv[uv] ?? 0) - part) * size, (1 - (model.uv[uv + 1] ?? 0)) * size, 1);
    }
  }
  const buffer = visibilityBuffer(size, size);
  const corners = Int32Array.from(screen.keys()).subarray(0, screen.length / 3);
  rasteriseTriangles(buffer, Float32Array.from(screen), corners, 0, false);
  const position = new Float32Array(size * size * 3).fill(NaN);
  for (let texel = 0; texel < size * size; texel++) {
    const seen = buffer.primitive[texel] ?? 0;
    if (seen < 0) continue;
    const triangle = drawn[seen] ?? 0;
    const second = buffer.second[texel] ?? 0;
    const third = buffer.third[texel] ?? 0;
    for (let axis = 0; axis < 3; axis++) {
      const value = (corner: number): number =>
        model.neutral[3 * (model.triangles[3 * triangle + corner] ?? 0) + axis] ?? 0;
      position[3 * texel + axis] =
        (1 - second - third) * value(0) + second * value(1) + third * value(2);
    }
  }
  growBorder(position, size);
  return { size, position };
}

function growBorder(position: Float32Array, size: number): void {
  const neighbours = [-3, 3, -3 * size, 3 * size];
  for (let ring = 0; ring < BORDER; ring++) {
    const before = Float32Array.from(position);
    for (let o = 3 * size; o < before.length - 3 * size; o += 3) {
      if (!Number.isNaN(before[o])) continue;
      const from = neighbours.find((step) => !Number.isNaN(before[o + step]));
      if (from !== undefined) position.set(before.subarray(o + from, o + from + 3), o);
    }
  }
}

/** Minus the gradient of the height on the surface, from central differences along both texture axes. */
function reliefOf({ size, position }: PositionMap, height: Float32Array): Float32Array {
  const relief = new Float32Array(size * size * 3);
  const step = (a: number, b: number, axis: number): number =>
    (position[3 * b + axis] ?? 0) - (position[3 * a + axis] ?? 0);
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const o = y * size + x;
      const left = o - 1;
      const right = o + 1;
      const above = o - size;
      const below = o + size;
      const ax = step(left, right, 0);
      const ay = step(left, right, 1);
      const az = step(left, right, 2);
      const bx = step(above, below, 0);
      const by = step(above, below, 1);
      const bz = step(above, below, 2);
      const aa = ax * ax + ay * ay + az * az;
      const bb = bx * bx + by * by + bz * bz;
      const ab = ax * bx + ay * by + az * bz;
      const determinant = aa * bb - ab * ab;
      if (!(determinant > 1e-10)) continue;
      const alongA = (height[right] ?? 0) - (height[left] ?? 0);
      const alongB = (height[below] ?? 0) - (height[above] ?? 0);
      const p = (bb * alongA - ab * alongB) / determinant;
      const q = (aa * alongB - ab * alongA) / determinant;
      relief[3 * o] = -(p * ax + q * bx);
      relief[3 * o + 1] = -(p * ay + q * by);
      relief[3 * o + 2] = -(p * az + q * bz);
    }
  }
  return relief;
}

/** Halved copies: far faces sample averaged skin and do not shimmer. */
function mipChain(finest: SkinTexture, levels: number): readonly SkinTexture[] {
  const chain = [finest];
  let current = finest;
  while (chain.length < levels) {
    current = halved(current);
    chain.push(current);
  }
  return chain;
}

function halved(texture: SkinTexture): SkinTexture {
  const size = texture.size >> 1;
  const average = (source: Float32Array, channels: number): Float32Array => {
    const out = new Float32Array(size * size * channels);
    for (let texel = 0; texel < size * size; texel++) {
      const corner = 2 * Math.floor(texel / size) * texture.size + 2 * (texel % size);
      for (let channel = 0; channel < channels; channel++) {
        let total = 0;
        let count = 0;
        for (let k = 0; k < 4; k++) {
          const from = corner + (k & 1) + (k >> 1) * texture.size;
          if ((texture.albedo[3 * from] ?? 0) === 0) continue;
          total += source[from * channels + channel] ?? 0;
          count++;
        }
        out[texel * channels + channel] = count > 0 ? total / count : 0;
      }
    }
    return out;
  };
  return {
    size,
    albedo: average(texture.albedo, 3),
    gloss: average(texture.gloss, 1),
    relief: average(texture.relief, 3),
  };
}
