import { seededRandom } from './random.ts';
import type { Random } from './random.ts';

/** Linear RGB reflectance, 0 to 1. */
export type Albedo = readonly [number, number, number];

/** The permanent features of a person. */
export interface Identity {
  readonly seed: number;
  /** Coefficients of the identity modes of the head model, standard deviations. */
  readonly coefficients: readonly number[];
  readonly masculine: boolean;
  /** Years. */
  readonly age: number;
  readonly skin: SkinTraits;
  readonly lips: { readonly blood: number; readonly melanin: number };
  readonly moles: readonly Mole[];
  readonly brow: BrowTraits;
  readonly hairColour: Albedo;
  /** Share of white hairs, 0 to 1. */
  readonly greying: number;
  /** Natural form of the hair, 0 straight to 1 tightly coiled. */
  readonly curliness: number;
  readonly hairline: Hairline;
  readonly iris: Albedo;
  /** Angular radius of the iris seen from the centre of the eye, radians. */
  readonly irisSize: number;
  /** Radius of the pupil in radii of the iris. */
  readonly pupil: number;
  readonly lashes: number;
  /** Half the width of the shoulders, cm. */
  readonly shoulders: number;
  /** How strongly the corners of the mouth rise at rest, weight of mouthSmile. */
  readonly smile: number;
  /** Height of the opening between the lids, cm. */
  readonly lidOpening: number;
}

/** Pigments of the skin: absorption strengths and how unevenly they lie. */
export interface SkinTraits {
  readonly melanin: number;
  readonly blood: number;
  readonly yellow: number;
  readonly blotch: number;
  readonly freckles: number;
  readonly flush: number;
  readonly oil: number;
  readonly eyeCircles: number;
}

/** A mole on the neutral face, cm. */
export interface Mole {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly strength: number;
}

export interface BrowTraits {
  readonly thickness: number;
  readonly arch: number;
  readonly rise: number;
  readonly density: number;
  readonly gap: number;
  readonly tail: number;
}

export interface Hairline {
  /** Raises the whole line, cm. */
  readonly lift: number;
  /** Recession over the temples, cm. */
  readonly temples: number;
}

/** The features that change from day to day. */
export interface Appearance {
  readonly hair: HairAppearance;
  readonly beard: BeardAppearance;
  readonly glasses: GlassesAppearance | undefined;
  readonly clothes: ClothesAppearance;
  /** 0 none to 1 strong. */
  readonly eyeMakeup: number;
  readonly lipstick: number;
}

export type HairStyle =
  | 'bald'
  | 'buzz'
  | 'crop'
  | 'side-part'
  | 'swept-back'
  | 'curls'
  | 'afro'
  | 'bob'
  | 'long'
  | 'tied';

export interface HairAppearance {
  readonly style: HairStyle;
  /** Multiplies the lengths of the style. */
  readonly length: number;
  readonly volume: number;
  /** Where the parting lies, −1 image left to 1 image right. */
  readonly part: number;
  /** 0 none; 1 a full fringe over the forehead. */
  readonly fringe: number;
  /** 0 straight to 1 curly. */
  readonly wave: number;
}

export type BeardKind = 'none' | 'shadow' | 'stubble' | 'goatee' | 'moustache' | 'full';

export interface BeardAppearance {
  readonly kind: BeardKind;
  readonly density: number;
  /** cm */
  readonly length: number;
}

export interface GlassesAppearance {
  readonly colour: Albedo;
  /** Half the width and height of a lens, cm. */
  readonly halfWidth: number;
  readonly halfHeight: number;
  /** Exponent of the superellipse: 2 round, 5 nearly square. */
  readonly squareness: number;
  /** Thickness of the frame, cm. */
  readonly thickness: number;
}

export interface ClothesAppearance {
  readonly colour: Albedo;
  /** Height of the collar on the neck, person space, cm. */
  readonly collar: number;
  /** Width of stripes, cm; 0 plain. */
  readonly stripe: number;
}

interface HairTone {
  readonly name: 'black' | 'dark-brown' | 'brown' | 'auburn' | 'blond';
  readonly colour: Albedo;
  readonly share: number;
}

const HAIR_TONES: readonly HairTone[] = [
  { name: 'black', colour: [0.012, 0.0095, 0.0085], share: 3 },
  { name: 'dark-brown', colour: [0.032, 0.019, 0.012], share: 3 },
  { name: 'brown', colour: [0.075, 0.043, 0.024], share: 2.2 },
  { name: 'auburn', colour: [0.115, 0.044, 0.019], share: 0.6 },
  { name: 'blond', colour: [0.27, 0.18, 0.095], share: 1.2 },
];

