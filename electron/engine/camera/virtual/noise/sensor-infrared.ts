import type { CleanFrame } from './clean-frame.ts';
import { SubjectRows } from './subject-rows.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { SeededRandom, TABLE_SIZE } from '../../../../base/seeded-random.ts';

/** What a white wall that faces the lamp sends back from one metre: about what real Kinects report of skin there. */
const LAMP = 16_000;
/** Standard deviations: of what is there, as a share of it, and of the dark. */
const SHOT_NOISE = 0.015;
const READ_NOISE = 25;
const BRIGHTEST = 65_535;
/** Squared tangent beyond which a surface gets no darker: what the camera sees, the lamp beside it lights. */
const STEEPEST = 100;

/**
 * Share of near-infrared light that a surface sends back: `dark` where its red is 0, `bright` where it is 255. Skin of
 * every tone is bright, and melanin of hair and brows less dark than in colour (Angelopoulou, "Understanding the color
 * of human skin", 2001; Kang et al., 2009); eyes are dark; glass is clear, so a lens is the skin behind it.
 */
const ALBEDO: Readonly<Record<number, { readonly dark: number; readonly bright: number }>> = {
  [SURFACE.none]: { dark: 0.1, bright: 0.8 },
  [SURFACE.skin]: { dark: 0.3, bright: 0.8 },
  [SURFACE.hair]: { dark: 0.15, bright: 0.6 },
  [SURFACE.eye]: { dark: 0.08, bright: 0.5 },
  [SURFACE.lens]: { dark: 0.25, bright: 0.75 },
  [SURFACE.frame]: { dark: 0.05, bright: 0.7 },
  [SURFACE.cloth]: { dark: 0.2, bright: 0.8 },
  // Dyes of printers are all but clear at 850 nm: of the picture little is left.
  [SURFACE.paper]: { dark: 0.6, bright: 0.8 },
  // Polarisers and black glass swallow the lamp's light, and what a display sends out is no infrared.
  [SURFACE.screen]: { dark: 0.03, bright: 0.03 },
};

/** By surface and red, times `LAMP` and a million for mm². */
const SENT_BACK = Float32Array.from({ length: 16 * 256 }, (_, i) => {
  const { dark, bright } = ALBEDO[i >> 8] ?? { dark: 0, bright: 0 };
  return LAMP * 1e6 * (dark + ((bright - dark) * (i & 255)) / 255);
});

/** Noisy pictures of the wall, from which every row is copied anew, shifted by up to so many columns. */
const WALL_PICTURES = 6;
const WALL_SHIFTS = 16;
const WRAP = TABLE_SIZE - 1;

/**
 * The infrared picture of a Kinect v2, lit by its own lamp: falls with the cosine of the surface's angle and with the
 * square of its distance, whatever light is in the room. Its noise is its own, so that colour and depth are the same
 * with and without it.
 */
export class InfraredCamera {
  readonly #gaussian: Float32Array;
  readonly #random: SeededRandom;
  readonly #subject = new SubjectRows();
  /** Background that does not move, measured once; empty before. */
  #wall: { readonly pixels: Uint32Array; readonly rows: Uint16Array } | null = null;

  /** @param gaussian a noise table */
  constructor(gaussian: Float32Array, seed: number) {
    this.#gaussian = gaussian;
    this.#random = new SeededRandom(seed ^ 0x3c6ef372);
  }

  /** width × height; black where nothing is there. */
  measure(clean: CleanFrame): Uint16Array {
    const { width, height, wall } = clean;
    const out = new Uint16Array(width * height);
    const rows = wall === undefined ? null : this.#rowsOfWall(clean, wall.pixels, wall.mm);
    this.#subject.find(clean);
    const { left, right } = this.#subject;
    for (let y = 0; y < height; y++) {
      const chance = this.#random.nextInteger();
      if (rows === null) {
        this.#measure(clean, out, y, 0, width - 1, chance);
        continue;
      }
      const stride = width + WALL_SHIFTS;
      const picture = chance % WALL_PICTURES;
      const from = (picture * height + y) * stride + (Math.floor(chance / 8) % WALL_SHIFTS);
      out.set(rows.subarray(from, from + width), y * width);
      this.#measure(clean, out, y, left[y] ?? 0, right[y] ?? -1, chance);
    }
    return out;
  }

  #measure(
    { width, height, color, depth, surface, intrinsics, wall }: CleanFrame,
    out: Uint16Array,
    y: number,
    left: number,
    right: number,
    start: number,
  ): void {
    const gaussian = this.#gaussian;
    const hasWall = wall !== undefined;
    // Half the difference of two neighbours over the width of a pixel at z: tan θ is √(dx² + dy²) · fx / 2z.
    const squaredFocal = (intrinsics.fx * intrinsics.fx) / 4;
    const isBorderRow = y === 0 || y === height - 1;
    for (let x = left, i = y * width + left; x <= right; x++, i++) {
      const kind = surface[i] ?? 0;
      if (kind === SURFACE.none && hasWall) continue;
      const z = depth[i] ?? 0;
      if (z <= 0) continue;
      const sent = SENT_BACK[(kind << 8) | (color[4 * i] ?? 0)] ?? 0;
      let slope = 0;
      if (!isBorderRow && x !== 0 && x !== width - 1) {
        const dx = (depth[i + 1] ?? 0) - (depth[i - 1] ?? 0);
        const dy = (depth[i + width] ?? 0) - (depth[i - width] ?? 0);
        slope = Math.min(STEEPEST * z * z, (dx * dx + dy * dy) * squaredFocal);
      }
      // sent · cos θ / z²
      const brightness = sent / (z * Math.sqrt(z * z + slope));
      const value =
        brightness + (gaussian[(start + x) & WRAP] ?? 0) * (READ_NOISE + SHOT_NOISE * brightness);
      out[i] = value <= 0 ? 0 : value >= BRIGHTEST ? BRIGHTEST : value;
    }
  }

  #rowsOfWall({ width, height }: CleanFrame, pixels: Uint32Array, mm: number): Uint16Array {
    if (this.#wall?.pixels === pixels) return this.#wall.rows;
    const stride = width + WALL_SHIFTS;
    const rows = new Uint16Array(WALL_PICTURES * height * stride);
    for (let n = 0; n < WALL_PICTURES * height; n++) {
      const start = this.#random.nextInteger();
      const row = (n % height) * width;
      for (let k = 0; k < stride; k++) {
        const x = Math.min(width - 1, Math.max(0, k - WALL_SHIFTS / 2));
        const red = (pixels[row + x] ?? 0) & 255;
        const sent = SENT_BACK[(SURFACE.none << 8) | red] ?? 0;
        rows[n * stride + k] = noisy(sent / (mm * mm), this.#gaussian[(start + k) & WRAP] ?? 0);
      }
    }
    this.#wall = { pixels, rows };
    return rows;
  }
}

function noisy(brightness: number, noise: number): number {
  const value = brightness + noise * (READ_NOISE + SHOT_NOISE * brightness);
  return value <= 0 ? 0 : value >= BRIGHTEST ? BRIGHTEST : value;
}
