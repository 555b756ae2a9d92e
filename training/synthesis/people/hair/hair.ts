import { FULL_DETAIL, strandWidening } from '../skin/detail.ts';
import type { Detail } from '../skin/detail.ts';
import { torsoSection, TORSO_CENTRE_Z } from '../wear/clothes.ts';
import type { Torso } from '../wear/clothes.ts';
import { KNOT, styleRules } from './hair-style.ts';
import type { StyleRules } from './hair-style.ts';
import {
  clamp,
  cross,
  difference,
  length,
  mix,
  mixed,
  normalised,
  scaled,
  smoothstep,
  sum,
} from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import { valueNoise } from '../skin/noise.ts';
import type { Albedo, Appearance, Identity } from '../person.ts';
import { seededRandom } from '../random.ts';
import type { Random } from '../random.ts';
import { scatterRoots } from './roots.ts';
import type { Root } from './roots.ts';
import { hairDensity } from './scalp.ts';
import { SKULL_CENTRE } from '../skull.ts';
import type { Skull } from '../skull.ts';
import type { Strand } from './strands.ts';

const WHITE_HAIR: Albedo = [0.44, 0.43, 0.41];
const HAIR_STREAM = 7001;
/** One strand in this many leads a lock that its neighbours gather to. */
const STRANDS_PER_LOCK = 26;
/** Share of strands that stand off from the rest. */
const FLYAWAYS = 0.02;
/** Strands whose tips lie further apart belong to different locks. */
const LOCK_WIDTH_CM = 6;
const BUN_STRANDS = 1400;

/** Grows the hair of the head: strands follow the comb of the style, fall, and stay outside head and clothes. */
export function growHair(
  identity: Identity,
  appearance: Appearance,
  shape: Float32Array,
  skull: Skull,
  torso: Torso,
  detail: Detail = FULL_DETAIL,
): Strand[] {
  const rules = styleRules(appearance.hair);
  if (rules === undefined) return [];
  const random = seededRandom(identity.seed * 31 + HAIR_STREAM);
  const roots = scatterRoots(
    shape,
    rules.roots * detail.strands,
    (x, y, z) => hairDensity(identity, x, y, z),
    random,
  );
  const grown = roots.map((root) => growStrand(root, rules, identity, random, skull, torso));
  const gathered = gatherLocks(
    grown,
    rules.clumping,
    Math.max(2, Math.round(STRANDS_PER_LOCK * detail.strands)),
  );
  const halfWidth = rules.halfWidth * strandWidening(detail);
  const strands = gathered.map(({ root, points, layer, tone }, i): Strand => ({
    kind: 'hair',
    points: windCoil(points, root, rules, identity.seed, i, torso, skull),
    halfWidth,
    colour: strandColour(identity, tone, random),
    layer,
    rootVertex: root.vertex,
  }));
  if (appearance.hair.style === 'tied') {
    strands.push(
      ...bun(identity, appearance.hair.volume, halfWidth, BUN_STRANDS * detail.strands, random),
    );
  }
  return strands;
}

interface GrownStrand {
  readonly root: Root;
  readonly points: readonly Vec3[];
  readonly layer: number;
  readonly tone: number;
}