const IRIS_COLOURS: readonly { colour: Albedo; share: number; brown: boolean }[] = [
  { colour: [0.045, 0.022, 0.012], share: 4, brown: true },
  { colour: [0.1, 0.048, 0.02], share: 3, brown: true },
  { colour: [0.14, 0.1, 0.04], share: 1, brown: false },
  { colour: [0.11, 0.15, 0.075], share: 0.7, brown: false },
  { colour: [0.11, 0.19, 0.29], share: 1.4, brown: false },
  { colour: [0.17, 0.2, 0.23], share: 0.6, brown: false },
];

const FRAME_COLOURS: readonly Albedo[] = [
  [0.01, 0.01, 0.01],
  [0.035, 0.018, 0.01],
  [0.16, 0.15, 0.14],
  [0.05, 0.01, 0.012],
];

const IDENTITY_MODES = 100;
const BODY_STREAM = 17;
const OUTFIT_STREAM = 4241;

/** One identity, wholly determined by its seed (a whole number). */
export function sampleIdentity(seed: number): Identity {
  const random = seededRandom(seed * 7919 + BODY_STREAM);
  const masculine = random.chance(0.5);
  const age = random.range(18, 74);
  const melanin = sampleMelanin(random);
  const skin = sampleSkin(random, melanin);
  const coefficients = Array.from({ length: IDENTITY_MODES }, () =>
    Math.max(-2.2, Math.min(2.2, 0.9 * random.normal())),
  );
  const tone = random.weighted(
    HAIR_TONES.map((entry) => [entry, entry.share * toneLikelihood(entry, melanin)] as const),
  );
  const depth = random.range(0.75, 1.3);
  const iris = random.weighted(
    IRIS_COLOURS.map(
      (entry) => [entry.colour, entry.share * (melanin > 0.6 && !entry.brown ? 0.03 : 1)] as const,
    ),
  );
  const recession = masculine ? Math.max(0, random.normal()) * Math.max(0, (age - 32) / 30) : 0;
  return {
    seed,
    coefficients,
    masculine,
    age,
    skin,
    lips: {
      blood: masculine ? random.range(0.3, 0.65) : random.range(0.5, 1.1),
      melanin: random.range(-0.05, 0.25),
    },
    moles: sampleMoles(random),
    brow: {
      thickness: masculine ? random.range(0.95, 1.45) : random.range(0.6, 1),
      arch: random.range(-0.4, 0.1),
      rise: random.range(-0.45, -0.1),
      density: random.range(0.65, 1),
      gap: random.range(-0.2, 0.35),
      tail: random.range(-0.5, 0.3),
    },
    hairColour: [tone.colour[0] * depth, tone.colour[1] * depth, tone.colour[2] * depth],
    greying: age < 40 ? 0 : Math.min(1, Math.max(0, (age - 42) / 28 + 0.3 * random.normal())),
    curliness: melanin > 1.2 ? random.range(0.6, 1) : Math.max(0, 0.45 * random.normal()),
    hairline: {
      lift: random.range(-0.3, 0.5) + 0.6 * recession,
      temples: masculine ? random.range(0.1, 0.9) + recession : random.range(-0.3, 0.25),
    },
    iris,
    irisSize: random.range(0.41, 0.45),
    pupil: random.range(0.32, 0.46),
    lashes: masculine ? 0.6 : random.range(0.8, 1.1),
    shoulders: masculine ? random.range(19.5, 22.5) : random.range(17, 19),
    smile: random.range(0.12, 0.42),
    lidOpening: random.range(0.84, 1.0) - 0.0015 * (age - 40),
  };
}

function sampleMelanin(random: Random): number {
  const band = random.weighted([
    [[0.08, 0.4], 4],
    [[0.4, 0.95], 3],
    [[0.95, 1.6], 2],
    [[1.6, 2.4], 2],
  ] as const);
  return random.range(band[0], band[1]);
}

