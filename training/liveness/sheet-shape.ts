import type { Vector3 } from '../../electron/engine/geometry/rigid.ts';
import type { Random } from '../synthesis/people/random.ts';

/** How the paper itself is held; each may besides be crumpled, have a nose folded out, or holes. */
export const SHEET_FORMS = ['flat', 'bent', 'wave', 'folded', 'folded-twice', 'rounded'] as const;
export type SheetForm = (typeof SHEET_FORMS)[number];

/** Where the printed face has what is cut or folded out, mm on the paper. */
export interface PrintedFace {
  readonly eyes: readonly (readonly [number, number])[];
  readonly nose: {
    readonly bridge: readonly [number, number];
    readonly tip: readonly [number, number];
  };
  /** Millimetres on the paper for one of the face. */
  readonly scale: number;
}

export interface SheetShape {
  readonly form: SheetForm;
  readonly nose: boolean;
  readonly holes: boolean;
  readonly crumpled: boolean;
  /** @returns null in a hole and beyond the edge; camera axes, mm */
  at(across: number, down: number): Vector3 | null;
  /** The same with no hole and no edge: where a printed point is, or would be. */
  solidAt(across: number, down: number): Vector3;
}

/** Half the length over which a profile is tabulated, mm. */
const REACH_MM = 400;
const STEEPEST = 1.35;

/** A sheet of random form around a printed face. */
export function sampleSheet(form: SheetForm, face: PrintedFace, random: Random): SheetShape {
  const bend = sampleProfile(form, random);
  const noseOut = random.chance(0.22) ? sampleNose(face, random) : null;
  const holes = random.chance(0.18) ? sampleHoles(face, random) : null;
  const crumple = random.chance(0.25) ? sampleRidges(2 + random.below(5), 0.08, random) : null;
  const second =
    form === 'folded-twice' && random.chance(0.5) ? sampleRidges(1, 0.5, random) : null;
  const round = form === 'rounded' ? sampleRound(random) : null;
  const isInside = sampleOutline(face.scale, random);
  const solidAt = (across: number, down: number): Vector3 => {
    const [x, y, z] = bend(across, down);
    let nearer = 0;
    if (noseOut !== null) nearer -= noseOut(across, down);
    if (crumple !== null) nearer += crumple(across, down);
    if (second !== null) nearer += second(across, down);
    if (round !== null) nearer += round(across, down);
    return [x, y, z + nearer];
  };
  return {
    form,
    nose: noseOut !== null,
    holes: holes !== null,
    crumpled: crumple !== null,
    solidAt,
    at: (across, down) =>
      isInside(across, down) && !(holes?.(across, down) ?? false) ? solidAt(across, down) : null,
  };
}

/** Bends paper without stretching it: its profile's slope is tabulated along one direction and integrated. */
function sampleProfile(form: SheetForm, random: Random): (across: number, down: number) => Vector3 {
  const slope = sampleSlope(form, random);
  const angle = random.chance(0.5)
    ? 0.12 * random.normal()
    : random.range(-Math.PI / 2, Math.PI / 2);
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const along = new Float64Array(2 * REACH_MM + 1);
  const away = new Float64Array(2 * REACH_MM + 1);
  for (const side of [1, -1]) {
    for (let p = 1; p <= REACH_MM; p++) {
      const i = REACH_MM + side * p;
      const phi = Math.max(-STEEPEST, Math.min(STEEPEST, slope(side * (p - 0.5))));
      along[i] = (along[i - side] ?? 0) + side * Math.cos(phi);
      away[i] = (away[i - side] ?? 0) + side * Math.sin(phi);
    }
  }
  const read = (table: Float64Array, p: number): number => {
    const place = Math.max(0, Math.min(2 * REACH_MM - 1e-6, p + REACH_MM));
    const i = Math.floor(place);
    return (table[i] ?? 0) + (place - i) * ((table[i + 1] ?? 0) - (table[i] ?? 0));
  };
  return (across, down) => {
    const p = cos * across + sin * down;
    const q = cos * down - sin * across;
    const x = read(along, p);
    return [cos * x - sin * q, sin * x + cos * q, read(away, p)];
  };
}

