import type { Vector3 } from '../../electron/engine/geometry/rigid.ts';
import type { Random } from '../synthesis/people/random.ts';

/** How the paper itself is held; each may besides be creased, have a nose folded out, or holes. */
export const SHEET_FORMS = [
  'flat',
  'bent',
  'wave',
  'folded',
  'folded-twice',
  'rounded',
  'cone',
  'crumpled',
  'embossed',
  /** Bent round one axis and folded along another. */
  'bent-and-folded',
  /** A mask of thick paper on somebody's face. */
  'worn',
  /** Cut off along a line, with somebody's own face above or below it. */
  'half-mask',
  /** Behind the frame of a picture. */
  'framed',
  /** A screen, whose glare hides depth. */
  'tablet',
] as const;
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
  readonly creased: boolean;
  /** @returns null in a hole and beyond the edge; camera axes, mm */
  at(across: number, down: number): Vector3 | null;
  /** The same with no hole and no edge: where a printed point is, or would be. */
  solidAt(across: number, down: number): Vector3;
}

/** Half the length over which a profile is tabulated, mm. */
const REACH_MM = 400;
const STEEPEST = 1.35;

/** A sheet of random form around a printed face. */
export function sampleSheet(
  form: SheetForm,
  face: PrintedFace,
  head: WornHead,
  random: Random,
): SheetShape {
  const bend = sampleProfile(form, random);
  const isScreen = form === 'tablet' || form === 'framed';
  const noseOut =
    !isScreen && form !== 'worn' && random.chance(0.22) ? sampleNose(face, random) : null;
  const holes =
    !isScreen && random.chance(form === 'worn' ? 0.6 : 0.18) ? sampleHoles(face, random) : null;
  const crease =
    !isScreen && random.chance(0.25) ? sampleRidges(2 + random.below(5), 0.08, random) : null;
  const pressed = sampleHeight(form, face, head, random);
  const isInside =
    form === 'half-mask' ? sampleCut(random) : sampleOutline(form, face.scale, random);
  const solidAt = (across: number, down: number): Vector3 => {
    const [x, y, z] = bend(across, down);
    let nearer = pressed(across, down);
    if (noseOut !== null) nearer -= noseOut(across, down);
    if (crease !== null) nearer += crease(across, down);
    return [x, y, z + nearer];
  };
  return {
    form,
    nose: noseOut !== null,
    holes: holes !== null,
    creased: crease !== null,
    solidAt,
    at: (across, down) =>
      isInside(across, down) && !(holes?.(across, down) ?? false) ? solidAt(across, down) : null,
  };
}

/** The head that a mask is formed over: z away from the camera, mm; smoother with more reach. */
export type WornHead = (across: number, down: number, smoothing: number) => number;
export const SMOOTHINGS_MM = [8, 12, 18, 26] as const;

/** What a form adds to the bent paper along its axis, mm away from the camera. */
function sampleHeight(
  form: SheetForm,
  face: PrintedFace,
  head: WornHead,
  random: Random,
): (across: number, down: number) => number {
  switch (form) {
    case 'folded-twice':
      return random.chance(0.5) ? sampleRidges(1, 0.5, random) : () => 0;
    case 'bent-and-folded':
      return sampleRidges(1, 0.6, random);
    case 'rounded':
      return sampleRound(random);
    case 'cone':
      return sampleCone(random);
    case 'crumpled':
      return sampleCrumpled(random);
    case 'embossed':
      return sampleEmbossed(face, random);
    case 'worn': {
      const smoothing = SMOOTHINGS_MM[random.below(SMOOTHINGS_MM.length)] ?? 8;
      const [tall, wide] = [random.range(0.6, 1), 1 + 0.06 * random.normal()];
      return (across, down) => tall * head(across / wide, down, smoothing);
    }
    case 'framed': {
      const [half, high] = [random.range(60, 110), random.range(80, 140)];
      const thick = random.range(4, 30);
      return (across, down) => (Math.abs(across) < half && Math.abs(down - 8) < high ? 0 : -thick);
    }
    default:
      return () => 0;
  }
}