function sampleSkin(random: Random, melanin: number): SkinTraits {
  return {
    melanin,
    blood: random.range(0.24, 0.44) / (1 + 0.7 * melanin),
    yellow: random.range(0.9, 1.15),
    blotch: random.range(0.5, 1.4),
    freckles: melanin < 0.6 && random.chance(0.3) ? random.range(0.3, 1) : 0,
    flush: random.range(0.35, 1.1) / (1 + 0.9 * melanin),
    oil: random.range(0.5, 1.2),
    eyeCircles: random.range(0.1, 0.9),
  };
}

function sampleMoles(random: Random): Mole[] {
  return Array.from({ length: random.below(6) }, () => ({
    x: random.range(-6.5, 6.5),
    y: random.range(-7, 9),
    radius: random.range(0.05, 0.13),
    strength: random.range(0.3, 0.9),
  }));
}

function toneLikelihood(tone: HairTone, melanin: number): number {
  if (tone.name === 'black' || tone.name === 'dark-brown') return 1;
  return melanin > 0.9 ? 0.04 : melanin > 0.5 ? 0.4 : 1;
}

/** One appearance of an identity; different seeds give the same person on different days. */
export function sampleAppearance(identity: Identity, seed: number): Appearance {
  const random = seededRandom(seed * 9973 + identity.seed * 131 + OUTFIT_STREAM);
  const style = sampleHairStyle(random, identity);
  const grey = random.range(0.03, 0.45);
  const tint = (): number => mixOf(grey, random.range(0.02, 0.5));
  return {
    hair: {
      style,
      length: random.range(0.8, 1.2),
      volume: random.range(0.8, 1.25),
      part: random.range(-0.8, 0.8),
      fringe: !identity.masculine && random.chance(0.3) ? random.range(0.6, 1) : 0,
      wave: Math.min(1, Math.max(0, identity.curliness + 0.1 * random.normal())),
    },
    beard: sampleBeard(random, identity),
    glasses: random.chance(0.22) ? sampleGlasses(random) : undefined,
    clothes: {
      colour: [tint(), tint(), tint()],
      collar: random.range(-12.6, -11.6),
      stripe: random.chance(0.18) ? random.range(1.2, 3) : 0,
    },
    eyeMakeup: !identity.masculine && random.chance(0.4) ? random.range(0.2, 0.7) : 0,
    lipstick: !identity.masculine && random.chance(0.3) ? random.range(0.2, 0.7) : 0,
  };
}

const mixOf = (a: number, b: number): number => (a + b) / 2;

function sampleHairStyle(random: Random, { masculine, age, curliness }: Identity): HairStyle {
  const coiled = curliness > 0.55;
  if (masculine) {
    return random.weighted<HairStyle>([
      ['bald', age > 40 ? 1.2 : 0.3],
      ['buzz', coiled ? 4 : 1.5],
      ['crop', coiled ? 1 : 5],
      ['side-part', coiled ? 0 : 3],
      ['swept-back', coiled ? 0 : 2],
      ['curls', curliness > 0.3 ? 3 : 0.3],
      ['afro', coiled ? 2 : 0],
      ['long', 0.4],
    ]);
  }
  return random.weighted<HairStyle>([
    ['long', coiled ? 1.5 : 5],
    ['bob', coiled ? 1 : 3],
    ['tied', 3],
    ['crop', coiled ? 0.3 : 0.8],
    ['curls', curliness > 0.3 ? 3 : 0.5],
    ['afro', coiled ? 3 : 0],
    ['buzz', coiled ? 0.7 : 0],
  ]);
}

function sampleBeard(random: Random, { masculine }: Identity): BeardAppearance {
  if (!masculine) return { kind: 'none', density: 0, length: 0 };
  const kind = random.weighted<BeardKind>([
    ['none', 2],
    ['shadow', 4],
    ['stubble', 2.5],
    ['goatee', 0.8],
    ['moustache', 0.4],
    ['full', 1.8],
  ]);
  const density = {
    none: 0,
    shadow: random.range(0.15, 0.4),
    stubble: random.range(0.5, 0.8),
    goatee: random.range(0.7, 1),
    moustache: random.range(0.7, 1),
    full: random.range(0.7, 1),
  }[kind];
  return { kind, density, length: random.range(0.5, 1.3) };
}

function sampleGlasses(random: Random): GlassesAppearance {
  return {
    colour: random.weighted(FRAME_COLOURS.map((colour) => [colour, 1] as const)),
    halfWidth: random.range(2.3, 2.65),
    halfHeight: random.range(1.65, 2.15),
    squareness: random.range(2.2, 4.5),
    thickness: random.range(0.14, 0.3),
  };
}
