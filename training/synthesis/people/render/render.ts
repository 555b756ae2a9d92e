import { SURFACE } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { Intrinsics } from '../../../../electron/contract/frame.ts';
import type { Light, Room } from './light.ts';
import { at, blendCorners, vectorAt } from './math.ts';
import { LANDMARKS_68 } from './mesh.ts';
import { project, rasteriseSegment, rasteriseTriangles, reusedBuffer } from './rasterise.ts';
import type { VisibilityBuffer } from './rasterise.ts';
import { composeScene } from './scene.ts';
import type { PosedStrands, Scene } from './scene.ts';
import { personShader, surfaceOf } from './person-shader.ts';
import type { PersonShader } from './person-shader.ts';
import type { RenderCamera, RenderOptions } from './render-options.ts';
import type { Rgb } from './shading.ts';
import { developed } from '../skin/tone.ts';
import type { Person } from '../atlas/virtual-person.ts';
import { shadeWall } from './wall.ts';

/** Colour and depth of one camera; all planes are width * height. */
export interface Rendering {
  readonly width: number;
  readonly height: number;
  /** sRGB, 3 bytes a pixel. */
  readonly color: Uint8Array;
  /** Millimetres along z at the pixel centre; 0 where nothing is. */
  readonly depth: Float32Array;
  /** SURFACE values; the wall counts as none. */
  readonly surface: Uint8Array;
  /** 0 stays with the body, 255 turns with the head. */
  readonly follow: Uint8Array;
  /** Share of the pixel that the person covers, 0 to 255. */
  readonly coverage: Uint8Array;
  /** The 68 Multi-PIE landmarks: u, v (pixels), z (mm) each. */
  readonly landmarks: Float32Array;
}

/** Reduction of a strand's width at its tip. */
const TIP_TAPER = 0.75;

const pictureBuffer = reusedBuffer();
const lensBuffer = reusedBuffer();

/** Draws a person. Deterministic. Throws a RangeError for a camera without pixels. */
export function render(person: Person, options: RenderOptions): Rendering {
  const { camera, pose, expression = {}, selection = 'all' } = options;
  const { width, height } = camera;
  if (!(width > 0 && height > 0)) throw new RangeError(`A ${width} x ${height} picture is empty.`);
  const scale = options.supersampling ?? 2;
  const buffer = pictureBuffer(width * scale, height * scale);
  const intrinsics = sampleIntrinsics(camera.intrinsics, scale);
  const scene = composeScene(person, pose, expression, selection);
  drawSolids(buffer, scene, intrinsics);
  const lensMask = drawLenses(buffer, scene, intrinsics);
  const out = emptyRendering(camera, scene);
  resolveGeometry(buffer, scale, scene, lensMask, out);
  if (options.room !== undefined) fillWallDepth(out, options.room);
  if (options.depthOnly === true) return out;
  drawStrands(buffer, scene.fineHair, intrinsics);
  resolveColour(buffer, scale, personShader(person, scene, options), lensMask, out, options);
  return out;
}

/** Intrinsics on the sample grid, where sample (i, j) lies at (i + 0.5, j + 0.5). */
const sampleIntrinsics = ({ fx, fy, cx, cy }: Intrinsics, scale: number): Intrinsics => ({
  fx: fx * scale,
  fy: fy * scale,
  cx: (cx + 0.5) * scale,
  cy: (cy + 0.5) * scale,
});

function emptyRendering({ width, height, intrinsics }: RenderCamera, { head }: Scene): Rendering {
  const pixels = width * height;
  const landmarks = LANDMARKS_68.flatMap((vertex) => {
    const [x, y, z] = [0, 1, 2].map((axis) => head.points[3 * vertex + axis] ?? 0) as [
      number,
      number,
      number,
    ];
    return [(intrinsics.fx * x) / z + intrinsics.cx, (intrinsics.fy * y) / z + intrinsics.cy, z];
  });
  return {
    width,
    height,
    color: new Uint8Array(3 * pixels),
    depth: new Float32Array(pixels),
    surface: new Uint8Array(pixels),
    follow: new Uint8Array(pixels),
    coverage: new Uint8Array(pixels),
    landmarks: Float32Array.from(landmarks),
  };
}