function growStrand(
  root: Root,
  rules: StyleRules,
  { seed }: Identity,
  random: Random,
  skull: Skull,
  torso: Torso,
): GrownStrand {
  const layer = random.unit();
  const stray = random.chance(FLYAWAYS);
  const count = rules.pointsPerStrand;
  const step = (rules.lengthAt(root) * random.range(0.75, 1.15)) / (count - 1);
  const untidiness = rules.untidiness * (stray ? 1.8 : 1);
  const lift = rules.liftAt(root);
  const jitter = (): number => untidiness * random.normal();
  const swirl = (point: Vec3, channel: number): number =>
    1.4 *
    rules.untidiness *
    valueNoise(0.6 * point[0], 0.6 * point[1], 0.6 * point[2], seed + channel);
  let direction = normalised(
    sum(mixed(rules.combAt(root.position, root), root.normal, lift), [
      jitter(),
      jitter(),
      jitter(),
    ]),
  );
  let point = root.position;
  const points = [point];
  for (let i = 1; i < count; i++) {
    const comb = sum(rules.combAt(point, root), [0, -rules.gravity, 0]);
    const wanted = sum(comb, [swirl(point, 1), swirl(point, 2), swirl(point, 3)]);
    direction = normalised(mixed(direction, normalised(wanted), stray ? 0.22 : 0.34));
    const before = point;
    point = sum(point, scaled(direction, step));
    const clearance =
      (0.06 + (layer + (stray ? 0.25 : 0)) * rules.volumeAt(root)) * Math.min(1, i / 3);
    const surplus = skull.heightOf(point) - clearance;
    if (surplus > 0 && point[1] > 0) {
      const inward = normalised(difference(SKULL_CENTRE, point));
      point = sum(point, scaled(inward, surplus * rules.hold));
    }
    point = keepClear(point, root, rules, clearance, skull, torso);
    direction = normalised(difference(point, before));
    points.push(point);
    if (rules.endsAt(point, root) && random.chance(0.6)) break;
  }
  const tone = random.range(0.72, 1.28);
  return { root, points, layer, tone };
}

function keepClear(
  point: Vec3,
  root: Root,
  rules: StyleRules,
  clearance: number,
  skull: Skull,
  torso: Torso,
): Vec3 {
  const free = keepOffTorso(skull.keepOutside(point, clearance), torso, clearance);
  const x = free[0];
  const y = free[1];
  const z = free[2];
  const hangsFromFringe = rules.endsAt([0, 6.1, 0], root);
  if (!rules.framesFace || hangsFromFringe || y > 9 || z < (y < -5 ? -2 : 1.2)) return free;
  const side = Math.sign(root.rest[0]) || 1;
  const beside = mix(4.6, 7.6 + 0.8 * clearance, smoothstep(9, 5, y)) * smoothstep(1.0, 2.5, z);
  const nearest = y < -5 ? 6.2 + 0.5 * clearance : beside;
  return [side * Math.max(side * x, nearest), y, z > 3.6 ? 3.6 + 0.4 * (z - 3.6) : z];
}

function keepOffTorso(point: Vec3, torso: Torso, clearance: number): Vec3 {
  const x = point[0];
  const y = point[1];
  const z = point[2];
  if (y > torso.collar + 0.5) return point;
  const { halfWidth, halfDepth } = torsoSection(torso, y);
  const depth = z - TORSO_CENTRE_Z;
  const reach = Math.hypot(x / halfWidth, depth / halfDepth);
  const wanted = 1 + (0.5 + 0.4 * clearance) / halfDepth;
  if (reach >= wanted) return point;
  const grow = wanted / (reach || 1);
  return [x * mix(1, grow, 0.6), y, TORSO_CENTRE_Z + depth * grow];
}

/** Pulls every strand towards the leader of its lock, more and more towards the tip. */
function gatherLocks(
  strands: readonly GrownStrand[],
  clumping: number,
  perLock: number,
): readonly GrownStrand[] {
  if (clumping === 0) return strands;
  const leaders = strands.filter((_, i) => i % perLock === 0);
  return strands.map((strand) => {
    const leader = nearestLeader(strand, leaders);
    if (leader === undefined || leader === strand) return strand;
    const offset = difference(strand.root.position, leader.root.position);
    const points = strand.points.map((point, i) => {
      const guide = leader.points[i];
      if (guide === undefined) return point;
      const along = i / (strand.points.length - 1);
      const pull = clumping * smoothstep(0, 0.9, along);
      return mixed(point, sum(guide, scaled(offset, 0.55 * (1 - 0.5 * along))), pull);
    });
    return { ...strand, points, tone: strand.tone * mix(1, leader.tone, 0.6) };
  });
}

