import { faceContours } from '../hair/contours.ts';
import { beardDensity, browDensity } from '../hair/facial-hair.ts';
import { clamp, hill, mix, smoothstep } from '../render/math.ts';
import { fractalNoise, valueNoise } from './noise.ts';
import { outlineDistance, segmentDistance } from '../hair/outline.ts';
import type { Outline } from '../hair/outline.ts';
import type { Albedo, Appearance, Identity } from '../person.ts';
import { skinAlbedo } from './pigment.ts';
import { hairDensity } from '../hair/scalp.ts';

/** The look of one point of skin. */
export interface Paint {
  /** Linear reflectance. */
  red: number;
  green: number;
  blue: number;
  /** Strength of the highlight. */
  gloss: number;
  /** Fine relief above the mesh, cm. */
  height: number;
}

export type Painter = (x: number, y: number, z: number, out: Paint) => void;

/**
 * Paints skin as a function of the position on the neutral face (cm), so that every identity gets its features in the
 * right place and the seams of the texture never show.
 */
export function skinPainter(
  identity: Identity,
  appearance: Appearance,
  { pores }: { readonly pores: boolean } = { pores: true },
): Painter {
  const { lips, eye } = faceContours();
  const lipBox = boxAround(lips, LIP_BORDER);
  const { seed } = identity;
  const pigment: Pigments = { melanin: 0, blood: 0, gloss: 0 };
  return (x, y, z, out) => {
    const front = smoothstep(2, 6, z);
    const pore = pores ? valueNoise(x * 13, y * 13, z * 13, seed + 3) : 0;
    pigments(identity, x, y, z, front, pore, pigment);
    const { melanin, blood, gloss } = pigment;
    out.height = foldHeight(identity, x, y, z) + 0.0045 * pore * (0.5 + 0.6 * wear(identity));
    out.gloss = gloss;
    setColour(out, skinAlbedo(melanin, blood, identity.skin.yellow));
    const lip =
      z > 7.5 && x > lipBox.left && x < lipBox.right && y > lipBox.bottom && y < lipBox.top
        ? outlineDistance(lips, x, y)
        : 1;
    if (lip < LIP_BORDER) paintLips(out, identity, appearance, x, y, melanin, blood, lip);
    if (z > 6 && Math.abs(x) > 1.2 && Math.abs(x) < 5.4 && y > 2 && y < 5.2) {
      paintLidRim(out, identity, appearance, y, outlineDistance(eye, Math.abs(x), y));
    }
    paintBeard(out, identity, appearance, x, y, z, smoothstep(-0.05, LIP_BORDER, lip));
    paintBrows(out, identity, x, y, z);
    paintScalp(out, identity, appearance, x, y, z);
  };
}

/** Distance over which the lips fade into the skin, cm. */
const LIP_BORDER = 0.2;

function boxAround(outline: Outline, margin: number) {
  const xs = outline.map(([x]) => x);
  const ys = outline.map(([, y]) => y);
  return {
    left: Math.min(...xs) - margin,
    right: Math.max(...xs) + margin,
    bottom: Math.min(...ys) - margin,
    top: Math.max(...ys) + margin,
  };
}

/** Visible share of ageing, 0 to 1. */
const wear = ({ age }: Identity): number => clamp((age - 30) / 40);

function setColour(out: Paint, colour: Albedo): void {
  out.red = colour[0];
  out.green = colour[1];
  out.blue = colour[2];
}

function blend(out: Paint, colour: Albedo, amount: number): void {
  out.red = mix(out.red, colour[0], amount);
  out.green = mix(out.green, colour[1], amount);
  out.blue = mix(out.blue, colour[2], amount);
}

function darken(out: Paint, factor: number): void {
  setColour(out, [out.red * factor, out.green * factor, out.blue * factor]);
}

interface Pigments {
  melanin: number;
  blood: number;
  gloss: number;
}

