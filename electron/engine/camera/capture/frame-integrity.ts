/**
 * Finds depth frames of a Kinect v1 that lost packets on the USB cable. libfreenect delivers them without a warning:
 * where a packet is missing, its buffer still holds the previous frame's readings, bit for bit (measured with
 * native/usb-stand-in). A sensor's noise never repeats over a thousand readings, so such a stretch gives itself away.
 */

const PIXELS = 640 * 480;
/** Bytes of 11-bit readings in a packet. */
const PACKET_BYTES = 1748;
const PACKET_BITS = PACKET_BYTES * 8;
const PACKETS = Math.ceil((PIXELS * 11) / PACKET_BITS);
const NO_READING = 2047;
/** libfreenect gives up a frame that misses more packets in a row than this. */
const LONGEST_LOSS = 5;
/** Log of the probability below which a repeated stretch is no accident: about 1e-13. */
const NO_ACCIDENT = -30;
/** With fewer repeated readings than this nothing can be concluded. */
const FEWEST_READINGS = 32;

/** Readings that lie wholly in packet k: from FIRST to before END. A reading between packets has bits of both. */
const FIRST = Int32Array.from({ length: PACKETS }, (_, k) => Math.ceil((k * PACKET_BITS) / 11));
const END = Int32Array.from({ length: PACKETS }, (_, k) =>
  Math.min(PIXELS, Math.floor(((k + 1) * PACKET_BITS) / 11)),
);

/** What is known about a frame besides its readings. */
export interface Delivery {
  /** Bytes that arrived, and bytes of a whole frame, where the driver counts them. */
  readonly bytes?: { readonly received: number; readonly expected: number };
  /** True when frames between this one and the previous one were not seen, so that the two cannot be compared. */
  readonly afterGap?: boolean;
}

export type Integrity =
  | { readonly kind: 'whole' }
  | {
      readonly kind: 'corrupt';
      /** `short`: bytes are missing. `stale`: these packets hold the previous frame, or memory never written. */
      readonly reason: 'short' | 'stale';
      readonly packets: readonly number[];
    };

export interface FrameIntegrity {
  /**
   * Judges one frame of 640×480 raw 11-bit readings, 2047 = none; frames come in order. Another size is `short`.
   * The frame is copied, not kept. ≤ 1 ms (bench row `integrity`).
   */
  check(depth: Uint16Array, delivery?: Delivery): Integrity;
  /** Frames judged so far, and how many of them were corrupt. */
  statistics(): { readonly frames: number; readonly corrupt: number };
}

export function createFrameIntegrity(): FrameIntegrity {
  // Zeros, which no sensor reads but fresh memory holds, stand in for an unknown previous frame.
  const previous = new Uint16Array(PIXELS);
  let lastPacketWasStale = false;
  let frames = 0;
  let corrupt = 0;

  const judge = (depth: Uint16Array, { bytes, afterGap }: Delivery): Integrity => {
    if (depth.length !== PIXELS) return { kind: 'corrupt', reason: 'short', packets: [] };
    if (afterGap === true) {
      previous.fill(0);
      lastPacketWasStale = false;
    }
    const stale = stalePackets(previous, depth);
    previous.set(depth);
    const after = lastPacketWasStale;
    lastPacketWasStale = stale.includes(PACKETS - 1);
    if (bytes !== undefined && bytes.received < bytes.expected) {
      return { kind: 'corrupt', reason: 'short', packets: stale };
    }
    // A lost last packet is noticed when the next frame's first packet has overwritten this frame's: that one does not
    // repeat.
    const packets = after ? stale.filter((packet) => packet !== 0) : stale;
    return packets.length === 0 ? { kind: 'whole' } : { kind: 'corrupt', reason: 'stale', packets };
  };

  return {
    check(depth, delivery = {}) {
      const integrity = judge(depth, delivery);
      frames++;
      if (integrity.kind === 'corrupt') corrupt++;
      return integrity;
    },
    statistics: () => ({ frames, corrupt }),
  };
}

/**
 * The packets whose end, or all of them, repeats the previous frame although their surroundings do not. A perfectly
 * still picture (a rendered scene without noise) has no such packet: its surroundings repeat as well. Both frames are
 * 640×480 raw readings.
 */
export function stalePackets(previous: Uint16Array, current: Uint16Array): number[] {
  const repeated = new Int32Array(PACKETS);
  for (let k = 0; k < PACKETS; k++) repeated[k] = repeatedEnd(previous, current, k);
  const isWhole = (k: number) => at(repeated, k) === lengthOf(k);
  const stale: number[] = [];
  for (let k = 0; k < PACKETS;) {
    let end = k + 1;
    if (isWhole(k)) while (end < PACKETS && isWhole(end)) end++;
    if (end - k <= LONGEST_LOSS) {
      for (let packet = k; packet < end; packet++) {
        if (isNoAccident(previous, current, packet, at(repeated, packet), [k - 1, end])) {
          stale.push(packet);
        }
      }
    }
    k = end;
  }
  return stale;
}

const at = (values: ArrayLike<number>, index: number): number => values[index] ?? 0;
const lengthOf = (packet: number): number => at(END, packet) - at(FIRST, packet);

/** Number of readings at the packet's end that equal those of the previous frame. */
function repeatedEnd(previous: Uint16Array, current: Uint16Array, packet: number): number {
  const first = at(FIRST, packet);
  const last = at(END, packet) - 1;
  let i = last;
  while (i >= first && previous[i] === current[i]) i--;
  return last - i;
}

/**
 * Whether chance explains that so many readings repeat, if each does so as often as in the neighbour that repeats more.
 * Pixels without a reading do not count: they stay dark anyway.
 */
function isNoAccident(
  previous: Uint16Array,
  current: Uint16Array,
  packet: number,
  length: number,
  neighbours: readonly number[],
): boolean {
  if (length < FEWEST_READINGS) return false;
  const end = at(END, packet);
  let readings = 0;
  for (let i = end - length; i < end; i++) if (current[i] !== NO_READING) readings++;
  if (readings < FEWEST_READINGS) return false;
  const shares = neighbours
    .filter((neighbour) => neighbour >= 0 && neighbour < PACKETS)
    .map((neighbour) => repeatedShare(previous, current, neighbour));
  return shares.length > 0 && readings * Math.log(Math.max(...shares)) < NO_ACCIDENT;
}

/** Share of the packet's readings that equal those of the previous frame; 1 where there are too few to judge. */
function repeatedShare(previous: Uint16Array, current: Uint16Array, packet: number): number {
  let readings = 0;
  let repeated = 0;
  for (let i = at(FIRST, packet); i < at(END, packet); i++) {
    if (current[i] === NO_READING && previous[i] === NO_READING) continue;
    readings++;
    if (current[i] === previous[i]) repeated++;
  }
  return readings < FEWEST_READINGS ? 1 : (repeated + 1) / (readings + 1);
}
