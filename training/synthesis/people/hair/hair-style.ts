import { difference, mix, normalised, piecewise, smoothstep, sum, scaled } from '../render/math.ts';
import type { Vec3 } from '../render/math.ts';
import type { HairAppearance } from '../person.ts';
import type { Root } from './roots.ts';

/** How the hair of a style grows; all lengths in cm. */
export interface StyleRules {
  /** Roots tried over the scalp. */
  readonly roots: number;
  readonly pointsPerStrand: number;
  readonly halfWidth: number;
  lengthAt(root: Root): number;
  /** How upright a strand leaves the skin, 0 to 1. */
  liftAt(root: Root): number;
  /** Direction in which hair lies at a point. */
  combAt(point: Vec3, root: Root): Vec3;
  readonly gravity: number;
  /** Height of the outermost layer above the skin. */
  volumeAt(root: Root): number;
  /** How strongly strands are held to their layer, 0 to 1. */
  readonly hold: number;
  readonly untidiness: number;
  /** Helix of each strand around its path. */
  readonly coil: { readonly radius: number; readonly lengthOfTurn: number };
  /** Strength with which tips gather into locks, 0 to 1. */
  readonly clumping: number;
  /** Strands end here. */
  endsAt(point: Vec3, root: Root): boolean;
  /** Keeps the hair beside the face rather than over it. */
  readonly framesFace: boolean;
}

const NEVER = (): boolean => false;
const STRAIGHT = { radius: 0, lengthOfTurn: 1 } as const;

/** Where tied hair meets, on the back of the head. */
export const KNOT: Vec3 = [0, 6.5, -9.2];

/** Rules of a style, or undefined for a bald head. */
export function styleRules(hair: HairAppearance): StyleRules | undefined {
  switch (hair.style) {
    case 'bald':
      return undefined;
    case 'buzz':
      return buzz();
    case 'crop':
      return crop(hair);
    case 'side-part':
      return sidePart(hair);
    case 'swept-back':
      return sweptBack(hair);
    case 'curls':
      return curls(hair);
    case 'afro':
      return afro(hair);
    case 'bob':
    case 'long':
      return hanging(hair);
    case 'tied':
      return tied(hair);
  }
}

/** 0 at the sides and the nape, 1 on top. */
const topness = ({ rest }: Root): number => smoothstep(6, 10.5, rest[1]);

const away = (point: Vec3, pole: Vec3): Vec3 => normalised(difference(point, pole));

const coilOf = (wave: number): StyleRules['coil'] =>
  wave < 0.1
    ? STRAIGHT
    : { radius: 0.45 * wave * (1.25 - 0.8 * wave), lengthOfTurn: mix(7, 1.6, wave) };

function buzz(): StyleRules {
  return {
    roots: 13000,
    pointsPerStrand: 3,
    halfWidth: 0.02,
    lengthAt: (root) => mix(0.3, 0.6, topness(root)),
    liftAt: () => 0.55,
    combAt: (point) => away(point, [0.8, 13, -6]),
    gravity: 0.1,
    volumeAt: () => 0.4,
    hold: 0,
    untidiness: 0.25,
    coil: STRAIGHT,
    clumping: 0,
    endsAt: NEVER,
    framesFace: false,
  };
}

function crop({ length, volume, part, wave }: HairAppearance): StyleRules {
  return {
    roots: 13000,
    pointsPerStrand: 6,
    halfWidth: 0.026,
    lengthAt: (root) => length * mix(0.9, 3.2, topness(root)),
    liftAt: (root) => mix(0.35, 0.75, topness(root)),
    combAt: (point) => {
      const whorl: Vec3 = [1.2 * Math.sign(part || 1), 13.2, -5.5];
      return normalised(sum(away(point, whorl), [0.45 * part, -0.1, 0.1]));
    },
    gravity: 0.3,
    volumeAt: (root) => volume * mix(0.5, 1.7, topness(root)),
    hold: 0.2,
    untidiness: 0.34,
    coil: coilOf(wave),
    clumping: 0.55,
    endsAt: NEVER,
    framesFace: false,
  };
}

function sidePart({ length, volume, part, wave }: HairAppearance): StyleRules {
  const side = Math.sign(part || 1);
  const parting = side * Math.max(2.2, 3.6 * Math.abs(part));
  return {
    roots: 10000,
    pointsPerStrand: 9,
    halfWidth: 0.032,
    lengthAt: (root) => length * mix(1.2, 6.5, topness(root)),
    liftAt: (root) => mix(0.25, 0.6, topness(root)),
    combAt: (point, root) => {
      const across = Math.sign(root.rest[0] - parting) || -side;
      const top: Vec3 = [across, 0, root.rest[2] > 2 ? 0.25 : -0.5];
      const below: Vec3 = [0, -1, -0.35];
      const share = smoothstep(6, 9.5, point[1]);
      return normalised(sum(scaled(top, share), scaled(below, 1 - share)));
    },
    gravity: 0.3,
    volumeAt: (root) => volume * mix(0.5, 1.9, topness(root)),
    hold: 0.3,
    untidiness: 0.16,
    coil: coilOf(0.6 * wave),
    clumping: 0.6,
    endsAt: NEVER,
    framesFace: false,
  };
}

