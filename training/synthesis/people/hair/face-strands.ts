import { faceContours } from './contours.ts';
import { FULL_DETAIL, strandWidening } from '../skin/detail.ts';
import type { Detail } from '../skin/detail.ts';
import { beardDensity, browBand, browDensity } from './facial-hair.ts';
import { clamp, mix, mixed, normalised, scaled, smoothstep, sum } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import { landmarkOf, LANDMARKS_68 } from '../render/mesh.ts';
import { outlineDistance } from './outline.ts';
import type { Albedo, Appearance, Identity } from '../person.ts';
import { seededRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { scatterRoots } from './roots.ts';
import type { Strand } from './strands.ts';

const BROW_STREAM = 811;
const BEARD_STREAM = 907;
const LASH_STREAM = 1009;
const BROW_ROOTS = 1300;
const BEARD_ROOTS = 9000;
const LASHES_PER_EYE = 46;
const WHITE_HAIR: Albedo = [0.38, 0.37, 0.35];

/** Hairs of both brows, fanning up at the nose and lying outwards along the arch. */
export function growBrows(identity: Identity, shape: Float32Array): Strand[] {
  const random = seededRandom(identity.seed * 31 + BROW_STREAM);
  const { brow, hairColour, greying } = identity;
  const onBrow = (x: number, y: number, z: number): number =>
    z < 5 || y < 3.8 || y > 8 ? 0 : 0.85 * browDensity(brow, x, y);
  return scatterRoots(shape, BROW_ROOTS, onBrow, random).map((root) => {
    const [x, y] = root.rest;
    const band = browBand(brow, Math.abs(x)) ?? { along: 0.5, centre: y, half: 0.3 };
    const outward = Math.sign(x) * mix(0.25, 1, smoothstep(-0.05, 0.35, band.along));
    const upward =
      mix(1, -0.25, smoothstep(0, 0.7, band.along)) - (0.7 * (y - band.centre)) / band.half;
    const lie: Vec3 = [outward + 0.15 * random.normal(), 0.75 * upward + 0.12 * random.normal(), 0];
    const tone = random.range(0.6, 1.1);
    return shortStrand({
      kind: 'brow',
      root: root.position,
      direction: normalised(sum(normalised(lie), scaled(root.normal, 0.12))),
      bend: scaled(root.normal, -0.05),
      length: random.range(0.4, 0.75) * brow.thickness ** 0.3,
      halfWidth: 0.0125,
      colour: greyed(
        sum(darkest(hairColour, [0.1, 0.075, 0.055]), [0.016, 0.011, 0.008]),
        0.5 * greying,
        tone,
        random,
      ),
      vertex: root.vertex,
    });
  });
}

/** Standing hairs of beards longer than stubble; skin-paint.ts paints the shade on the skin. */
export function growBeard(
  identity: Identity,
  { beard }: Appearance,
  shape: Float32Array,
  detail: Detail = FULL_DETAIL,
): Strand[] {
  if (beard.kind === 'none' || beard.kind === 'shadow') return [];
  const random = seededRandom(identity.seed * 31 + BEARD_STREAM);
  const { lips } = faceContours();
  const stubble = beard.kind === 'stubble';
  const widening = strandWidening(detail);
  const density = (x: number, y: number, z: number): number => {
    const area = beardDensity(beard.kind, x, y, z);
    if (area <= 0) return 0;
    const offLips = z > 7.5 ? smoothstep(0, 0.25, outlineDistance(lips, x, y)) : 1;
    return area ** 1.3 * beard.density * offLips * (stubble ? 0.45 : 1);
  };
  return scatterRoots(shape, BEARD_ROOTS * detail.strands, density, random).map((root) => {
    const [x, y, z] = root.rest;
    const share = beardDensity(beard.kind, x, y, z);
    const onLip = y > -3.7 && Math.abs(x) < 3.2 && z > 8;
    const lie: Vec3 = onLip ? [0.9 * Math.sign(x), -0.75, 0] : [0.25 * Math.sign(x), -1, 0.1];
    const jitter: Vec3 = [0.3 * random.normal(), 0.3 * random.normal(), 0.2 * random.normal()];
    const grown = stubble ? 0.16 : beard.length * mix(0.35, 1, share) * (onLip ? 0.7 : 1);
    return shortStrand({
      kind: 'beard',
      root: root.position,
      direction: normalised(sum(sum(lie, jitter), scaled(root.normal, stubble ? 0.6 : 0.45))),
      bend: [0, -0.15 * grown, 0],
      length: grown * random.range(0.6, 1.15),
      halfWidth: widening * (stubble ? 0.009 : 0.015),
      colour: greyed(
        scaled(identity.hairColour, 0.95),
        identity.greying,
        random.range(0.65, 1.25),
        random,
      ),
      vertex: root.vertex,
    });
  });
}

/** Upper and lower lashes along the lids. */
export function growLashes(identity: Identity, shape: Float32Array): Strand[] {
  const random = seededRandom(identity.seed * 31 + LASH_STREAM);
  return [
    ...lashesOf([36, 37, 38, 39], 1, shape, identity, random),
    ...lashesOf([45, 44, 43, 42], 1, shape, identity, random),
    ...lashesOf([36, 41, 40, 39], -1, shape, identity, random),
    ...lashesOf([45, 46, 47, 42], -1, shape, identity, random),
  ];
}

/** @param landmarks outer corner, two on the lid, inner corner */
function lashesOf(
  landmarks: readonly number[],
  up: 1 | -1,
  shape: Float32Array,
  { lashes }: Identity,
  random: Random,
): Strand[] {
  const lid = landmarks.map((landmark) => landmarkOf(shape, landmark));
  const count = Math.round(LASHES_PER_EYE * lashes * (up > 0 ? 1 : 0.4));
  return Array.from({ length: count }, () => {
    const along = random.range(0.02, 0.93);
    const root = onCurve(lid, along);
    const outward = Math.sign(root[0]) * mix(0.9, -0.2, along);
    const size = (up > 0 ? 0.46 : 0.22) * lashes * mix(1, 0.6, along);
    return shortStrand({
      kind: 'lash',
      root,
      direction: normalised([outward + 0.15 * random.normal(), 0.1 * up, 1]),
      bend: [0, 0.45 * up * size, 0],
      length: size * random.range(0.7, 1.1),
      halfWidth: 0.011,
      colour: [0.012, 0.009, 0.008],
      vertex: LANDMARKS_68[landmarks[1] ?? 0] ?? 0,
    });
  });
}

/** Catmull–Rom through the points of a lid, `t` from 0 at the first to 1 at the last. */
function onCurve(points: readonly Vec3[], t: number): Vec3 {
  const position = t * (points.length - 1);
  const i = Math.min(points.length - 2, Math.floor(position));
  const u = position - i;
  const at = (index: number): Vec3 =>
    points[Math.min(points.length - 1, Math.max(0, index))] ?? [0, 0, 0];
  const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
  const axis = (k: 0 | 1 | 2): number =>
    0.5 *
    (2 * b[k] +
      (c[k] - a[k]) * u +
      (2 * a[k] - 5 * b[k] + 4 * c[k] - d[k]) * u * u +
      (3 * b[k] - a[k] - 3 * c[k] + d[k]) * u * u * u);
  return [axis(0), axis(1), axis(2)];
}

interface ShortStrand {
  readonly kind: Strand['kind'];
  readonly root: Vec3;
  readonly direction: Vec3;
  /** Displacement of the tip from a straight strand. */
  readonly bend: Vec3;
  readonly length: number;
  readonly halfWidth: number;
  readonly colour: Albedo;
  readonly vertex: number;
}

function shortStrand(strand: ShortStrand): Strand {
  const { kind, root, direction, bend, length, halfWidth, colour, vertex } = strand;
  const points = [0, 0.5, 1].map((t) =>
    sum(root, sum(scaled(direction, t * length), scaled(bend, t * t))),
  );
  return { kind, points, halfWidth, colour, layer: 0.85, rootVertex: vertex };
}

const darkest = (a: Albedo, b: Albedo): Albedo => [
  Math.min(a[0], b[0]),
  Math.min(a[1], b[1]),
  Math.min(a[2], b[2]),
];

const greyed = (colour: Albedo, greying: number, tone: number, random: Random): Albedo =>
  scaled(
    mixed(colour, WHITE_HAIR, clamp(greying + 0.2 * random.normal() * Math.sqrt(greying))),
    tone,
  );