function pigments(
  { skin, seed, moles }: Identity,
  x: number,
  y: number,
  z: number,
  front: number,
  pore: number,
  out: Pigments,
): void {
  const side = Math.abs(x);
  const cheek = hill(side, y, 4.6, 0.4, 2.2, 1.9) * front;
  const nose = hill(x, y, 0, 0.2, 1.5, 1.5) * smoothstep(9.5, 12, z);
  const ear = smoothstep(8.1, 9, side) * smoothstep(-3, -2, y) * smoothstep(4.5, 3.5, y);
  const lids = hill(side, y, 3.1, 4.1, 1.9, 0.75) * front;
  const circles = skin.eyeCircles * hill(side, y, 2.9, 2.3, 1.6, 0.55);
  const patches = fractalNoise(x * 0.35, y * 0.35, z * 0.35, seed);
  const mottle = valueNoise(x * 3.1, y * 3.1, z * 3.1, seed + 9);
  let melanin = skin.melanin * (1 + 0.1 * skin.blotch * patches + 0.04 * mottle) + 0.012 * pore;
  melanin += (0.14 + 0.1 * skin.melanin) * (circles + 0.5 * lids) * front;
  melanin += 0.1 * skin.melanin * smoothstep(-8, -11, y) - 0.1 * skin.melanin * cheek;
  const flow = valueNoise(x * 0.8, y * 0.8, z * 0.8, seed + 5);
  let blood = skin.blood * (1 + 0.25 * skin.blotch * flow) + 0.04 * pore;
  blood += skin.flush * (0.26 * cheek + 0.24 * nose + 0.26 * ear);
  blood += (0.12 * lids + 0.1 * hill(x, y, 0, -7, 1.6, 1.2) * front) / (1 + skin.melanin);
  if (skin.freckles > 0 && front > 0) {
    const spots =
      valueNoise(x * 6.5, y * 6.5, z * 6.5, seed + 21) +
      0.4 * valueNoise(x * 2, y * 2, z * 2, seed + 4);
    const where = 0.25 + hill(x, y, 0, 1, 6, 2.6);
    melanin += skin.freckles * 0.6 * smoothstep(0.42, 0.75, spots) * where * front;
  }
  for (let i = 0; i < moles.length; i++) {
    const mole = moles[i];
    if (mole === undefined) continue;
    if (z <= 3 || Math.abs(x - mole.x) > 0.4 || Math.abs(y - mole.y) > 0.4) continue;
    const distance = Math.hypot(x - mole.x, y - mole.y);
    if (distance < 0.4) {
      melanin += 1.3 * mole.strength * smoothstep(mole.radius * 1.5, mole.radius * 0.5, distance);
    }
  }
  const shine = nose + hill(x, y, 0, 8, 3, 1.6) * front + 0.5 * cheek;
  out.melanin = Math.max(0.02, melanin);
  out.blood = Math.max(0.03, blood);
  out.gloss = skin.oil * (0.42 + 0.3 * shine);
}

/** Wrinkles and the folds every face has, cm below the surface. */
function foldHeight(identity: Identity, x: number, y: number, z: number): number {
  if (z < 2) return 0;
  const side = Math.abs(x);
  const age = wear(identity);
  const { seed } = identity;
  const waver = 0.12 * valueNoise(x * 0.5, y * 0.3, 1, seed);
  let depth = 0;
  if (y > 6.6 && y < 10.4) {
    const lines = Math.pow(0.5 + 0.5 * Math.sin((y + 2 * waver + 0.02 * x * x) * 6.9 + seed), 4);
    const where = smoothstep(6.6, 7.2, y) * smoothstep(10.4, 9.4, y) * smoothstep(6, 3.5, side);
    depth += 0.018 * age * where * lines;
  }
  if (side > 4.6 && y > 1.4 && y < 5) {
    const rays = Math.pow(0.5 + 0.5 * Math.sin(Math.atan2(y - 3.2, side - 4.2) * 11 + seed), 4);
    depth += 0.014 * age * smoothstep(4.7, 5.3, side) * smoothstep(7, 6, side) * rays;
  }
  const nasolabial = segmentDistance(side, y, 1.75, -0.3, 3.15, -3.6);
  depth += 0.03 * (0.15 + age) * Math.exp(-(nasolabial ** 2) / 0.04) * smoothstep(-4.4, -3.2, y);
  if (side > 1.4 && side < 5) {
    const within = smoothstep(5, 4.1, side) * smoothstep(1.4, 2.1, side);
    const bag = y - (1.95 + 0.09 * (side - 3.1) ** 2);
    const crease = y - (4.45 - 0.12 * (side - 3) ** 2);
    depth += 0.02 * (0.1 + age) * Math.exp((-bag * bag) / 0.025) * within;
    depth += 0.03 * Math.exp((-crease * crease) / 0.012) * within;
  }
  const frown = Math.exp(-((side - 0.55) ** 2) / 0.02);
  depth += 0.012 * age * frown * smoothstep(4.6, 5.2, y) * smoothstep(7, 6.2, y);
  return -depth;
}

