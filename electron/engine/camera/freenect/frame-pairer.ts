/** Something stamped by the clock of a Kinect v1: 32 bits that wrap. */
interface Stamped {
  readonly ticks: number;
}

/** Half the time between two frames. Farther apart, another frame fits better. */
const REACH = 1_000_000;
/** The clocks of the two streams are taken to differ after so many frames without a partner: half a second. */
const STRANGERS = 15;

/**
 * Joins the frames of two streams of one rate by their times. Each frame is used once; of a frame that finds no partner
 * nothing comes. Both streams come in order of time, each to the other a little late.
 */
export class FramePairer<Depth extends Stamped, Video extends Stamped> {
  readonly #onPair: (depth: Depth, video: Video) => void;
  readonly #discard: (frame: Depth | Video) => void;
  #depth: Depth | null = null;
  #video: Video | null = null;
  #strangers = 0;
  /** What is added to the ticks of `video`. */
  #offset = 0;
  #unpaired = 0;

  /** @param discard told of each frame that found no partner */
  constructor(
    onPair: (depth: Depth, video: Video) => void,
    discard: (frame: Depth | Video) => void,
  ) {
    this.#onPair = onPair;
    this.#discard = discard;
  }

  /** Frames that found no partner so far. */
  get unpaired(): number {
    return this.#unpaired;
  }

  addDepth(frame: Depth): void {
    if (this.#depth !== null) this.#drop(this.#depth);
    this.#depth = frame;
    this.#match();
  }

  addVideo(frame: Video): void {
    if (this.#video !== null) this.#drop(this.#video);
    this.#video = frame;
    this.#match();
  }

  /** Discards what still waits. */
  clear(): void {
    if (this.#depth !== null) this.#discard(this.#depth);
    if (this.#video !== null) this.#discard(this.#video);
    this.#depth = null;
    this.#video = null;
  }

  #match(): void {
    const depth = this.#depth;
    const video = this.#video;
    if (depth === null || video === null) return;
    if (this.#strangers >= STRANGERS) this.#offset = signed(depth.ticks - video.ticks);
    const ahead = signed(depth.ticks - video.ticks - this.#offset);
    if (Math.abs(ahead) <= REACH) {
      this.#strangers = 0;
      this.#depth = null;
      this.#video = null;
      this.#onPair(depth, video);
    } else if (ahead > 0) {
      this.#video = null;
      this.#drop(video);
    } else {
      this.#depth = null;
      this.#drop(depth);
    }
  }

  #drop(frame: Depth | Video): void {
    this.#unpaired++;
    this.#strangers++;
    this.#discard(frame);
  }
}

/** A difference of two 32-bit counters that may have wrapped. */
const signed = (difference: number): number => difference | 0;
