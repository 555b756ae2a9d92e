import { clamp, cross, dot, normalised, vectorAt } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import { headModel, PART, vertexNormals } from '../render/mesh.ts';
import { clearBuffer, rasteriseTriangles, visibilityBuffer } from '../render/rasterise.ts';

const DIRECTIONS = 64;
const MAP_SIZE = 220;
const MAP_WIDTH_CM = 44;
const TOLERANCE_CM = 0.28;
const FAR = 100;
const GOLDEN_ANGLE = 2.39996;
const OCCLUDERS: readonly number[] = [
  PART.face,
  PART.headAndNeck,
  PART.mouth,
  PART.eyeSocket,
  PART.sclera,
];

let cached: Float32Array | undefined;

/** Share of the surroundings visible from each vertex of the neutral head, 0 to 1, from depth maps of 64 directions. */
export function ambientOcclusion(): Float32Array {
  cached ??= measureOcclusion();
  return cached;
}

function measureOcclusion(): Float32Array {
  const { neutral, triangles, part, vertexCount } = headModel();
  const normals = vertexNormals(neutral, triangles);
  const occluders = triangles.filter((_, i) => OCCLUDERS.includes(part[Math.floor(i / 3)] ?? -1));
  const buffer = visibilityBuffer(MAP_SIZE, MAP_SIZE);
  const seen = new Float32Array(vertexCount);
  const total = new Float32Array(vertexCount);
  for (let k = 0; k < DIRECTIONS; k++) {
    const direction = spiralDirection(k);
    const screen = parallelView(neutral, direction);
    clearBuffer(buffer);
    rasteriseTriangles(buffer, screen, occluders, 0, false);
    for (let vertex = 0; vertex < vertexCount; vertex++) {
      const cosine = dot(direction, vectorAt(normals, vertex));
      if (cosine <= 0.02) continue;
      const u = clamp(Math.floor(screen[3 * vertex] ?? 0), 0, MAP_SIZE - 1);
      const v = clamp(Math.floor(screen[3 * vertex + 1] ?? 0), 0, MAP_SIZE - 1);
      const weight = cosine * (0.65 + 0.35 * direction[1]);
      const nearest = buffer.nearness[v * MAP_SIZE + u] ?? 0;
      total[vertex] = (total[vertex] ?? 0) + weight;
      if (nearest < (screen[3 * vertex + 2] ?? 0) + TOLERANCE_CM) {
        seen[vertex] = (seen[vertex] ?? 0) + weight;
      }
    }
  }
  return seen.map((value, vertex) =>
    (total[vertex] ?? 0) > 0 ? value / (total[vertex] ?? 0) : 0.3,
  );
}

/** Even distribution over the sphere without its lowest part. */
function spiralDirection(k: number): Vec3 {
  const y = 1 - (1.7 * (k + 0.5)) / DIRECTIONS;
  const radius = Math.sqrt(1 - y * y);
  return [radius * Math.cos(k * GOLDEN_ANGLE), y, radius * Math.sin(k * GOLDEN_ANGLE)];
}

function parallelView(points: Float32Array, direction: Vec3): Float32Array {
  const right = normalised(cross([0.1, 1, 0.2], direction));
  const up = cross(direction, right);
  const scale = MAP_SIZE / MAP_WIDTH_CM;
  const screen = new Float32Array(points.length);
  for (let i = 0; i < points.length / 3; i++) {
    const point = vectorAt(points, i);
    screen[3 * i] = scale * dot(right, point) + MAP_SIZE / 2;
    screen[3 * i + 1] = scale * dot(up, point) + MAP_SIZE / 2;
    screen[3 * i + 2] = FAR + dot(direction, point);
  }
  return screen;
}
