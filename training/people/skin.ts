import { at } from './math.ts';
import { headModel, PART } from './mesh.ts';
import type { Appearance, Identity } from './person.ts';
import { rasteriseTriangles, visibilityBuffer } from './rasterise.ts';
import { skinPainter } from './skin-paint.ts';
import type { Paint } from './skin-paint.ts';

/** One square texture of skin. */
export interface SkinTexture {
  readonly size: number;
  /** Linear reflectance, 3 numbers a texel; red 0 where no skin is mapped. */
  readonly albedo: Float32Array;
  readonly gloss: Float32Array;
  /** What to add to the normal for the fine relief: minus the surface gradient, in axes of the neutral head. */
  readonly relief: Float32Array;
}

/** The textures of PART.face and PART.headAndNeck, each from fine to coarse by halves. */
export type SkinTextures = readonly [readonly SkinTexture[], readonly SkinTexture[]];

const TEXTURE_SIZES = { face: 640, headAndNeck: 320 } as const;
const MIP_LEVELS = 4;
/** Texels past the border of the mapped area that are filled, so that filtering never reads unmapped ones. */
const BORDER = 3;

/** Neutral position (cm) of every texel, NaN where nothing is mapped. */
interface PositionMap {
  readonly size: number;
  readonly position: Float32Array;
}

let positionMaps: readonly [PositionMap, PositionMap] | undefined;

/** Paints the skin of a person in a particular appearance. About 0.3 s. */
export function bakeSkin(identity: Identity, appearance: Appearance): SkinTextures {
  positionMaps ??= [
    positionMap(PART.face, TEXTURE_SIZES.face),
    positionMap(PART.headAndNeck, TEXTURE_SIZES.headAndNeck),
  ];
  const paint = skinPainter(identity, appearance);
  const bake = ({ size, position }: PositionMap): readonly SkinTexture[] => {
    const albedo = new Float32Array(size * size * 3);
    const gloss = new Float32Array(size * size);
    const height = new Float32Array(size * size);
    const point: Paint = { red: 0, green: 0, blue: 0, gloss: 0, height: 0 };
    for (let texel = 0; texel < size * size; texel++) {
      if (Number.isNaN(at(position, 3 * texel))) continue;
      paint(
        at(position, 3 * texel),
        at(position, 3 * texel + 1),
        at(position, 3 * texel + 2),
        point,
      );
      albedo[3 * texel] = point.red;
      albedo[3 * texel + 1] = point.green;
      albedo[3 * texel + 2] = point.blue;
      gloss[texel] = point.gloss;
      height[texel] = point.height;
    }
    return mipChain({ size, albedo, gloss, relief: reliefOf({ size, position }, height) });
  };
  return [bake(positionMaps[0]), bake(positionMaps[1])];
}

function positionMap(part: number, size: number): PositionMap {
  const model = headModel();
  const drawn: number[] = [];
  const screen: number[] = [];
  for (let t = 0; t < model.part.length; t++) {
    if (model.part[t] !== part) continue;
    drawn.push(t);
    for (let corner = 0; corner < 3; corner++) {
      const uv = 2 * at(model.uvTriangles, 3 * t + corner);
      // The model's textures lie side by side: that of part p has u in p … p + 1.
      screen.push((at(model.uv, uv) - part) * size, (1 - at(model.uv, uv + 1)) * size, 1);
    }
  }
  const buffer = visibilityBuffer(size, size);
  const corners = Int32Array.from(screen.keys()).subarray(0, screen.length / 3);
  rasteriseTriangles(buffer, Float32Array.from(screen), corners, 0, false);
  const position = new Float32Array(size * size * 3).fill(NaN);
  for (let texel = 0; texel < size * size; texel++) {
    const seen = at(buffer.primitive, texel);
    if (seen < 0) continue;
    const triangle = at(drawn, seen);
    const second = at(buffer.second, texel);
    const third = at(buffer.third, texel);
    for (let axis = 0; axis < 3; axis++) {
      const value = (corner: number): number =>
        at(model.neutral, 3 * at(model.triangles, 3 * triangle + corner) + axis);
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
    at(position, 3 * b + axis) - at(position, 3 * a + axis);
  for (let y = 1; y < size - 1; y++) {
    for (let x = 1; x < size - 1; x++) {
      const o = y * size + x;
      const [left, right, above, below] = [o - 1, o + 1, o - size, o + size];
      const [ax, ay, az] = [step(left, right, 0), step(left, right, 1), step(left, right, 2)];
      const [bx, by, bz] = [step(above, below, 0), step(above, below, 1), step(above, below, 2)];
      const aa = ax * ax + ay * ay + az * az;
      const bb = bx * bx + by * by + bz * bz;
      const ab = ax * bx + ay * by + az * bz;
      const determinant = aa * bb - ab * ab;
      if (!(determinant > 1e-10)) continue;
      const alongA = at(height, right) - at(height, left);
      const alongB = at(height, below) - at(height, above);
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
function mipChain(finest: SkinTexture): readonly SkinTexture[] {
  const chain = [finest];
  let current = finest;
  while (chain.length < MIP_LEVELS) {
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
        for (const from of [corner, corner + 1, corner + texture.size, corner + texture.size + 1]) {
          if (at(texture.albedo, 3 * from) === 0) continue;
          total += at(source, from * channels + channel);
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
