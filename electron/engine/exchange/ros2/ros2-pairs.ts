/** Pairs messages of two topics by their time of capture, as they come. */

export interface StampedMessage {
  readonly kind: 'depth' | 'color';
  readonly channel: number;
  /** Time of capture, milliseconds. */
  readonly timeMs: number;
  readonly bytes: Uint8Array;
}

export interface PairedMessages {
  readonly depth: StampedMessage;
  readonly color: StampedMessage;
  /** Index among all depth messages, including those without colour. */
  readonly sequence: number;
}

/** Tolerance of the TUM benchmark's association, too: less than a frame at 30 a second. */
export const TOLERANCE_MS = 20;
/** Depth messages that wait for colour which is logged late. */
const MOST_WAITING = 20;
/** What waits takes so much memory at most, and a message more. */
const MOST_WAITING_BYTES = 96 * 2 ** 20;

interface WaitingDepth {
  readonly message: StampedMessage;
  readonly sequence: number;
}

/** Counts depth messages that are in no pair. */
export interface Unpaired {
  depths: number;
  withoutColor: number;
  late: number;
}

/**
 * Every depth message with the colour message nearest in time, if one is within 20 ms; times rise, and two at one time
 * are a microsecond apart. One that has no colour yet waits for 20 further ones at most.
 * @param unpaired counts those that are in no pair
 */
export async function* pairedMessages(
  messages: AsyncIterable<StampedMessage>,
  unpaired: Unpaired,
): AsyncGenerator<PairedMessages> {
  const depths: WaitingDepth[] = [];
  const colors: StampedMessage[] = [];
  let sequence = 0;
  // As the camera says it, and as it is told.
  let originalMs = -Infinity;
  let lastMs = -Infinity;

  const isFull = (): boolean =>
    depths.length > MOST_WAITING ||
    bytesIn(colors) + bytesIn(depths.map(({ message }) => message)) > MOST_WAITING_BYTES;

  /** Pairs of the depths that need not wait any more. */
  function* settled(isOver: boolean): Generator<PairedMessages> {
    for (;;) {
      const [oldest] = depths;
      if (oldest === undefined) {
        // Colour that comes before its depth is hardly ever logged earlier than it.
        while (isFull()) colors.shift();
        return;
      }
      const { timeMs } = oldest.message;
      const color = nearest(colors, timeMs);
      // What comes after a colour behind it is farther still.
      const isDecided = color !== null && colors.some((other) => other.timeMs >= timeMs);
      if (!isOver && !isDecided && !isFull()) return;
      depths.shift();
      while (colors[0] !== undefined && colors[0].timeMs < timeMs - TOLERANCE_MS) colors.shift();
      if (color === null) unpaired.withoutColor++;
      else if (timeMs < originalMs) unpaired.late++;
      else {
        originalMs = timeMs;
        lastMs = timeMs > lastMs ? timeMs : Math.round(lastMs * 1000 + 1) / 1000;
        const depth = { ...oldest.message, timeMs: lastMs };
        yield { depth, color, sequence: oldest.sequence };
      }
    }
  }

  for await (const message of messages) {
    if (message.kind === 'depth') {
      unpaired.depths++;
      insert(depths, { message, sequence: sequence++ }, (item) => item.message.timeMs);
    } else insert(colors, message, (item) => item.timeMs);
    yield* settled(false);
  }
  yield* settled(true);
}

const bytesIn = (messages: readonly StampedMessage[]): number =>
  messages.reduce((sum, { bytes }) => sum + bytes.length, 0);

/** The list stays sorted; most come in order. */
function insert<Item>(list: Item[], item: Item, timeOf: (item: Item) => number): void {
  let at = list.length;
  while (at > 0) {
    const before = list[at - 1];
    if (before === undefined || timeOf(before) <= timeOf(item)) break;
    at -= 1;
  }
  list.splice(at, 0, item);
}

function nearest(colors: readonly StampedMessage[], timeMs: number): StampedMessage | null {
  let best: StampedMessage | null = null;
  for (const color of colors) {
    const distance = Math.abs(color.timeMs - timeMs);
    if (distance > TOLERANCE_MS) continue;
    if (best === null || distance < Math.abs(best.timeMs - timeMs)) best = color;
  }
  return best;
}