const LIPSTICK: Albedo = [0.33, 0.04, 0.065];

function paintLips(
  out: Paint,
  { lips, seed }: Identity,
  { lipstick }: Appearance,
  x: number,
  y: number,
  melanin: number,
  blood: number,
  distance: number,
): void {
  const cover = smoothstep(0.16, -0.22, distance);
  const ridges = valueNoise(x * 7, y * 0.9, 3, seed);
  const strength = lips.blood / (1 + 0.5 * melanin);
  const bare = skinAlbedo(
    Math.max(0.03, melanin * 0.9 + lips.melanin),
    blood + strength + 0.12 * ridges,
    1,
  );
  blend(out, bare, cover);
  blend(out, LIPSTICK, 0.6 * lipstick * cover);
  const seam = y + 3.4 - 0.02 * x * x;
  darken(out, 1 - 0.4 * cover * Math.exp((-seam * seam) / 0.006));
  out.gloss = mix(out.gloss, 0.9, 0.7 * cover);
  out.height += cover * 0.01 * ridges;
}

/** Roots of the lashes and make-up along the rim of the lids. */
function paintLidRim(
  out: Paint,
  { lashes, masculine }: Identity,
  { eyeMakeup }: Appearance,
  y: number,
  distance: number,
): void {
  const upper = smoothstep(3.0, 3.5, y);
  const rim = Math.exp((-distance * distance) / 0.01) * (0.25 + 0.45 * upper);
  const liner = 0.6 * eyeMakeup * Math.exp((-distance * distance) / 0.03) * upper;
  darken(out, 1 - 0.75 * clamp(rim * (0.5 + 0.3 * lashes) * (masculine ? 0.8 : 1) + liner));
  const shadow = eyeMakeup * 0.25 * Math.exp((-distance * distance) / 0.25) * upper;
  setColour(out, [
    out.red * (1 - 0.6 * shadow),
    out.green * (1 - shadow),
    out.blue * (1 - 0.8 * shadow),
  ]);
}

/** The shade of a beard on the skin; strands add the hairs that stand off it. */
function paintBeard(
  out: Paint,
  { hairColour, seed }: Identity,
  { beard }: Appearance,
  x: number,
  y: number,
  z: number,
  offLips: number,
): void {
  if (beard.density === 0) return;
  const area = beardDensity(beard.kind, x, y, z) * offLips;
  if (area <= 0) return;
  const grain = 0.5 + 0.5 * valueNoise(x * 12, y * 12, z * 12, seed + 31);
  const patchy = 0.8 + 0.35 * fractalNoise(x * 0.9, y * 0.9, z * 0.9, seed + 32, 2);
  const short = beard.kind === 'shadow' || beard.kind === 'stubble';
  const strength = short ? 0.4 + 0.45 * grain : 0.6 + 0.2 * grain;
  const tint: Albedo = [
    Math.min(out.red * 0.5, hairColour[0] + 0.02),
    Math.min(out.green * 0.52, hairColour[1] + 0.02),
    Math.min(out.blue * 0.56, hairColour[2] + 0.022),
  ];
  blend(out, tint, clamp(area * beard.density * strength * patchy));
  out.gloss *= 1 - 0.5 * area * beard.density;
}

function paintBrows(out: Paint, identity: Identity, x: number, y: number, z: number): void {
  if (z < 5 || y < 3.8 || y > 8) return;
  const density = browDensity(identity.brow, x, y);
  if (density <= 0) return;
  const [red, green, blue] = identity.hairColour;
  const tint: Albedo = [Math.min(red, 0.12), Math.min(green, 0.09), Math.min(blue, 0.07)];
  blend(out, tint, 0.4 * density);
  out.gloss *= 1 - 0.5 * density;
}

function paintScalp(
  out: Paint,
  identity: Identity,
  { hair }: Appearance,
  x: number,
  y: number,
  z: number,
): void {
  const density = hairDensity(identity, x, y, z) ** 1.6;
  if (density <= 0) return;
  const grain = 0.5 + 0.5 * valueNoise(x * 8, y * 8, z * 8, identity.seed + 40);
  const cover = { bald: 0.06, buzz: 0.72 }[hair.style as string] ?? 0.88;
  const depth = 0.45 + 0.4 * grain;
  const [red, green, blue] = identity.hairColour;
  blend(out, [red * depth, green * depth, blue * depth], cover * density * (0.75 + 0.25 * grain));
  out.gloss *= 1 - 0.6 * density * cover;
}
