import { SURFACE } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { Atlas, AtlasView } from '../../../../electron/engine/camera/virtual/atlas/atlas.ts';
import type { CastMember } from '../cast.ts';
import type { Expression } from '../face-shape.ts';
import { STUDIO_LIGHT, type Light } from '../render/light.ts';
import { at } from '../render/math.ts';
import { pivotInCamera } from '../pose.ts';
import type { Pose } from '../pose.ts';
import { render } from '../render/render.ts';
import type { Rendering } from '../render/render.ts';
import type { Selection } from '../render/scene.ts';
import { buildPerson } from './virtual-person.ts';
import type { Person } from './virtual-person.ts';

/** Angles of the pictures of a head, degrees. */
export interface AtlasGrid {
  readonly yaws: readonly number[];
  readonly pitches: readonly number[];
}

const evenly = (limit: number, count: number): number[] =>
  Array.from({ length: count }, (_, i) => -limit + (2 * limit * i) / (count - 1));

/** Steps of 8° of yaw and 10⅔° of pitch: a player never has to re-pose a pixel by more than half of that. */
export const ATLAS_GRID: AtlasGrid = { yaws: evenly(56, 15), pitches: evenly(32, 7) };

/** The camera of every atlas: a pixel is about 1.1 mm on the face. */
const ATLAS_CAMERA = {
  width: 560,
  height: 560,
  intrinsics: { fx: 600, fy: 600, cx: 279.5, cy: 239.5 },
} as const;

const FACE_DISTANCE_MM = 650;
/** Lowers the person so that the eyes are near the optical axis. */
const BODY_SHIFT_MM = 30;
/** A pixel covered less than this by the person belongs to the background, of 255. */
const LEAST_COVERAGE = 100;
/** Half the side of the window over which the depth of hair is averaged: a camera sees its bulk, not its strands. */
const HAIR_WINDOW = 4;
/** Depth of hair is quantised to these steps, half millimetres: finer ones would only store the strands. */
const HAIR_DEPTH_STEP = 4;
/** A hair pixel with fewer covered neighbours of its eight is a stray that no camera resolves. */
const LEAST_NEIGHBOURS = 4;

/** How a person is lit and looks in an atlas. */
export interface AtlasMood {
  readonly light: Light;
  readonly expression: Expression;
}

/** Pictures of a member of the cast over the grid, and of the torso once. The light stays fixed in the room. */
export const bakeAtlas = (
  member: CastMember,
  onProgress: (done: number, total: number) => void = () => undefined,
  grid: AtlasGrid = ATLAS_GRID,
): Atlas =>
  bakePerson(
    buildPerson(member.identity, member.appearance),
    member,
    grid,
    { light: STUDIO_LIGHT, expression: {} },
    onProgress,
  );

/** The same of anybody, in any light, with any expression. */
export function bakePerson(
  person: Person,
  { id, name, description }: Pick<Atlas, 'id' | 'name' | 'description'>,
  grid: AtlasGrid,
  mood: AtlasMood,
  onProgress: (done: number, total: number) => void = () => undefined,
): Atlas {
  const poses = grid.pitches.flatMap((pitch) => grid.yaws.map((yaw) => ({ yaw, pitch })));
  const head = poses.map(({ yaw, pitch }, i) => {
    const view = bakeView(person, yaw, pitch, 'head', mood);
    onProgress(i + 1, poses.length);
    return view;
  });
  return {
    id,
    name,
    description,
    camera: ATLAS_CAMERA,
    pivot: pivotInCamera(atlasPose(0, 0)),
    faceDistanceMm: FACE_DISTANCE_MM,
    interOcularMm: person.interOcularMm,
    head,
    torso: bakeView(person, 0, 0, 'torso', mood),
  };
}

const atlasPose = (yaw: number, pitch: number): Pose => ({
  yaw,
  pitch,
  roll: 0,
  distanceMm: FACE_DISTANCE_MM,
  y: BODY_SHIFT_MM,
});

