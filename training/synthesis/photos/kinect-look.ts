import { INPUT_SIZE } from '../../../electron/engine/vision/fusion/template.ts';
import type { Random } from '../people/random.ts';
import { VIEW_MARGIN, type NativeView } from './photo-view.ts';

/** A picture of a face, without what made it: see `NativeView`. */
export type SpoiledPicture = Omit<NativeView, 'projection'>;

/** The faults of a Kinect on a face; each number is the maximum. */
export interface KinectLook {
  /** Share of views whose background is cut out (black), as registration to the depth grid does. */
  readonly cutOut: number;
  /** Share of views with patches of missing colour. */
  readonly dropouts: number;
  /** Share of views with something in front of the face. */
  readonly occluded: number;
  /** Standard deviation of the noise, of 255. */
  readonly noise: number;
  /** Largest shade across the face, as a share. */
  readonly shade: number;
}

export const STRONG_LOOK: KinectLook = {
  cutOut: 0.6,
  dropouts: 0.35,
  occluded: 0.15,
  noise: 9,
  shade: 0.55,
};

/** mm behind the middle of the face where a depth camera would cut a head out. */
const CUT_MM = { least: 55, most: 110 };

/** Gives a clean view the faults of a Kinect, at the camera's own resolution. Changes `view.color` in place. */
export function spoilAsKinect(view: SpoiledPicture, look: KinectLook, random: Random): void {
  light(view, look, random);
  if (random.chance(0.35)) blur(view, random.range(0.1, 0.5));
  addNoise(view, random.range(0, look.noise) * random.unit(), random);
  if (random.chance(look.occluded)) occlude(view, random);
  if (random.chance(look.cutOut)) cutOut(view, random);
  else if (random.chance(0.5)) replaceBackground(view, random);
  if (random.chance(look.dropouts)) dropOut(view, random);
}

/** Resamples a native view to the encoder's colour channels, (value − 127) / 128, mirrored or not. */
export function toEncoderColour(view: SpoiledPicture, mirrored: boolean, out: Float32Array): void {
  const { size, color, resolution } = view;
  const plane = INPUT_SIZE * INPUT_SIZE;
  const last = size - 1.001;
  for (let v = 0; v < INPUT_SIZE; v++) {
    const y = Math.min(last, (v + VIEW_MARGIN) * resolution);
    const y0 = Math.floor(y);
    const fy = y - y0;
    for (let u = 0; u < INPUT_SIZE; u++) {
      const x = Math.min(last, ((mirrored ? INPUT_SIZE - 1 - u : u) + VIEW_MARGIN) * resolution);
      const x0 = Math.floor(x);
      const fx = x - x0;
      const k = 3 * (y0 * size + x0);
      const below = k + 3 * size;
      for (let c = 0; c < 3; c++) {
        const top = (1 - fx) * (color[k + c] ?? 0) + fx * (color[k + 3 + c] ?? 0);
        const bottom = (1 - fx) * (color[below + c] ?? 0) + fx * (color[below + 3 + c] ?? 0);
        out[c * plane + v * INPUT_SIZE + u] = ((1 - fy) * top + fy * bottom - 127) / 128;
      }
    }
  }
}

/** Exposure, gamma, white balance, and a shade that runs across the face. */
function light({ size, color }: SpoiledPicture, look: KinectLook, random: Random): void {
  const exposure = Math.exp(random.normal() * 0.25);
  const gamma = Math.exp(random.normal() * 0.15);
  const gains = [0, 1, 2].map(() => Math.exp(random.normal() * 0.06));
  const grey = random.chance(0.08) ? 1 : random.range(0, 0.4);
  const angle = random.range(0, 2 * Math.PI);
  const strength = random.range(0, look.shade) * random.unit();
  const [sx, sy] = [(Math.cos(angle) * strength) / size, (Math.sin(angle) * strength) / size];
  const curve = Float32Array.from({ length: 256 }, (_, i) => 255 * exposure * (i / 255) ** gamma);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const k = 3 * (v * size + u);
      const shade = 1 + 2 * (sx * (u - size / 2) + sy * (v - size / 2));
      const r = (curve[(color[k] ?? 0) | 0] ?? 0) * (gains[0] ?? 1) * shade;
      const g = (curve[(color[k + 1] ?? 0) | 0] ?? 0) * (gains[1] ?? 1) * shade;
      const b = (curve[(color[k + 2] ?? 0) | 0] ?? 0) * (gains[2] ?? 1) * shade;
      const luma = grey * (0.3 * r + 0.59 * g + 0.11 * b);
      color[k] = clamp(luma + (1 - grey) * r);
      color[k + 1] = clamp(luma + (1 - grey) * g);
      color[k + 2] = clamp(luma + (1 - grey) * b);
    }
  }
}