function drawSolids(buffer: VisibilityBuffer, scene: Scene, intrinsics: Intrinsics): void {
  for (const mesh of [scene.head, scene.cloth, scene.frame, scene.props]) {
    const screen = project(intrinsics, mesh.points);
    rasteriseTriangles(buffer, screen, mesh.triangles, mesh.first, mesh.material === 'head');
  }
  drawStrands(buffer, scene.hair, intrinsics);
}

function drawStrands(
  buffer: VisibilityBuffer,
  strands: PosedStrands,
  intrinsics: Intrinsics,
): void {
  const { set, first } = strands;
  const screen = project(intrinsics, strands.points);
  for (let strand = 0; strand < set.kinds.length; strand++) {
    const start = set.starts[strand] ?? 0;
    const end = set.starts[strand + 1] ?? 0;
    const halfWidthMm = 10 * (set.halfWidth[strand] ?? 0);
    for (let i = start; i + 1 < end; i++) {
      const taper = 1 - (TIP_TAPER * (i - start)) / (end - start);
      const halfWidth = halfWidthMm * taper * intrinsics.fx * (screen[3 * i + 2] ?? 0);
      rasteriseSegment(buffer, screen, i, i + 1, halfWidth, first + i);
    }
  }
}

/** Samples seen through a lens, or undefined without glasses. */
function drawLenses(
  buffer: VisibilityBuffer,
  { lenses }: Scene,
  intrinsics: Intrinsics,
): Uint8Array | undefined {
  if (lenses.triangles.length === 0) return undefined;
  const mask = lensBuffer(buffer.width, buffer.height);
  rasteriseTriangles(mask, project(intrinsics, lenses.points), lenses.triangles, 0, false);
  const seenThrough = new Uint8Array(mask.nearness.length);
  for (let i = 0; i < seenThrough.length; i++) {
    const behind = buffer.nearness[i] ?? 0;
    if (behind > 0 && (mask.nearness[i] ?? 0) > behind) seenThrough[i] = 1;
  }
  return seenThrough;
}

/** Depth, surface and follow of a pixel: of the surface that most of its samples show. */
function resolveGeometry(
  buffer: VisibilityBuffer,
  scale: number,
  scene: Scene,
  lensMask: Uint8Array | undefined,
  out: Rendering,
): void {
  if (scale === 1) return resolveSingleSamples(buffer, scene, lensMask, out);
  const votes = new Uint8Array(8);
  const samples = new Int32Array(scale * scale);
  const kinds = new Uint8Array(scale * scale);
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      let covered = 0;
      votes.fill(0);
      for (let k = 0; k < scale * scale; k++) {
        const sample = (y * scale + Math.floor(k / scale)) * buffer.width + x * scale + (k % scale);
        const primitive = buffer.primitive[sample] ?? 0;
        if (primitive < 0) continue;
        const kind = at(lensMask ?? [], sample) > 0 ? SURFACE.lens : surfaceOf(scene, primitive);
        samples[covered] = sample;
        kinds[covered] = kind;
        votes[kind] = (votes[kind] ?? 0) + 1;
        covered++;
      }
      if (covered === 0) continue;
      const pixel = y * out.width + x;
      const winner = votes.indexOf(Math.max(...votes));
      let nearness = 0;
      let follow = 0;
      for (let k = 0; k < covered; k++) {
        if ((kinds[k] ?? 0) !== winner) continue;
        nearness += buffer.nearness[samples[k] ?? 0] ?? 0;
        follow += followAt(buffer, scene, samples[k] ?? 0);
      }
      const count = votes[winner] ?? 0;
      out.depth[pixel] = count / nearness;
      out.follow[pixel] = Math.round((255 * follow) / count);
      out.surface[pixel] = winner;
      out.coverage[pixel] = Math.round((255 * covered) / (scale * scale));
    }
  }
}