function bakeView(
  person: Person,
  yaw: number,
  pitch: number,
  selection: Selection,
  { light, expression }: AtlasMood,
): AtlasView {
  const rendering = render(person, {
    camera: ATLAS_CAMERA,
    pose: atlasPose(yaw, pitch),
    light,
    expression,
    selection,
  });
  removeStrays(rendering);
  smoothHairDepth(rendering);
  return { yaw, pitch, ...cropped(rendering) };
}

/** Removes single hairs in front of the background from the picture. */
function removeStrays(rendering: Rendering): void {
  const { width, height, surface, coverage } = rendering;
  const before = Uint8Array.from(coverage);
  for (let y = 1; y < height - 1; y++) {
    for (let x = 1; x < width - 1; x++) {
      const pixel = y * width + x;
      if (surface[pixel] !== SURFACE.hair) continue;
      let neighbours = 0;
      for (const step of [-width - 1, -width, 1 - width, -1, 1, width - 1, width, width + 1]) {
        if (at(before, pixel + step) >= LEAST_COVERAGE) neighbours++;
      }
      if (neighbours < LEAST_NEIGHBOURS) coverage[pixel] = 0;
    }
  }
}

/** Replaces the depth of hair by the mean over the hair around it. */
function smoothHairDepth({ width, height, depth, surface }: Rendering): void {
  const source = Float32Array.from(depth);
  for (let y = HAIR_WINDOW; y < height - HAIR_WINDOW; y++) {
    for (let x = HAIR_WINDOW; x < width - HAIR_WINDOW; x++) {
      const pixel = y * width + x;
      if (surface[pixel] !== SURFACE.hair) continue;
      let total = 0;
      let count = 0;
      for (let dy = -HAIR_WINDOW; dy <= HAIR_WINDOW; dy++) {
        for (let dx = -HAIR_WINDOW; dx <= HAIR_WINDOW; dx++) {
          const other = pixel + dy * width + dx;
          if (surface[other] !== SURFACE.hair) continue;
          if (Math.abs(at(source, other) - at(source, pixel)) > 40) continue;
          total += at(source, other);
          count++;
        }
      }
      depth[pixel] = total / count;
    }
  }
}

type Cropped = Omit<AtlasView, 'yaw' | 'pitch'>;

/** The smallest rectangle that holds the person; pixels that are mostly background are emptied. */
function cropped(rendering: Rendering): Cropped {
  const box = boundsOf(rendering);
  const width = box.right - box.left + 1;
  const height = box.bottom - box.top + 1;
  const view = {
    x0: box.left,
    y0: box.top,
    width,
    height,
    color: new Uint8Array(3 * width * height),
    depth: new Uint16Array(width * height),
    surface: new Uint8Array(width * height),
    follow: new Uint8Array(width * height),
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const from = (box.top + y) * rendering.width + box.left + x;
      if (!isCovered(rendering, from)) continue;
      const to = y * width + x;
      view.color.set(rendering.color.subarray(3 * from, 3 * from + 3), 3 * to);
      view.depth[to] = storedDepth(at(rendering.depth, from), at(rendering.surface, from));
      view.surface[to] = at(rendering.surface, from);
      view.follow[to] = at(rendering.follow, from);
    }
  }
  return view;
}

function storedDepth(millimetres: number, surface: number): number {
  const step = surface === SURFACE.hair ? HAIR_DEPTH_STEP : 1;
  return step * Math.round((2 * millimetres) / step);
}

const isCovered = ({ coverage }: Rendering, pixel: number): boolean =>
  at(coverage, pixel) >= LEAST_COVERAGE;

interface Bounds {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

function boundsOf(rendering: Rendering): Bounds {
  const { width, height } = rendering;
  const box: Bounds = { left: width, top: height, right: -1, bottom: -1 };
  for (let pixel = 0; pixel < width * height; pixel++) {
    if (!isCovered(rendering, pixel)) continue;
    const [x, y] = [pixel % width, Math.floor(pixel / width)];
    box.left = Math.min(box.left, x);
    box.right = Math.max(box.right, x);
    box.top = Math.min(box.top, y);
    box.bottom = Math.max(box.bottom, y);
  }
  if (box.right < 0) throw new RangeError('The person is outside the picture of the atlas camera.');
  return box;
}
