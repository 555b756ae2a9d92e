import { LEFT_EYE, RIGHT_EYE } from '../landmarks/landmark-indices.ts';
import type { ColorImage } from '../image/image.ts';

/** What is cut out around an eye: from the bridge of the nose to the temple, from the brow to the cheek. */
export const EYE_CROP = { width: 32, height: 20, millimetresPerPixel: 1.5 } as const;
export const EYE_PIXELS = EYE_CROP.width * EYE_CROP.height;

export type EyeSide = 'right' | 'left';

/** Where an eye is cut out: the middle between its corners, pixels. */
export interface EyePlace {
  readonly x: number;
  readonly y: number;
  /** From the line between both eyes to the image's x axis, radians. */
  readonly angle: number;
  /** Scale at the distance of the face. */
  readonly pixelsPerMm: number;
  /** Left eyes are mirrored, so that the nose is always on the right. */
  readonly mirrored: boolean;
}

/** Opening of the lids: the upper points of FaceMesh and those below them, by side. */
const LIDS: Readonly<Record<EyeSide, readonly (readonly [number, number])[]>> = {
  right: [
    [160, 144],
    [159, 145],
    [158, 153],
  ],
  left: [
    [387, 373],
    [386, 374],
    [385, 380],
  ],
};
const CORNERS: Readonly<Record<EyeSide, readonly [number, number]>> = {
  right: [RIGHT_EYE[0], RIGHT_EYE[1]],
  left: [LEFT_EYE[0], LEFT_EYE[1]],
};

/**
 * Where an eye lies by its landmarks.
 * @param landmarks 468 × (x, y, z) in pixels
 * @returns null where landmarks are no numbers
 */
export function placeOfEye(
  landmarks: Float32Array,
  side: EyeSide,
  pixelsPerMm: number,
): EyePlace | null {
  const right = middleOf(landmarks, CORNERS.right);
  const left = middleOf(landmarks, CORNERS.left);
  const [x, y] = side === 'right' ? right : left;
  const angle = Math.atan2(left[1] - right[1], left[0] - right[0]);
  const isPlaced = Number.isFinite(x + y + angle) && pixelsPerMm > 0 && pixelsPerMm < Infinity;
  return isPlaced ? { x, y, angle, pixelsPerMm, mirrored: side === 'left' } : null;
}

/** Mean opening between the lids by the landmarks, mm. */
export function lidOpeningMm(
  landmarks: Float32Array,
  side: EyeSide,
  { angle, pixelsPerMm }: EyePlace,
): number {
  const [across, down] = [-Math.sin(angle), Math.cos(angle)];
  let sum = 0;
  for (const [upper, lower] of LIDS[side]) {
    const dx = (landmarks[3 * lower] ?? NaN) - (landmarks[3 * upper] ?? NaN);
    const dy = (landmarks[3 * lower + 1] ?? NaN) - (landmarks[3 * upper + 1] ?? NaN);
    sum += across * dx + down * dy;
  }
  return sum / (LIDS[side].length * pixelsPerMm);
}

function middleOf(
  landmarks: Float32Array,
  [one, other]: readonly [number, number],
): readonly [number, number] {
  return [
    ((landmarks[3 * one] ?? NaN) + (landmarks[3 * other] ?? NaN)) / 2,
    ((landmarks[3 * one + 1] ?? NaN) + (landmarks[3 * other + 1] ?? NaN)) / 2,
  ];
}

/**
 * Samples the brightness around an eye, level with the eyes, in steps of `EYE_CROP.millimetresPerPixel`.
 * @param out columns × rows numbers 0 to 255, bilinear; NaN where the picture ends or has no colour
 */
export function sampleEye(
  { width, height, data }: ColorImage,
  { x, y, angle, pixelsPerMm, mirrored }: EyePlace,
  columns: number,
  rows: number,
  out: Float32Array,
): void {
  const step = EYE_CROP.millimetresPerPixel * pixelsPerMm;
  const [cos, sin] = [step * Math.cos(angle), step * Math.sin(angle)];
  const sign = mirrored ? -1 : 1;
  for (let row = 0; row < rows; row++) {
    const v = row - (rows - 1) / 2;
    for (let column = 0; column < columns; column++) {
      const u = sign * (column - (columns - 1) / 2);
      const px = x + cos * u - sin * v;
      const py = y + sin * u + cos * v;
      let grey = NaN;
      if (px >= 0 && py >= 0 && px < width - 1 && py < height - 1) {
        const left = px | 0;
        const top = py | 0;
        const at = (top * width + left) << 2;
        const below = at + 4 * width;
        const [fx, fy] = [px - left, py - top];
        const north = greyAt(data, at) + fx * (greyAt(data, at + 4) - greyAt(data, at));
        const south = greyAt(data, below) + fx * (greyAt(data, below + 4) - greyAt(data, below));
        grey = north + fy * (south - north);
      }
      out[row * columns + column] = grey;
    }
  }
}

/** Mean of the channels; NaN where all are black, which means that no colour was mapped there. */
function greyAt(data: Uint8Array, at: number): number {
  const sum = (data[at] ?? 0) + (data[at + 1] ?? 0) + (data[at + 2] ?? 0);
  return sum === 0 ? NaN : sum / 3;
}

/** Contrast below which a crop says nothing: standard deviation, of 255. */
const LEAST_CONTRAST = 2.5;
/** Added to the contrast, so that noise in a dim crop is not amplified into structure. */
const SOFT_CONTRAST = 3;
/** The least share of the middle of a crop that must have a colour. */
const LEAST_KNOWN = 0.75;
/** Contrasts of a head and what is behind it do not count: cells around the middle that are left out. */
const BORDER = { across: 6, down: 3 } as const;
const BRIGHTEST = 4;

/**
 * Takes brightness and contrast out of a crop: mean 0 and standard deviation near 1 in its middle; what has no colour
 * becomes 0.
 * @param pixels EYE_PIXELS numbers of `sampleEye`, changed in place
 * @returns false where too little of the eye is in the picture, or it has no contrast
 */
export function normaliseEye(pixels: Float32Array): boolean {
  const { width, height } = EYE_CROP;
  let [sum, square, count] = [0, 0, 0];
  for (let row = BORDER.down; row < height - BORDER.down; row++) {
    for (let column = BORDER.across; column < width - BORDER.across; column++) {
      const grey = pixels[row * width + column] ?? NaN;
      if (Number.isNaN(grey)) continue;
      sum += grey;
      square += grey * grey;
      count++;
    }
  }
  const cells = (width - 2 * BORDER.across) * (height - 2 * BORDER.down);
  if (count < LEAST_KNOWN * cells) return false;
  const mean = sum / count;
  const contrast = Math.sqrt(Math.max(0, square / count - mean * mean));
  if (!(contrast >= LEAST_CONTRAST)) return false;
  const scale = 1 / (contrast + SOFT_CONTRAST);
  for (let i = 0; i < pixels.length; i++) {
    const grey = pixels[i] ?? NaN;
    const value = Number.isNaN(grey) ? 0 : scale * (grey - mean);
    pixels[i] = Math.max(-BRIGHTEST, Math.min(BRIGHTEST, value));
  }
  return true;
}
