import { fail, succeed } from '../../../../contract/problem.ts';
import type { AtlasArchive } from './atlas-file.ts';
import { SURFACE } from './atlas.ts';
import type { Atlas, AtlasView } from './atlas.ts';

/**
 * A person small enough for tests: an ellipsoid head with a spherical nose and painted eyes, a torso that is
 * a lying ellipsoid. Every pixel is ray-traced, so its depth is exact to the half millimetre of the format.
 */
export interface FixtureOptions {
  /** Pixels a millimetre at the face; 0.4 keeps tests quick. */
  readonly focalLength?: number;
  readonly yaws?: readonly number[];
  readonly pitches?: readonly number[];
}

type Vector = readonly [number, number, number];

interface Ellipsoid {
  /** Camera space of the rest pose, mm. */
  readonly center: Vector;
  readonly radii: Vector;
}

const FACE_DISTANCE = 600;
const PIVOT: Vector = [0, 45, FACE_DISTANCE + 110];
const HEAD: Ellipsoid = { center: [0, 0, FACE_DISTANCE + 100], radii: [75, 105, 92] };
const NOSE: Ellipsoid = { center: [0, 15, FACE_DISTANCE + 12], radii: [14, 20, 14] };
const TORSO: Ellipsoid = { center: [0, 260, FACE_DISTANCE + 140], radii: [210, 160, 100] };
const INTER_OCULAR = 63;
const EYE_Y = -10;
const EYE_RADIUS = 11;
const HAIRLINE_Y = -62;

export function atlasFixture(options: FixtureOptions = {}): Atlas {
  const f = options.focalLength ?? 240;
  const width = Math.round(f * 1.1);
  const height = Math.round(f * 1.1);
  const camera = {
    width,
    height,
    intrinsics: { fx: f, fy: f, cx: (width - 1) / 2, cy: (height - 1) / 2 },
  };
  const head = (options.yaws ?? [-24, -12, 0, 12, 24]).flatMap((yaw) =>
    (options.pitches ?? [-12, 0, 12]).map((pitch) => renderView(camera, [HEAD, NOSE], yaw, pitch)),
  );
  return {
    id: 'fixture',
    name: 'Fixture',
    description: 'an ellipsoid with a nose',
    camera,
    pivot: PIVOT,
    faceDistanceMm: FACE_DISTANCE,
    interOcularMm: INTER_OCULAR,
    head,
    torso: renderView(camera, [TORSO], 0, 0),
  };
}

/** The atlas as if it had been opened from its file. */
export function archiveOf(atlas: Atlas): AtlasArchive {
  return {
    ...atlas,
    readHead: (index) => {
      const view = atlas.head[index];
      return Promise.resolve(
        view === undefined ? fail('people-missing', 'no such view') : succeed(view),
      );
    },
    readTorso: () => Promise.resolve(succeed(atlas.torso)),
  };
}

function renderView(
  camera: Atlas['camera'],
  solids: readonly Ellipsoid[],
  yaw: number,
  pitch: number,
): AtlasView {
  const { width, height, intrinsics } = camera;
  const pixels = width * height;
  const color = new Uint8Array(pixels * 3);
  const depth = new Uint16Array(pixels);
  const surface = new Uint8Array(pixels);
  const follow = new Uint8Array(pixels);
  const toRest = restRotation(yaw, pitch);
  const origin = rotateAbout(toRest, [0, 0, 0]);
  for (let i = 0; i < pixels; i++) {
    const ray: Vector = [
      ((i % width) - intrinsics.cx) / intrinsics.fx,
      (Math.floor(i / width) - intrinsics.cy) / intrinsics.fy,
      1,
    ];
    const end = rotateAbout(toRest, ray);
    const direction: Vector = [end[0] - origin[0], end[1] - origin[1], end[2] - origin[2]];
    const z = Math.min(...solids.map((solid) => intersect(solid, origin, direction)));
    if (!Number.isFinite(z)) {
      continue;
    }
    const rest: Vector = [
      origin[0] + z * direction[0],
      origin[1] + z * direction[1],
      origin[2] + z * direction[2],
    ];
    const isTorso = solids[0] === TORSO;
    const paint = isTorso ? SHIRT : paintAt(rest);
    depth[i] = Math.round(2 * z);
    surface[i] = paint.surface;
    follow[i] = isTorso ? 0 : 255;
    color.set(paint.rgb, 3 * i);
  }
  return { yaw, pitch, x0: 0, y0: 0, width, height, color, depth, surface, follow };
}

const SHIRT = { surface: SURFACE.cloth, rgb: [70, 90, 130] };

function paintAt([x, y, z]: Vector): { surface: number; rgb: readonly number[] } {
  const behind = z > HEAD.center[2];
  if (behind || y < HAIRLINE_Y) {
    return { surface: SURFACE.hair, rgb: [60, 45, 35] };
  }
  const toEye = Math.hypot(Math.abs(x) - INTER_OCULAR / 2, y - EYE_Y);
  if (toEye < EYE_RADIUS) {
    return { surface: SURFACE.eye, rgb: toEye < EYE_RADIUS / 2 ? [40, 60, 90] : [235, 230, 225] };
  }
  const light = 1 + y / 600 - x / 900;
  return { surface: SURFACE.skin, rgb: [205 * light, 160 * light, 135 * light] };
}

/** Distance along the ray, in units of its z; Infinity where it passes by. */
function intersect({ center, radii }: Ellipsoid, origin: Vector, direction: Vector): number {
  let a = 0;
  let b = 0;
  let c = -1;
  for (const axis of [0, 1, 2] as const) {
    const o = (origin[axis] - center[axis]) / radii[axis];
    const d = direction[axis] / radii[axis];
    a += d * d;
    b += o * d;
    c += o * o;
  }
  const discriminant = b * b - a * c;
  return discriminant < 0 ? Infinity : (-b - Math.sqrt(discriminant)) / a;
}

/** Inverse of the rotation of contract/head-pose.ts, on camera axes (y down, z away). Rows of a 3 x 3 matrix. */
function restRotation(yaw: number, pitch: number): readonly [Vector, Vector, Vector] {
  const [cy, sy] = [Math.cos((yaw * Math.PI) / 180), Math.sin((yaw * Math.PI) / 180)];
  const [cp, sp] = [Math.cos((pitch * Math.PI) / 180), Math.sin((pitch * Math.PI) / 180)];
  return [
    [cy, 0, sy],
    [-sy * sp, cp, cy * sp],
    [-sy * cp, -sp, cy * cp],
  ];
}

function rotateAbout(rows: readonly [Vector, Vector, Vector], point: Vector): Vector {
  const [x, y, z] = [point[0] - PIVOT[0], point[1] - PIVOT[1], point[2] - PIVOT[2]];
  const along = (row: Vector): number => row[0] * x + row[1] * y + row[2] * z;
  return [PIVOT[0] + along(rows[0]), PIVOT[1] + along(rows[1]), PIVOT[2] + along(rows[2])];
}
