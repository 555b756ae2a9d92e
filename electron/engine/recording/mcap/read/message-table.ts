/** Where the messages of a file lie: millions of them in little memory, since a hostile file costs nothing to make. */

export interface MessagePlace {
  /** Offset of the record in the file: a chunk, or the message itself. */
  readonly record: number;
  /** Length of the record's content, where it is known without reading it. */
  readonly length?: number;
  /** Offset of the message in the chunk's records; null: the record is the message, or the chunk holds no other. */
  readonly within: number | null;
}

const BLOCK = 1 << 15;
/** Ten hours of two streams at 30 frames a second, thrice. */
const MOST_MESSAGES = 3 * 2 ** 20;
const NOT_IN_CHUNK = 0xffffffff;
/** What lies before a message: nothing, a record of another kind, or what may have been a message and is lost. */
const GAP = { none: 0, other: 1, lost: 2 } as const;

class Block {
  readonly times = new Float64Array(BLOCK);
  readonly records = new Float64Array(BLOCK);
  readonly within = new Uint32Array(BLOCK);
  readonly channels = new Uint16Array(BLOCK);
  readonly gaps = new Uint8Array(BLOCK);
}

export class MessageTable {
  readonly #blocks: Block[] = [];
  #length = 0;
  #gapAhead: number = GAP.none;
  #lastMs = -Infinity;
  #isSorted = true;
  #hasGaps = false;

  get length(): number {
    return this.#length;
  }

  /** Do the times never fall? */
  get isSorted(): boolean {
    return this.#isSorted;
  }

  /** Is anything but messages in front of any of them? */
  get hasGaps(): boolean {
    return this.#hasGaps;
  }

  /** Something that may have been a message was lost between the last one and the next. */
  markGap(): void {
    this.#gapAhead = GAP.lost;
  }

  /** A record of another kind lies between the last message and the next. */
  markOther(): void {
    this.#gapAhead = Math.max(this.#gapAhead, GAP.other);
  }

  /** Throws a phrase if they are more than any recording has. */
  add(channel: number, timeMs: number, { record, within }: MessagePlace): void {
    if (this.#length >= MOST_MESSAGES) {
      throw new Error(`it lists more than ${MOST_MESSAGES} images, more than any recording holds`);
    }
    const at = this.#length % BLOCK;
    if (at === 0) this.#blocks.push(new Block());
    const block = this.#blocks.at(-1);
    if (block === undefined) return;
    block.times[at] = timeMs;
    block.records[at] = record;
    block.within[at] = within ?? NOT_IN_CHUNK;
    block.channels[at] = channel;
    if (this.#gapAhead !== GAP.none && this.#length > 0) {
      block.gaps[at] = this.#gapAhead;
      this.#hasGaps = true;
    }
    this.#gapAhead = GAP.none;
    this.#isSorted &&= timeMs >= this.#lastMs;
    this.#lastMs = timeMs;
    this.#length += 1;
  }

  timeOf(index: number): number {
    return this.#block(index)?.times[index % BLOCK] ?? NaN;
  }

  channelOf(index: number): number {
    return this.#block(index)?.channels[index % BLOCK] ?? 0;
  }

  /** @param others whether a record of another kind counts as one */
  isAfterGap(index: number, others: boolean): boolean {
    return (this.#block(index)?.gaps[index % BLOCK] ?? 0) >= (others ? GAP.other : GAP.lost);
  }

  placeOf(index: number): MessagePlace {
    const block = this.#block(index);
    const within = block?.within[index % BLOCK] ?? NOT_IN_CHUNK;
    return {
      record: block?.records[index % BLOCK] ?? 0,
      within: within === NOT_IN_CHUNK ? null : within,
    };
  }

  /** Indexes in the order of their times; those of one time in the order of the file. */
  inOrder(): Uint32Array {
    const order = Uint32Array.from({ length: this.#length }, (_, index) => index);
    return this.#isSorted ? order : this.#merged(order);
  }

  /** Merge sort, from runs of one upwards. `sort` with a comparison would make an object of every number. */
  #merged(order: Uint32Array): Uint32Array {
    let from: Uint32Array = order;
    let to: Uint32Array = new Uint32Array(order.length);
    for (let run = 1; run < order.length; run *= 2) {
      for (let start = 0; start < order.length; start += 2 * run) {
        const middle = Math.min(start + run, order.length);
        const end = Math.min(middle + run, order.length);
        let [left, right] = [start, middle];
        for (let at = start; at < end; at++) {
          const isLeft = right >= end || (left < middle && this.#isBefore(from, left, right));
          to[at] = from[isLeft ? left++ : right++] ?? 0;
        }
      }
      [from, to] = [to, from];
    }
    return from;
  }

  /** Stable: the left one of two of a time. */
  #isBefore(order: Uint32Array, left: number, right: number): boolean {
    return this.timeOf(order[left] ?? 0) <= this.timeOf(order[right] ?? 0);
  }

  #block(index: number): Block | undefined {
    return this.#blocks[Math.floor(index / BLOCK)];
  }
}