function sweptBack({ length, volume, wave }: HairAppearance): StyleRules {
  return {
    roots: 10000,
    pointsPerStrand: 9,
    halfWidth: 0.032,
    lengthAt: (root) => length * mix(1.6, 8, topness(root)),
    liftAt: (root) => mix(0.2, 0.7, smoothstep(1, 7, root.rest[2])),
    combAt: (point, root) => [
      0.25 * Math.sign(root.rest[0]),
      mix(-0.6, 0.15, smoothstep(6, 10, point[1])),
      -1,
    ],
    gravity: 0.15,
    volumeAt: (root) =>
      volume * mix(0.5, 1.6, topness(root)) * (1 + 0.4 * smoothstep(3, 7, root.rest[2])),
    hold: 0.35,
    untidiness: 0.14,
    coil: coilOf(0.7 * wave),
    clumping: 0.65,
    endsAt: NEVER,
    framesFace: false,
  };
}

function curls({ length, volume, wave, part }: HairAppearance): StyleRules {
  return {
    roots: 7000,
    pointsPerStrand: 22,
    halfWidth: 0.035,
    lengthAt: (root) => length * mix(4, 8, topness(root)),
    liftAt: () => 0.75,
    combAt: (point) => away(point, [part, 12.8, -3]),
    gravity: 0.5,
    volumeAt: (root) => volume * mix(1.1, 2.6, topness(root)),
    hold: 0.25,
    untidiness: 0.3,
    coil: { radius: 0.34, lengthOfTurn: mix(2.6, 1.4, wave) },
    clumping: 0.75,
    endsAt: NEVER,
    framesFace: false,
  };
}

function afro({ length, volume }: HairAppearance): StyleRules {
  return {
    roots: 9000,
    pointsPerStrand: 14,
    halfWidth: 0.03,
    lengthAt: (root) => length * volume * mix(2.4, 5.2, topness(root)),
    liftAt: () => 0.95,
    combAt: (point) => away(point, [0, 5, -1]),
    gravity: 0,
    volumeAt: () => 0.4,
    hold: 0,
    untidiness: 0.42,
    coil: { radius: 0.22, lengthOfTurn: 0.9 },
    clumping: 0.35,
    endsAt: NEVER,
    framesFace: false,
  };
}

/** Bob and long hair: parted, falling over the ears and down. */
function hanging({ style, length, volume, part, wave, fringe }: HairAppearance): StyleRules {
  const parting = 2.2 * part;
  const end = style === 'bob' ? -5.5 - 2.5 * (length - 1) : -18 - 8 * (length - 1);
  const inFringe = ({ rest: [x, y, z] }: Root): boolean =>
    fringe > 0 && y > 7.5 && z > 3.2 && Math.abs(x) < 4.6;
  return {
    roots: style === 'bob' ? 8500 : 8000,
    pointsPerStrand: style === 'bob' ? 14 : 20,
    halfWidth: 0.034,
    lengthAt: (root) => (inFringe(root) ? 7 : root.rest[1] - end + 7),
    liftAt: (root) => 0.4 * topness(root),
    combAt: (point, root) => {
      if (inFringe(root)) return normalised([0.06 * root.rest[0], -0.4, 1]);
      const side = Math.sign(root.rest[0] - parting) || 1;
      const top: Vec3 = [side, 0, root.rest[2] > 2 ? -0.12 : -0.25];
      const fall: Vec3 = [0.08 * side, -1, point[1] > -2 && point[2] > 0 ? -0.3 : 0];
      const share = smoothstep(7, 11, point[1]) * smoothstep(-7, -3, root.rest[2]);
      return normalised(sum(scaled(top, share), scaled(fall, 1 - share)));
    },
    gravity: 0.7,
    volumeAt: (root) => volume * mix(1.0, 1.5, topness(root)),
    hold: 0.3,
    untidiness: 0.1,
    coil: wave < 0.1 ? STRAIGHT : { radius: 0.6 * wave, lengthOfTurn: mix(9, 3, wave) },
    clumping: 0.55,
    endsAt: (point, root) => point[1] < (inFringe(root) ? 6.3 - 0.5 * fringe : end),
    framesFace: true,
  };
}

function tied({ volume, wave }: HairAppearance): StyleRules {
  return {
    roots: 9000,
    pointsPerStrand: 14,
    halfWidth: 0.032,
    lengthAt: (root) => 1.15 * Math.hypot(...difference(KNOT, root.rest)) + 2,
    liftAt: (root) => 0.25 * topness(root),
    combAt: (point) => away(KNOT, point),
    gravity: 0.05,
    volumeAt: (root) =>
      volume *
      piecewise(
        [
          [3, 0.3],
          [12, 0.9],
        ],
        root.rest[1],
      ),
    hold: 0.5,
    untidiness: 0.07,
    coil: wave > 0.4 ? { radius: 0.12, lengthOfTurn: 2 } : STRAIGHT,
    clumping: 0.3,
    endsAt: (point) => Math.hypot(...difference(KNOT, point)) < 1.2,
    framesFace: false,
  };
}
