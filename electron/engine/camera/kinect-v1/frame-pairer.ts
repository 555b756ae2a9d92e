/** A timestamp of a Kinect v1's clock: 32 bits that wrap. */
interface Stamped {
  readonly ticks: number;
}

/** Half a frame interval. Farther apart, another frame fits better. */
const REACH = 1_000_000;
/** Frames of one stream that may wait for a partner: 0.2 s. */
const PATIENCE = 6;
/** 1.5 s. Frames that pile up in a stall span less; beyond it the clocks of the two streams must differ. */
const APART = 90_000_000;
/** After so many frames in a row that far apart, the clocks are assumed to differ. */
const STRANGERS = 8;
/** The same after so many frames without a partner in either stream: more than a stall leaves in one of them. */
const LONELY = 30;

/**
 * Pairs the frames of two streams of equal rate by time. Each frame is used once; a frame without a partner is
 * discarded. Both streams arrive in order of time, each up to a little later than the other. After a stall one may be
 * many frames behind: a caller that has frames of both first adds those of the stream that is not `waiting`.
 */
export class FramePairer<Depth extends Stamped, Video extends Stamped> {
  readonly #onPair: (depth: Depth, video: Video) => void;
  readonly #discard: (frame: Depth | Video) => void;
  /** Frames waiting for a partner; one of the two lists is empty. */
  readonly #depth: Depth[] = [];
  readonly #video: Video[] = [];
  #strangers = 0;
  /** Unpaired frames since the last pair. */
  readonly #lonely = { depth: 0, video: 0 };
  /** Offset added to the ticks of `video`; null: learn it from the next two frames. */
  #offset: number | null = 0;
  #unpaired = 0;

  /** @param discard called with each frame that found no partner */
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

  /** The stream that has a frame waiting for its partner. */
  get waiting(): 'depth' | 'video' | null {
    if (this.#depth.length > 0) return 'depth';
    return this.#video.length > 0 ? 'video' : null;
  }

  addDepth(frame: Depth): void {
    this.#depth.push(frame);
    this.#match();
  }

  addVideo(frame: Video): void {
    this.#video.push(frame);
    this.#match();
  }

  /** Discards the frames that still wait. */
  clear(): void {
    for (const frame of [...this.#depth.splice(0), ...this.#video.splice(0)]) this.#discard(frame);
  }

  #match(): void {
    const [depth] = this.#depth;
    const [video] = this.#video;
    if (depth === undefined || video === undefined) {
      if (this.#depth.length > PATIENCE) this.#drop('depth');
      if (this.#video.length > PATIENCE) this.#drop('video');
      return;
    }
    this.#offset ??= signed(depth.ticks - video.ticks);
    const ahead = signed(depth.ticks - video.ticks - this.#offset);
    if (Math.abs(ahead) <= REACH) {
      this.#strangers = this.#lonely.depth = this.#lonely.video = 0;
      this.#depth.shift();
      this.#video.shift();
      this.#onPair(depth, video);
    } else if (Math.abs(ahead) > APART) {
      this.#drop('depth');
      this.#drop('video');
      if (++this.#strangers >= STRANGERS) this.#learnClocks();
    } else {
      this.#drop(ahead > 0 ? 'video' : 'depth');
      if (Math.min(this.#lonely.depth, this.#lonely.video) >= LONELY) this.#learnClocks();
      this.#match();
    }
  }

  /** The oldest frame of a stream. */
  #drop(stream: 'depth' | 'video'): void {
    const frame = (stream === 'depth' ? this.#depth : this.#video).shift();
    if (frame === undefined) return;
    this.#unpaired++;
    this.#lonely[stream]++;
    this.#discard(frame);
  }

  /** Learns the offset from the next frame of each stream: those that wait are old. */
  #learnClocks(): void {
    for (let stream = this.waiting; stream !== null; stream = this.waiting) this.#drop(stream);
    this.#offset = null;
    this.#strangers = this.#lonely.depth = this.#lonely.video = 0;
  }
}

/** A difference of two 32-bit counters that may have wrapped. */
const signed = (difference: number): number => difference | 0;
