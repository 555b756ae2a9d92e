import { clamp, mix, smoothstep, sum } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import type { Mesh } from './clothes.ts';
import type { Albedo } from '../person.ts';
import { wrappedGrid } from './props.ts';
import type { Prop } from './props.ts';
import type { Random } from '../random.ts';
import { SKULL_CENTRE } from '../skull.ts';
import type { Skull } from '../skull.ts';
import type { StrandSet } from '../hair/strands.ts';

/** A knitted hat, or a cap with a peak. */
export interface HatAppearance {
  readonly colour: Albedo;
  /** Angle of the rim over the forehead, radians above the middle of the head. */
  readonly rim: number;
  /** Room under the crown, cm. */
  readonly crown: number;
  /** Length of the peak, cm; 0 for a knitted hat. */
  readonly peak: number;
}

export function sampleHat(random: Random): HatAppearance {
  const grey = random.range(0.02, 0.5);
  const tint = (): number => (grey + random.range(0.02, 0.5)) / 2;
  return {
    colour: [tint(), tint(), tint()],
    rim: random.range(0.28, 0.5),
    crown: random.range(0.8, 3),
    peak: random.chance(0.45) ? random.range(4.5, 7) : 0,
  };
}

const ROWS = 14;
const COLUMNS = 36;
const CLOTH_CM = 0.7;
/** The rim sits lower at the back by this angle. */
const BACK_DROP = 0.45;

/** Elevation of the rim in a direction: 0 ahead, π behind. */
const rimAt = ({ rim }: HatAppearance, azimuth: number): number =>
  rim - BACK_DROP * (0.5 - 0.5 * Math.cos(azimuth));

/** The hat on a skull, with its peak. */
export function hatProps(hat: HatAppearance, skull: Skull): Prop[] {
  const at = (azimuth: number, elevation: number, clearance: number): Vec3 => {
    const level = 0.1 * Math.cos(elevation);
    const inside = sum(SKULL_CENTRE, [
      level * Math.sin(azimuth),
      0.1 * Math.sin(elevation),
      level * Math.cos(azimuth),
    ]);
    return skull.keepOutside(inside, clearance);
  };
  const crown = wrappedGrid(ROWS, COLUMNS, (row, column) => {
    const azimuth = (2 * Math.PI * column) / COLUMNS;
    const along = row / (ROWS - 1);
    const elevation = mix(rimAt(hat, azimuth), Math.PI / 2, along);
    return at(azimuth, elevation, CLOTH_CM + hat.crown * smoothstep(0.1, 0.9, along));
  });
  const prop = (mesh: Mesh): Prop => ({ mesh, albedo: hat.colour, material: 'cloth' });
  return hat.peak > 0 ? [prop(crown), prop(peakMesh(hat, at))] : [prop(crown)];
}

const PEAK_COLUMNS = 13;
const PEAK_ROWS = 4;
/** Half the angle that a peak spans. */
const PEAK_REACH = 0.85;

function peakMesh(
  hat: HatAppearance,
  at: (azimuth: number, elevation: number, clearance: number) => Vec3,
): Mesh {
  // Out along the top and back along the bottom: a closed band.
  return wrappedGrid(PEAK_COLUMNS, 2 * PEAK_ROWS, (row, column) => {
    const across = (2 * row) / (PEAK_COLUMNS - 1) - 1;
    const azimuth = PEAK_REACH * across;
    const under = column >= PEAK_ROWS;
    const out = (under ? 2 * PEAK_ROWS - 1 - column : column) / (PEAK_ROWS - 1);
    const [x, y, z] = at(azimuth, rimAt(hat, azimuth), CLOTH_CM);
    const reach = hat.peak * out * Math.sqrt(clamp(1 - across * across));
    return [x, y - 0.22 * reach - (under ? 0.3 : 0), z + reach];
  });
}

/** The hair that shows under a hat: strands from where they leave it. */
export function hairUnderHat(hair: StrandSet, hat: HatAppearance): StrandSet {
  const kept: { strand: number; from: number; to: number }[] = [];
  for (let strand = 0; strand < hair.kinds.length; strand++) {
    const end = hair.starts[strand + 1] ?? 0;
    let from = hair.starts[strand] ?? 0;
    while (from < end && isUnderHat(hair.points, from, hat)) from++;
    let to = from;
    while (to < end && !isUnderHat(hair.points, to, hat)) to++;
    if (to - from > 1) kept.push({ strand, from, to });
  }
  return pickStrands(hair, kept);
}

function isUnderHat(points: Float32Array, i: number, hat: HatAppearance): boolean {
  const x = points[3 * i] ?? 0;
  const y = (points[3 * i + 1] ?? 0) - SKULL_CENTRE[1];
  const z = (points[3 * i + 2] ?? 0) - SKULL_CENTRE[2];
  return Math.atan2(y, Math.hypot(x, z)) > rimAt(hat, Math.atan2(x, z));
}

function pickStrands(
  set: StrandSet,
  kept: readonly { readonly strand: number; readonly from: number; readonly to: number }[],
): StrandSet {
  const starts = new Int32Array(kept.length + 1);
  for (const [i, { from, to }] of kept.entries()) starts[i + 1] = (starts[i] ?? 0) + to - from;
  const points = new Float32Array(3 * (starts[kept.length] ?? 0));
  const follow = new Float32Array(points.length / 3);
  const colour = new Float32Array(3 * kept.length);
  for (const [i, { strand, from, to }] of kept.entries()) {
    points.set(set.points.subarray(3 * from, 3 * to), 3 * (starts[i] ?? 0));
    follow.set(set.follow.subarray(from, to), starts[i] ?? 0);
    colour.set(set.colour.subarray(3 * strand, 3 * strand + 3), 3 * i);
  }
  const ofStrand = (values: Float32Array) =>
    Float32Array.from(kept, ({ strand }) => values[strand] ?? 0);
  return {
    kinds: kept.map(({ strand }) => set.kinds[strand] ?? 'hair'),
    starts,
    points,
    follow,
    colour,
    halfWidth: ofStrand(set.halfWidth),
    layer: ofStrand(set.layer),
    rootVertex: Int32Array.from(kept, ({ strand }) => set.rootVertex[strand] ?? 0),
  };
}