/** Slope of the profile, radians, by place along it, mm. */
function sampleSlope(form: SheetForm, random: Random): (p: number) => number {
  const side = random.chance(0.85) ? 1 : -1;
  const bend = (): ((p: number) => number) => {
    const radius = side * 45 * (260 / 45) ** random.unit();
    const middle = 15 * random.normal();
    return (p) => (p - middle) / radius;
  };
  const fold = (place: number): ((p: number) => number) => {
    const total = side * random.range(0.25, 1.7);
    const crease = random.chance(0.5) ? 1 : random.range(1, 15);
    return (p) => (total / 2) * Math.max(-1, Math.min(1, (p - place) / crease));
  };
  switch (form) {
    case 'flat':
    case 'rounded':
      return () => 0;
    case 'bent':
      return bend();
    case 'wave': {
      const length = random.range(45, 320);
      const steep = random.range(0.15, 1);
      const phase = random.range(0, 2 * Math.PI);
      return (p) => steep * Math.sin((2 * Math.PI * p) / length + phase);
    }
    case 'folded': {
      const one = fold((random.chance(0.5) ? 6 : 25) * random.normal());
      const curve = random.chance(0.25) ? bend() : () => 0;
      return (p) => one(p) + 0.5 * curve(p);
    }
    case 'folded-twice': {
      const place = random.range(-45, 15);
      const [one, other] = [fold(place), fold(place + random.range(10, 80))];
      const back = random.chance(0.3) ? -1 : 1;
      return (p) => one(p) + back * other(p);
    }
  }
}

/** Paraboloids and saddles: no paper does this, a cushion or a balloon does. */
function sampleRound(random: Random): (across: number, down: number) => number {
  const curvature = () => (random.chance(0.9) ? 1 : -1) / (2 * 55 * (300 / 55) ** random.unit());
  const [a, b] = [curvature(), curvature()];
  const c = 0.002 * random.normal();
  const [u, v] = [10 * random.normal(), 10 * random.normal()];
  return (across, down) => {
    const [x, y] = [across - u, down - v];
    return Math.min(150, a * x * x + b * y * y + c * x * y);
  };
}

/** Sharp ridges and valleys that run across all of the sheet. */
function sampleRidges(
  count: number,
  steepest: number,
  random: Random,
): (across: number, down: number) => number {
  const ridges = Array.from({ length: count }, () => {
    const angle = random.range(0, Math.PI);
    return {
      cos: Math.cos(angle),
      sin: Math.sin(angle),
      place: 35 * random.normal(),
      steep: random.range(-steepest, steepest),
    };
  });
  return (across, down) =>
    ridges.reduce(
      (sum, { cos, sin, place, steep }) =>
        sum + steep * Math.abs(cos * across + sin * down - place),
      0,
    );
}

/** A flap folded up from the paper over the printed nose: a pyramid, steepest below its tip. */
function sampleNose(
  { nose: { bridge, tip }, scale }: PrintedFace,
  random: Random,
): (across: number, down: number) => number {
  const height = random.range(8, 36);
  const half = scale * random.range(9, 26);
  const top = bridge[1] + 8 * random.normal();
  const end = tip[1] + 4 * random.normal();
  const drop = random.range(3, 18);
  const middle = tip[0] + 3 * random.normal();
  const blunt = random.chance(0.5);
  return (across, down) => {
    const length = down < end ? (down - top) / Math.max(10, end - top) : 1 - (down - end) / drop;
    if (length <= 0) return 0;
    const width = half * (down < end ? Math.max(0.25, length) : 1);
    const side = 1 - Math.abs(across - middle) / width;
    return side <= 0 ? 0 : height * length * (blunt ? Math.sqrt(side) : side);
  };
}

/** Holes over the eyes, sometimes over nose or mouth. */
function sampleHoles(
  { eyes, nose, scale }: PrintedFace,
  random: Random,
): (across: number, down: number) => boolean {
  const wide = scale * random.range(10, 24);
  const high = scale * random.range(7, 17);
  const holes = eyes.map(([x, y]) => ({ x, y, wide, high }));
  if (random.chance(0.25)) {
    const [x, y] = nose.tip;
    holes.push({
      x,
      y: y - 8,
      wide: scale * random.range(10, 20),
      high: scale * random.range(15, 30),
    });
  }
  return (across, down) =>
    holes.some(
      (hole) => ((across - hole.x) / hole.wide) ** 2 + ((down - hole.y) / hole.high) ** 2 < 1,
    );
}

/** A page, a poster, or paper cut along the face. */
function sampleOutline(scale: number, random: Random): (across: number, down: number) => boolean {
  const [x, y] = [8 * random.normal(), 8 + 8 * random.normal()];
  if (random.chance(0.35)) {
    const [half, high] = [scale * random.range(66, 88), scale * random.range(85, 120)];
    return (across, down) => ((across - x) / half) ** 2 + ((down - y) / high) ** 2 < 1;
  }
  const [half, high] = [random.range(78, 190), random.range(100, 220)];
  return (across, down) => Math.abs(across - x) < half && Math.abs(down - y) < high;
}
