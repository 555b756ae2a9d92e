/** Which picture of a frame the next look is taken from. */
import type { RgbdFrame, Spectrum } from '../../../contract/frame.ts';

/** Mean brightness of colour, 0 to 255: of the face, and where none was found of the whole picture. */
export interface Brightness {
  readonly of: 'face' | 'picture';
  readonly mean: number;
}

/** Mean brightness below which a face is too dark, */
export const DARK_FACE = 40;
/** and a picture in which no face was found. */
const DARK_PICTURE = 12;
/** Colour must be brighter by this factor before it is taken again, so that the choice does not flicker. */
const HYSTERESIS = 1.3;

/** Whether colour is too dark for a look, for one whose last look was taken in `spectrum`. */
export function isTooDark({ of, mean }: Brightness, spectrum: Spectrum): boolean {
  const factor = spectrum === 'infrared' ? HYSTERESIS : 1;
  return mean < factor * (of === 'face' ? DARK_FACE : DARK_PICTURE);
}

const STEP = 37;

/** Mean of the green of the pixels that have a colour; 0 if none has. */
export function pictureBrightness({ color }: Pick<RgbdFrame, 'color'>): number {
  let sum = 0;
  let count = 0;
  for (let i = 0; i < color.length; i += 4 * STEP) {
    if ((color[i + 3] ?? 0) === 0) continue;
    sum += color[i + 1] ?? 0;
    count++;
  }
  return count === 0 ? 0 : sum / count;
}