/** The closest leader whose hair falls the same way: hair does not gather across a parting. */
function nearestLeader(
  strand: GrownStrand,
  leaders: readonly GrownStrand[],
): GrownStrand | undefined {
  let nearest: GrownStrand | undefined;
  let shortest = 2.2;
  for (const leader of leaders) {
    const distance = distanceOf(leader.root.position, strand.root.position);
    if (distance < shortest && tipDistance(leader, strand) < LOCK_WIDTH_CM) {
      shortest = distance;
      nearest = leader;
    }
  }
  return nearest;
}

/** Winds a strand into a helix about its path; neighbours share their phase, so that locks curl together. */
function windCoil(
  points: readonly Vec3[],
  root: Root,
  { coil }: StyleRules,
  seed: number,
  strand: number,
  torso: Torso,
  skull: Skull,
): readonly Vec3[] {
  if (coil.radius === 0) return points;
  const [rx, ry, rz] = root.rest;
  const lockPhase = 9 * valueNoise(rx * 0.5, ry * 0.5, rz * 0.5, seed + 5);
  const phase = lockPhase + 0.35 * valueNoise(strand * 0.37, 0, 0, seed + 6);
  let travelled = 0;
  let before = points[0] ?? root.position;
  return points.map((point, i) => {
    travelled += length(difference(point, before));
    const direction = normalised(difference(points[i + 1] ?? point, before));
    before = point;
    const side = normalised(cross(direction, [0.3, 0.2, 0.9]));
    const other = cross(direction, side);
    const angle = (2 * Math.PI * travelled) / coil.lengthOfTurn + phase;
    const radius = coil.radius * Math.min(1, travelled / 2.5);
    const wound = sum(
      point,
      sum(scaled(side, radius * Math.cos(angle)), scaled(other, radius * Math.sin(angle))),
    );
    return keepOffTorso(skull.keepOutside(wound, 0.05), torso, 0.3);
  });
}

function distanceOf(a: Vec3, b: Vec3): number {
  const dx = a[0] - b[0];
  const dy = a[1] - b[1];
  const dz = a[2] - b[2];
  return Math.sqrt(dx * dx + dy * dy + dz * dz);
}

function tipDistance(a: GrownStrand, b: GrownStrand): number {
  const last = Math.min(a.points.length, b.points.length) - 1;
  return distanceOf(a.points[last] ?? a.root.position, b.points[last] ?? b.root.position);
}

function strandColour({ hairColour, greying }: Identity, tone: number, random: Random): Albedo {
  // Most grey heads mix strands of every shade rather than black ones and white ones.
  const spread = Math.sqrt(greying * (1 - greying));
  const white = clamp(greying + 0.5 * spread * random.normal());
  return scaled(mixed(hairColour, WHITE_HAIR, white), mix(tone, 1, 0.5 * white));
}

/** A bun over the knot of tied hair: strands wound round it. */
function bun(
  identity: Identity,
  volume: number,
  halfWidth: number,
  count: number,
  random: Random,
): Strand[] {
  const centre = sum(KNOT, [0, 0.8, -1.6]);
  const radius = 2.3 * volume + 0.5;
  return Array.from({ length: Math.round(count) }, () => {
    const layer = random.unit();
    const axis = normalised([
      0.5 * random.normal(),
      1 + 0.4 * random.normal(),
      0.8 * random.normal(),
    ]);
    const u = normalised(cross(axis, [0.31, 0.2, 0.93]));
    const v = cross(axis, u);
    const start = random.range(0, 2 * Math.PI);
    const tilt = 0.6 * random.normal();
    const size = radius * mix(0.75, 1, layer);
    const points = Array.from({ length: 8 }, (_, i): Vec3 => {
      const angle = start + 0.28 * i;
      const ring = sum(scaled(u, Math.cos(angle)), scaled(v, Math.sin(angle)));
      return sum(centre, scaled(normalised(sum(ring, scaled(axis, tilt))), size));
    });
    const colour = strandColour(identity, random.range(0.72, 1.28), random);
    return { kind: 'hair' as const, points, halfWidth, colour, layer, rootVertex: 0 };
  });
}