function resolveSingleSamples(
  buffer: VisibilityBuffer,
  scene: Scene,
  lensMask: Uint8Array | undefined,
  out: Rendering,
): void {
  const { primitive, nearness } = buffer;
  for (let pixel = 0; pixel < out.depth.length; pixel++) {
    const seen = primitive[pixel] ?? -1;
    if (seen < 0) continue;
    out.depth[pixel] = 1 / (nearness[pixel] ?? 1);
    out.surface[pixel] = (lensMask?.[pixel] ?? 0) > 0 ? SURFACE.lens : surfaceOf(scene, seen);
    out.follow[pixel] = Math.round(255 * followAt(buffer, scene, pixel));
    out.coverage[pixel] = 255;
  }
}

function followAt(buffer: VisibilityBuffer, scene: Scene, sample: number): number {
  const primitive = buffer.primitive[sample] ?? 0;
  const { hair } = scene;
  if (primitive >= hair.first) return hair.set.follow[primitive - hair.first] ?? 0;
  if (primitive >= scene.frame.first) return 1;
  if (primitive >= scene.cloth.first) return 0;
  const { triangles, follow } = scene.head;
  const corners = vectorAt(triangles, primitive);
  return blendCorners(follow, 1, 0, corners, buffer.second[sample] ?? 0, buffer.third[sample] ?? 0);
}

function fillWallDepth(out: Rendering, { wallDistanceMm }: Room): void {
  for (let pixel = 0; pixel < out.depth.length; pixel++) {
    if ((out.depth[pixel] ?? 0) === 0) out.depth[pixel] = wallDistanceMm;
  }
}

/** Mean light of the samples of a pixel; smooth skin is shaded once a pixel. */
function resolveColour(
  buffer: VisibilityBuffer,
  scale: number,
  shader: PersonShader,
  lensMask: Uint8Array | undefined,
  out: Rendering,
  { camera, light, room }: RenderOptions,
): void {
  const total: Rgb = [0, 0, 0];
  const sampleColour: Rgb = [0, 0, 0];
  const { fx, fy, cx, cy } = camera.intrinsics;
  const centre = scale > 1 ? (scale >> 1) * (buffer.width + 1) : 0;
  for (let y = 0; y < out.height; y++) {
    for (let x = 0; x < out.width; x++) {
      const first = y * scale * buffer.width + x * scale;
      const uniform = shader.isUniform(buffer, first, scale);
      let covered = 0;
      let lens = 0;
      total.fill(0);
      for (let k = 0; k < (uniform ? 1 : scale * scale); k++) {
        const i = k % scale;
        const j = Math.floor(k / scale);
        const sample = uniform ? first + centre : first + j * buffer.width + i;
        const u = uniform ? x : x + (i + 0.5) / scale - 0.5;
        const v = uniform ? y : y + (j + 0.5) / scale - 0.5;
        if ((buffer.primitive[sample] ?? 0) < 0) {
          if (room === undefined) continue;
          shadeWall(sampleColour, (u - cx) / fx, (v - cy) / fy, room, light);
        } else {
          shader.shade(sampleColour, buffer, sample, u, v);
        }
        covered++;
        lens += lensMask?.[sample] ?? 0;
        for (let c = 0; c < 3; c++) total[c] = (total[c] ?? 0) + (sampleColour[c] ?? 0);
      }
      if (covered === 0) continue;
      develop(out.color, 3 * (y * out.width + x), total, covered, lens / covered, light);
    }
  }
}

/** Share of the sky reflected by a lens, in addition to what it transmits. */
const LENS_MIRROR = 0.025;
const LENS_PASSES = 0.93;

function develop(
  color: Uint8Array,
  offset: number,
  total: Rgb,
  samples: number,
  lens: number,
  { exposure, whiteBalance, sky }: Light,
): void {
  for (let c = 0; c < 3; c++) {
    const seen = (total[c] ?? 0) / samples;
    const through = seen * (1 - lens * (1 - LENS_PASSES)) + lens * LENS_MIRROR * (sky[c] ?? 0);
    color[offset + c] = developed(through * exposure * (whiteBalance[c] ?? 0));
  }
}
