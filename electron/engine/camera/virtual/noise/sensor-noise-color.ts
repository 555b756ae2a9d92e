import type { CleanFrame } from './clean-frame.ts';
import type { RoomLight } from '../../../../contract/camera.ts';
import { ColorLoss, type LostColors } from './lost-colors.ts';
import { SubjectRows } from './subject-rows.ts';
import { WallPictures } from './wall-pictures.ts';
import { SURFACE } from '../atlas/atlas.ts';
import { TABLE_SIZE } from '../../../../base/seeded-random.ts';
import type { SeededRandom } from '../../../../base/seeded-random.ts';

/** Standard deviation at mid grey, in steps of 8-bit sRGB. */
const READ_AND_SHOT_NOISE = 3;
/** Every other byte of a pixel: two channels with room for the sum of eight. */
const LANES = 0x00ff00ff;
const OPAQUE = 0xff000000;
/** Noise is added as (table value * gain of the brightness) >> GAIN_BITS. */
const GAIN_BITS = 12;
const HALF = 1 << (GAIN_BITS - 1);
const TABLE_SCALE = 64;
const WRAP = TABLE_SIZE - 1;

/** Share of the bright room's sRGB that is left. In the dim room faces can be told, in the dark one nothing can. */
const LEFT: Readonly<Record<RoomLight, number>> = { bright: 1, dim: 0.45, dark: 0.025 };

/** Each byte in a room of this light; null: as it is. */
const shadeOf = (light: RoomLight): Uint8Array | null =>
  light === 'bright'
    ? null
    : Uint8Array.from({ length: 256 }, (_, byte) => Math.round(LEFT[light] * byte));

/** Blur of a lens that is not quite sharp, then read and shot noise (variance a + b * brightness: Foi et al. 2008, eq. 2). */
export class ColorNoise {
  readonly #noise: Int16Array;
  readonly #gain: Int16Array;
  readonly #subject = new SubjectRows();
  readonly #wall: WallPictures;
  #light: RoomLight = 'bright';
  #shade: Uint8Array | null = null;
  /** Of the frame in hand: what shines by itself gets no darker with the room. */
  #surface: Uint8Array = new Uint8Array(0);
  /** The wall as it was given, and in the light that is left. */
  #shaded: {
    readonly wall: Uint32Array;
    readonly light: RoomLight;
    readonly pixels: Uint32Array;
  } | null = null;

  constructor(gaussian: Float32Array) {
    // Two more, so that a pixel at the end of the table finds its three numbers.
    const cyclic = [...gaussian, gaussian[0] ?? 0, gaussian[1] ?? 0];
    this.#noise = Int16Array.from(cyclic, (value) => Math.round(value * TABLE_SCALE));
    this.#gain = Int16Array.from({ length: 256 }, (_, level) => {
      const sigma = READ_AND_SHOT_NOISE * Math.sqrt(0.3 + level / 180);
      return Math.round((sigma * (1 << GAIN_BITS)) / TABLE_SCALE);
    });
    this.#wall = new WallPictures(
      (row, start) => this.#addNoise(row, row, 0, row.length, start),
      Math.round((gaussian[0] ?? 0) * 1e6),
    );
  }

  /**
   * RGBA, alpha 255 everywhere.
   *
   * @param light what is left of the light in which `clean` was drawn
   */
  apply(clean: CleanFrame, random: SeededRandom, light: RoomLight = 'bright'): Uint8Array {
    if (light !== this.#light) {
      this.#light = light;
      this.#shade = shadeOf(light);
    }
    const { width, height, color, wall } = clean;
    this.#surface = clean.surface;
    const from = new Uint32Array(color.buffer, color.byteOffset, width * height);
    const out = new Uint32Array(width * height);
    this.#subject.find(clean);
    const { left, right } = this.#subject;
    if (wall !== undefined) {
      this.#wall.show(this.#inLight(wall.pixels), width);
    }
    for (let y = 0; y < height; y++) {
      const row = y * width;
      const start = random.nextInteger() & WRAP;
      const first = Math.min(width, left[y] ?? 0);
      const end = Math.max(first, (right[y] ?? -1) + 1);
      if (wall === undefined || y === 0 || y === height - 1) {
        this.#expose(from, out, row, row + first, start);
        this.#expose(from, out, row + end, row + width, start + 3 * end);
      } else {
        this.#wall.copy(out, width, y, 0, first, start);
        this.#wall.copy(out, width, y, end, width, start);
        // The subject may reach to the border, which has too few neighbours to be among its rows.
        this.#expose(from, out, row, row + 1, start);
        this.#expose(from, out, row + width - 1, row + width, start + 3 * (width - 1));
      }
      if (first < end) {
        blur(from, out, row + first, row + end, width);
        this.#expose(out, out, row + first, row + end, start + 3 * first);
      }
    }
    return new Uint8Array(out.buffer);
  }

  /**
   * Sets the picture that was made of `clean` just now to (0, 0, 0, 0) where `depth` has no reading; what shows a flat
   * wall always has one. Returns what was lost, null if nothing was.
   */
  keepMapped(
    picture: Uint8Array,
    { width, height, wall }: CleanFrame,
    depth: Uint16Array,
  ): LostColors | null {
    const words = new Uint32Array(picture.buffer, picture.byteOffset, width * height);
    const loss = new ColorLoss();
    if (wall === undefined) loss.clear(words, depth, 0, words.length);
    else {
      const { left, right } = this.#subject;
      for (let y = 0; y < height; y++) {
        const row = y * width;
        const first = Math.min(width, left[y] ?? 0);
        loss.clear(words, depth, row + first, row + Math.max(first, (right[y] ?? -1) + 1));
      }
    }
    return loss.lost;
  }

  /** What the sensor makes of pixels in the light that is left. */
  #expose(from: Uint32Array, out: Uint32Array, first: number, end: number, start: number): void {
    if (this.#shade === null) {
      this.#addNoise(from, out, first, end, start);
      return;
    }
    darken(from, out, first, end, this.#shade, this.#surface);
    this.#addNoise(out, out, first, end, start);
  }

  #inLight(wall: Uint32Array): Uint32Array {
    if (this.#shade === null) return wall;
    if (this.#shaded?.wall !== wall || this.#shaded.light !== this.#light) {
      const pixels = new Uint32Array(wall.length);
      darken(wall, pixels, 0, wall.length, this.#shade);
      this.#shaded = { wall, light: this.#light, pixels };
    }
    return this.#shaded.pixels;
  }

  #addNoise(from: Uint32Array, out: Uint32Array, first: number, end: number, start: number): void {
    const noise = this.#noise;
    const gain = this.#gain;
    for (let i = first, k = start & WRAP; i < end; i++, k = (k + 3) & WRAP) {
      const pixel = from[i] ?? 0;
      const red = pixel & 255;
      const green = (pixel >>> 8) & 255;
      const blue = (pixel >>> 16) & 255;
      const r = red + ((Math.imul(noise[k] ?? 0, gain[red] ?? 0) + HALF) >> GAIN_BITS);
      const g = green + ((Math.imul(noise[k + 1] ?? 0, gain[green] ?? 0) + HALF) >> GAIN_BITS);
      const b = blue + ((Math.imul(noise[k + 2] ?? 0, gain[blue] ?? 0) + HALF) >> GAIN_BITS);
      out[i] =
        ((r | g | b) & ~255) === 0
          ? OPAQUE | (b << 16) | (g << 8) | r
          : OPAQUE | (clamp(b) << 16) | (clamp(g) << 8) | clamp(r);
    }
  }
}

