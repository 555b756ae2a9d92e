/** A timestamp of a 60 MHz clock: 32 bits that wrap. */
interface Stamped {
  readonly ticks: number;
}

/** Half a frame interval. Farther apart, another frame fits better. */
const REACH = 1_000_000;
/** Frames of one camera that may wait for the other: 0.2 s, as long as a processor may take to decode depth. */
const WAITING = { depth: 6, color: 6 } as const;
/** The cameras' clocks are assumed to differ after so many frames without a partner: half a second. */
const STRANGERS = 15;

/**
 * Pairs depth and colour by time when either may come several frames later than the other: the library decodes them on
 * different threads, and depth often takes longer than a frame interval. Each frame is used once; a frame without a
 * partner is discarded. Each camera's frames come in order of time.
 */
export class FrameMatcher<Depth extends Stamped, Color extends Stamped> {
  readonly #onPair: (depth: Depth, color: Color) => void;
  readonly #discard: (frame: Depth | Color) => void;
  readonly #depths: Depth[] = [];
  readonly #colors: Color[] = [];
  #strangers = 0;
  /** Offset added to the ticks of colour. */
  #offset = 0;
  #unpaired = 0;

  /** @param discard called with each frame that found no partner */
  constructor(
    onPair: (depth: Depth, color: Color) => void,
    discard: (frame: Depth | Color) => void,
  ) {
    this.#onPair = onPair;
    this.#discard = discard;
  }

  /** Frames that found no partner so far. */
  get unpaired(): number {
    return this.#unpaired;
  }

  addDepth(frame: Depth): void {
    this.#depths.push(frame);
    this.#match();
    if (this.#depths.length > WAITING.depth) this.#drop(this.#depths);
  }

  addColor(frame: Color): void {
    this.#colors.push(frame);
    this.#match();
    if (this.#colors.length > WAITING.color) this.#drop(this.#colors);
  }

  /** Discards the frames that still wait. */
  clear(): void {
    for (const frame of [...this.#depths.splice(0), ...this.#colors.splice(0)]) {
      this.#discard(frame);
    }
  }

  #match(): void {
    for (;;) {
      const [depth] = this.#depths;
      const [color] = this.#colors;
      if (depth === undefined || color === undefined) return;
      if (this.#strangers >= STRANGERS) this.#offset = signed(depth.ticks - color.ticks);
      const ahead = signed(depth.ticks - color.ticks - this.#offset);
      if (Math.abs(ahead) <= REACH) {
        this.#strangers = 0;
        this.#depths.shift();
        this.#colors.shift();
        this.#onPair(depth, color);
      } else {
        // Everything still to come is later.
        this.#drop(ahead > 0 ? this.#colors : this.#depths);
      }
    }
  }

  #drop(frames: (Depth | Color)[]): void {
    const frame = frames.shift();
    if (frame === undefined) return;
    this.#unpaired++;
    this.#strangers++;
    this.#discard(frame);
  }
}

/** A difference of two 32-bit counters that may have wrapped. */
const signed = (difference: number): number => difference | 0;