const clamp = (x: number): number => (x < 0 ? 0 : x > 255 ? 255 : x);

/** Mixes each pixel with the mean of its four neighbours. */
export function blur({ size, color }: SpoiledPicture, share: number): void {
  const before = color.slice();
  const row = 3 * size;
  for (let k = row + 3; k < color.length - row - 3; k++) {
    const around =
      (before[k - 3] ?? 0) + (before[k + 3] ?? 0) + (before[k - row] ?? 0) + (before[k + row] ?? 0);
    color[k] = (1 - share) * (before[k] ?? 0) + (share * around) / 4;
  }
}

export function addNoise({ color }: SpoiledPicture, deviation: number, random: Random): void {
  if (deviation < 0.5) return;
  // The sum of three uniform numbers is close enough to normal for noise and far cheaper.
  for (let k = 0; k < color.length; k++) {
    const noise = 2 * (random.unit() + random.unit() + random.unit() - 1.5);
    color[k] = clamp((color[k] ?? 0) + deviation * noise);
  }
}

/** A hand, a scarf, a lock of hair: an ellipse of one colour that reaches in from the edge. */
export function occlude({ size, color }: SpoiledPicture, random: Random): void {
  const angle = random.range(0, 2 * Math.PI);
  const [cx, cy] = [0.5 + 0.5 * Math.cos(angle), 0.5 + 0.5 * Math.sin(angle)];
  const [rx, ry] = [random.range(0.1, 0.35), random.range(0.1, 0.35)];
  const tone = [0, 1, 2].map(() => random.range(10, 220));
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const inside = ((u / size - cx) / rx) ** 2 + ((v / size - cy) / ry) ** 2 < 1;
      if (inside) for (let c = 0; c < 3; c++) color[3 * (v * size + u) + c] = tone[c] ?? 0;
    }
  }
}

/**
 * Black where the depth camera sees no head. It sits beside the colour camera, so the edge is off by a few pixels; and
 * it loses hair in patches.
 */
function cutOut({ size, color, depth, resolution }: SpoiledPicture, random: Random): void {
  const limit = random.range(CUT_MM.least, CUT_MM.most);
  const shift = Math.round(random.range(-4, 4) * resolution);
  const ragged = random.range(0, 25);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const seen = depth[v * size + Math.min(size - 1, Math.max(0, u + shift))] ?? NaN;
      if (!(seen + ragged * (random.unit() - 0.5) < limit))
        color.fill(0, 3 * (v * size + u), 3 * (v * size + u) + 3);
    }
  }
}

/** Another wall: one colour with a gradient. */
function replaceBackground({ size, color, depth }: SpoiledPicture, random: Random): void {
  const tone = [0, 1, 2].map(() => random.range(0, 255));
  const slope = random.range(-0.5, 0.5);
  const limit = random.range(80, 94);
  for (let v = 0; v < size; v++) {
    for (let u = 0; u < size; u++) {
      const i = v * size + u;
      if ((depth[i] ?? NaN) < limit) continue;
      const shade = 1 + slope * (u / size - 0.5);
      for (let c = 0; c < 3; c++) color[3 * i + c] = clamp((tone[c] ?? 0) * shade);
    }
  }
}

/** Patches without a reading: dark, shiny or steep skin. */
function dropOut({ size, color }: SpoiledPicture, random: Random): void {
  const patches = 1 + random.below(5);
  for (let patch = 0; patch < patches; patch++) {
    const [cx, cy] = [random.range(0.1, 0.9) * size, random.range(0.05, 0.95) * size];
    const radius = random.range(0.01, 0.08) * size;
    for (let v = Math.floor(cy - 2 * radius); v <= cy + 2 * radius; v++) {
      for (let u = Math.floor(cx - 2 * radius); u <= cx + 2 * radius; u++) {
        if (u < 0 || v < 0 || u >= size || v >= size) continue;
        const r = Math.hypot(u - cx, v - cy) / radius;
        if (r < 0.7 + 0.6 * random.unit())
          color.fill(0, 3 * (v * size + u), 3 * (v * size + u) + 3);
      }
    }
  }
}
