/** The colours that registration loses: of pixels without a reading. They are few, and a whole picture is 0.9 MB. */

export interface LostColors {
  /** Indices of the pixels. */
  readonly places: Uint32Array;
  /** RGBA, a word each. */
  readonly colors: Uint32Array;
}

/** Takes the colour from pixels that have no reading, and keeps what they were. */
export class ColorLoss {
  readonly #places: number[] = [];
  readonly #colors: number[] = [];

  /** Sets those from index `first` to before `end` to (0, 0, 0, 0). */
  clear(words: Uint32Array, depth: Uint16Array, first: number, end: number): void {
    for (let i = first; i < end; i++) {
      if (depth[i] !== 0) continue;
      this.#places.push(i);
      this.#colors.push(words[i] ?? 0);
      words[i] = 0;
    }
  }

  /** Null where nothing was lost. */
  get lost(): LostColors | null {
    if (this.#places.length === 0) return null;
    return { places: Uint32Array.from(this.#places), colors: Uint32Array.from(this.#colors) };
  }
}

/** A copy of the registered colour with what it lost: the colour camera's own picture. */
export function withLostColors(rgba: Uint8Array, { places, colors }: LostColors): Uint8Array {
  const words = new Uint32Array(rgba.slice().buffer);
  places.forEach((place, k) => {
    words[place] = colors[k] ?? 0;
  });
  return new Uint8Array(words.buffer);
}