const clamp = (value: number): number => (value < 0 ? 0 : value > 255 ? 255 : value);

function darken(
  from: Uint32Array,
  out: Uint32Array,
  first: number,
  end: number,
  shade: Uint8Array,
  surface: Uint8Array | null = null,
): void {
  for (let i = first; i < end; i++) {
    const pixel = from[i] ?? 0;
    if (surface !== null && surface[i] === SURFACE.screen) {
      out[i] = pixel;
      continue;
    }
    const red = shade[pixel & 255] ?? 0;
    const green = shade[(pixel >>> 8) & 255] ?? 0;
    const blue = shade[(pixel >>> 16) & 255] ?? 0;
    out[i] = OPAQUE | (blue << 16) | (green << 8) | red;
  }
}

/** (4 · pixel + its four neighbours) / 8, two channels of a pixel at a time. No pixel may lie on the border. */
function blur(
  from: Uint32Array,
  out: Uint32Array,
  first: number,
  end: number,
  width: number,
): void {
  let before = from[first - 1] ?? 0;
  let center = from[first] ?? 0;
  for (let i = first; i < end; i++) {
    const after = from[i + 1] ?? 0;
    const above = from[i - width] ?? 0;
    const below = from[i + width] ?? 0;
    const even =
      ((center & LANES) << 2) +
      (before & LANES) +
      (after & LANES) +
      (above & LANES) +
      (below & LANES);
    const odd =
      (((center >>> 8) & LANES) << 2) +
      ((before >>> 8) & LANES) +
      ((after >>> 8) & LANES) +
      ((above >>> 8) & LANES) +
      ((below >>> 8) & LANES);
    out[i] = ((even >>> 3) & LANES) | (((odd >>> 3) & LANES) << 8);
    before = center;
    center = after;
  }
}
