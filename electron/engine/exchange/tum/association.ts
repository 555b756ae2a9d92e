/** Pairs depth with the colour taken nearest in time, since the two cameras of a sensor are not synchronised. */
import { succeed, type Result } from '../../../contract/problem.ts';
import type { SensorModel } from '../../camera/sensor-frame.ts';
import type { FrameSource, LabelledFrame } from '../frame-source.ts';

/** One picture in a session's index. */
export interface IndexEntry {
  readonly timeMs: number;
  readonly file: string;
}

export interface Association {
  readonly depth: IndexEntry;
  readonly color: IndexEntry;
  /** Index among all depth pictures, including those without colour near enough. */
  readonly sequence: number;
}

/**
 * Every depth picture with the colour picture nearest in time, if one is within the tolerance. One colour may serve two
 * depth pictures (a colour camera slows down in dim light). Both lists rise in time and are read lazily, three entries
 * at a time.
 */
export async function* associate(
  depths: AsyncIterable<Result<IndexEntry>>,
  colors: AsyncIterable<Result<IndexEntry>>,
  toleranceMs: number,
): AsyncGenerator<Result<Association>> {
  const rest = colors[Symbol.asyncIterator]();
  const nextColor = async () => {
    const item = await rest.next();
    return item.done === true ? succeed(null) : item.value;
  };
  try {
    let current: IndexEntry | null = null;
    let upcoming = await nextColor();
    let sequence = -1;
    for await (const depth of depths) {
      if (!depth.ok) {
        yield depth;
        return;
      }
      sequence++;
      const { timeMs } = depth.value;
      while (upcoming.ok && upcoming.value !== null && isNearer(upcoming.value, current, timeMs)) {
        current = upcoming.value;
        upcoming = await nextColor();
      }
      if (!upcoming.ok) {
        yield upcoming;
        return;
      }
      if (current !== null && Math.abs(current.timeMs - timeMs) <= toleranceMs) {
        yield succeed({ depth: depth.value, color: current, sequence });
      }
    }
  } finally {
    await rest.return?.();
  }
}

function isNearer(candidate: IndexEntry, current: IndexEntry | null, timeMs: number): boolean {
  if (current === null) return true;
  return Math.abs(candidate.timeMs - timeMs) <= Math.abs(current.timeMs - timeMs);
}

/**
 * A session of pairs as a source of frames. The lists are read once to count the pairs, and again whenever frames are
 * read; pictures only when their frame is asked for.
 */
export async function sourceOfPairs(
  sensor: SensorModel,
  pairs: () => AsyncIterable<Result<Association>>,
  readFrame: (pair: Association) => Promise<Result<LabelledFrame>>,
): Promise<Result<FrameSource>> {
  const frames = await countAssociations(pairs());
  if (!frames.ok) return frames;
  return succeed({
    sensor,
    frames: frames.value,
    async *read(signal, first = 0) {
      let index = 0;
      for await (const pair of pairs()) {
        if (signal.aborted) return;
        if (!pair.ok) {
          yield pair;
          return;
        }
        if (index++ < first) continue;
        const frame = await readFrame(pair.value);
        yield frame;
        if (!frame.ok) return;
      }
    },
    close: () => Promise.resolve(),
  });
}

/** How many pairs there are. Reads the lists, not the pictures. */
export async function countAssociations(
  pairs: AsyncIterable<Result<Association>>,
): Promise<Result<number>> {
  let count = 0;
  for await (const pair of pairs) {
    if (!pair.ok) return pair;
    count++;
  }
  return succeed(count);
}