/** A cone whose tip lies anywhere about the face. */
function sampleCone(random: Random): (across: number, down: number) => number {
  const [x, y] = [25 * random.normal(), random.range(-110, 110)];
  const [steep, blunt] = [random.range(0.15, 0.9), random.range(1, 12)];
  const narrow = random.range(0.5, 1.5);
  return (across, down) =>
    Math.min(150, steep * Math.hypot(across - x, narrow * (down - y), blunt));
}

/** Ridges everywhere, with dents between them. */
function sampleCrumpled(random: Random): (across: number, down: number) => number {
  const ridges = sampleRidges(4 + random.below(7), random.range(0.06, 0.25), random);
  const dents = Array.from({ length: 3 + random.below(8) }, () => ({
    x: random.range(-70, 70),
    y: random.range(-80, 90),
    wide: random.range(8, 30),
    deep: 6 * random.normal(),
  }));
  return (across, down) =>
    dents.reduce(
      (sum, { x, y, wide, deep }) =>
        sum + deep * Math.exp(-((across - x) ** 2 + (down - y) ** 2) / (2 * wide ** 2)),
      ridges(across, down),
    );
}

/** Features pressed out of the paper by hand: a nose, brows, a chin, sockets, each there or not, on a bent sheet. */
function sampleEmbossed(
  { eyes, nose, scale }: PrintedFace,
  random: Random,
): (across: number, down: number) => number {
  const bumps: { x: number; y: number; wide: number; high: number; deep: number }[] = [];
  const press = (x: number, y: number, wide: number, high: number, deep: number) => {
    const [right, below] = [3 * random.normal(), 3 * random.normal()];
    bumps.push({ x: x + right, y: y + below, wide: scale * wide, high: scale * high, deep });
  };
  if (random.chance(0.8)) {
    const [x, y] = nose.tip;
    press(x, y - 6, random.range(7, 13), random.range(10, 20), -random.range(6, 26));
  }
  if (random.chance(0.4))
    press(0, -32, random.range(25, 45), random.range(6, 14), -random.range(2, 9));
  if (random.chance(0.4))
    press(0, 78, random.range(12, 28), random.range(10, 20), -random.range(2, 12));
  if (random.chance(0.5)) {
    const deep = random.range(2, 12);
    for (const [x, y] of eyes) press(x, y, random.range(8, 15), random.range(6, 12), deep);
  }
  if (random.chance(0.4))
    press(0, 45, random.range(12, 24), random.range(7, 16), -random.range(2, 8));
  return (across, down) =>
    bumps.reduce(
      (sum, { x, y, wide, high, deep }) =>
        sum + deep * Math.exp(-0.5 * (((across - x) / wide) ** 2 + ((down - y) / high) ** 2)),
      0,
    );
}

/** The part of a sheet above or below a line across the face. */
function sampleCut(random: Random): (across: number, down: number) => boolean {
  const place = random.range(-8, 32);
  const slant = 0.15 * random.normal();
  const side = random.chance(0.5) ? 1 : -1;
  return (across, down) =>
    side * (down - place - slant * across) < 0 && Math.abs(across) < 95 && Math.abs(down) < 120;
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
    case 'cone':
    case 'framed':
    case 'tablet':
      return () => 0;
    case 'bent':
    case 'bent-and-folded':
      return bend();
    case 'crumpled':
    case 'half-mask':
    case 'embossed':
      return random.chance(0.6) ? bend() : () => 0;
    case 'worn':
      return random.chance(0.3) ? bend() : () => 0;
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
function sampleOutline(
  form: SheetForm,
  scale: number,
  random: Random,
): (across: number, down: number) => boolean {
  const [x, y] = [8 * random.normal(), 8 + 8 * random.normal()];
  if (form === 'tablet') {
    const [half, high] = [random.range(75, 115), random.range(95, 145)];
    return (across, down) => Math.abs(across - x) < half && Math.abs(down - y) < high;
  }
  if (form === 'worn' || (form !== 'framed' && random.chance(0.35))) {
    const [half, high] = [scale * random.range(66, 88), scale * random.range(85, 120)];
    return (across, down) => ((across - x) / half) ** 2 + ((down - y) / high) ** 2 < 1;
  }
  const [half, high] = [random.range(78, 190), random.range(100, 220)];
  return (across, down) => Math.abs(across - x) < half && Math.abs(down - y) < high;
}
