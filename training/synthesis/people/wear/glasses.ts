import type { Mesh } from './clothes.ts';
import type { Vec3 } from '../render/math.ts';
import type { GlassesAppearance } from '../person.ts';

/** A pair of glasses in person space, cm. */
export interface Glasses {
  readonly frame: Mesh;
  readonly lenses: Mesh;
}

const AROUND = 40;
const RIM_DEPTH = 0.32;

/**
 * Two superellipse rims with lenses, a bridge and temples that reach over the ears.
 *
 * @param eyes centres of the eyeballs
 * @param bridge point on the bridge of the nose between the eyes
 */
export function glassesMesh(
  glasses: GlassesAppearance,
  eyes: readonly [Vec3, Vec3],
  bridge: Vec3,
): Glasses {
  const frame = meshBuilder();
  const lenses = meshBuilder();
  // The front bends back towards the temples.
  const frontZ = (x: number): number => bridge[2] + 0.6 - 0.018 * x * x;
  const { halfWidth, thickness } = glasses;
  for (const eye of eyes) {
    addRim(frame, glasses, eye, frontZ);
    addLens(lenses, glasses, eye, frontZ);
    const outward = Math.sign(eye[0]);
    const hingeX = eye[0] + outward * (halfWidth + thickness);
    const height = eye[1] + 0.5;
    const hinge: Vec3 = [hingeX, height, frontZ(hingeX) - 0.1];
    const ear: Vec3 = [outward * 8.3, height, 0.8];
    addBar(frame, hinge, ear, 0.2, 0.1);
    addBar(frame, ear, [outward * 8.5, height - 1.6, -2.2], 0.18, 0.1);
  }
  const inner = [...eyes].sort((a, b) => a[0] - b[0]);
  const [left, right] = [inner[0] ?? eyes[0], inner[1] ?? eyes[1]];
  const bridgeY = (left[1] + right[1]) / 2 + 0.3;
  addBar(
    frame,
    [left[0] + halfWidth, bridgeY, frontZ(1) - 0.1],
    [right[0] - halfWidth, bridgeY, frontZ(1) - 0.1],
    Math.max(0.1, 0.6 * thickness),
    0.15,
  );
  return { frame: frame.build(), lenses: lenses.build() };
}

interface MeshBuilder {
  point(x: number, y: number, z: number): number;
  quad(a: number, b: number, c: number, d: number): void;
  triangle(a: number, b: number, c: number): void;
  build(): Mesh;
}

function meshBuilder(): MeshBuilder {
  const points: number[] = [];
  const triangles: number[] = [];
  return {
    point: (x, y, z) => points.push(x, y, z) / 3 - 1,
    quad: (a, b, c, d) => void triangles.push(a, b, c, c, b, d),
    triangle: (a, b, c) => void triangles.push(a, b, c),
    build: () => ({
      points: Float32Array.from(points),
      triangles: Int32Array.from(triangles),
    }),
  };
}

/** Point of a unit superellipse. */
function superellipse(step: number, exponent: number): readonly [number, number] {
  const angle = (2 * Math.PI * step) / AROUND;
  const [c, s] = [Math.cos(angle), Math.sin(angle)];
  const radius = (Math.abs(c) ** exponent + Math.abs(s) ** exponent) ** (-1 / exponent);
  return [c * radius, s * radius];
}

const RIM_SECTION = [
  [0, 0],
  [1, 0],
  [1, -RIM_DEPTH],
  [0, -RIM_DEPTH],
] as const;

function addRim(
  mesh: MeshBuilder,
  { halfWidth, halfHeight, squareness, thickness }: GlassesAppearance,
  [eyeX, eyeY]: Vec3,
  frontZ: (x: number) => number,
): void {
  const rings = Array.from({ length: AROUND }, (_, step) => {
    const [ux, uy] = superellipse(step, squareness);
    return RIM_SECTION.map(([outer, dz]) => {
      const x = eyeX + ux * (halfWidth + outer * thickness);
      return mesh.point(x, eyeY - 0.25 + uy * (halfHeight + outer * thickness), frontZ(x) + dz);
    });
  });
  for (const [step, ring] of rings.entries()) {
    const next = rings[(step + 1) % AROUND] ?? ring;
    for (let side = 0; side < 4; side++) {
      const other = (side + 1) % 4;
      mesh.quad(ring[side] ?? 0, ring[other] ?? 0, next[side] ?? 0, next[other] ?? 0);
    }
  }
}

function addLens(
  mesh: MeshBuilder,
  { halfWidth, halfHeight, squareness }: GlassesAppearance,
  [eyeX, eyeY]: Vec3,
  frontZ: (x: number) => number,
): void {
  const middle = mesh.point(eyeX, eyeY - 0.25, frontZ(eyeX) - 0.1);
  const rim = Array.from({ length: AROUND }, (_, step) => {
    const [ux, uy] = superellipse(step, squareness);
    const x = eyeX + ux * halfWidth;
    return mesh.point(x, eyeY - 0.25 + uy * halfHeight, frontZ(x) - 0.1);
  });
  for (const [step, point] of rim.entries()) {
    mesh.triangle(middle, point, rim[(step + 1) % AROUND] ?? point);
  }
}

/** A straight bar with a rectangular section of the given half height and half depth. */
function addBar(
  mesh: MeshBuilder,
  from: Vec3,
  to: Vec3,
  halfHeight: number,
  halfDepth: number,
): void {
  const corners = [
    [-1, -1],
    [1, -1],
    [1, 1],
    [-1, 1],
  ] as const;
  const end = ([x, y, z]: Vec3): number[] =>
    corners.map(([a, b]) => mesh.point(x, y + a * halfHeight, z + b * halfDepth));
  const [first, last] = [end(from), end(to)];
  for (let side = 0; side < 4; side++) {
    const other = (side + 1) % 4;
    mesh.quad(first[side] ?? 0, last[side] ?? 0, first[other] ?? 0, last[other] ?? 0);
  }
}
