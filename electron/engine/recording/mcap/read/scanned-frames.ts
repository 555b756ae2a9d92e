/** Frames of a file that was scanned: images of one time belong together, whatever their order in the file. */
import { STREAMS, type Stream } from '../topics.ts';
import type { FrameList, FramePlace, ImagePlace } from './frame-index.ts';
import type { MessageTable } from './message-table.ts';
import type { DamagedTimes } from './scan-messages.ts';

/** Images of one time that are looked at one by one; a recording has at most seven. */
const MOST_OF_ONE_TIME = 64;

export interface ScannedImages {
  readonly table: MessageTable;
  /** Undefined for channels that hold no image of a frame. */
  readonly streamOf: (channel: number) => Stream | undefined;
  /** Without these a frame is incomplete. */
  readonly needed: readonly Stream[];
  readonly damaged: readonly DamagedTimes[];
  /**
   * Do the images of a frame lie one after the other, as Depthlock writes them? What lies between two of them is then
   * in the place of another.
   */
  readonly isTogether: boolean;
}

export interface ScannedFrames extends FrameList {
  /** Frames that may have lost an image. */
  readonly torn: number;
}

/**
 * The whole frames. One that may have lost an image (the mask of missing colour, say) is left out: something between
 * its images, or of its time, cannot be read.
 */
export function scannedFrames({
  table,
  streamOf,
  needed,
  damaged,
  isTogether,
}: ScannedImages): ScannedFrames {
  const order = table.inOrder();
  const gaps = table.hasGaps ? gapsBefore(table, isTogether) : null;
  const isDamaged = timesOf(damaged);
  const times: number[] = [];
  const starts: number[] = [];
  const numbers: number[] = [];
  const counts = new Map<Stream, number>();
  let torn = 0;
  for (let start = 0, end = 0; start < order.length; start = end) {
    const timeMs = table.timeOf(order[start] ?? 0);
    counts.clear();
    for (end = start; end < order.length && table.timeOf(order[end] ?? 0) === timeMs; end++) {
      const stream = streamOf(table.channelOf(order[end] ?? 0));
      if (stream !== undefined) counts.set(stream, (counts.get(stream) ?? 0) + 1);
    }
    const frames = Math.min(...needed.map((stream) => counts.get(stream) ?? 0));
    if (frames === 0) continue;
    if (isDamaged(timeMs) || (isTogether && !areTogether({ start, end }, frames))) {
      torn += frames;
      continue;
    }
    for (let number = 0; number < frames; number++) {
      if (gaps !== null && isTorn(indexesOf({ start, end }, number), gaps)) {
        torn += 1;
        continue;
      }
      times.push(timeMs);
      starts.push(start);
      numbers.push(number);
    }
  }

  /** Is nothing between the images of a frame, or of all frames of one time? */
  function areTogether(run: { readonly start: number; readonly end: number }, frames: number) {
    let [least, greatest, images] = [Infinity, -Infinity, 0];
    const seen = new Map<Stream, number>();
    for (let k = run.start; k < run.end; k++) {
      const index = order[k] ?? 0;
      const stream = streamOf(table.channelOf(index));
      if (stream === undefined) continue;
      const nth = seen.get(stream) ?? 0;
      seen.set(stream, nth + 1);
      // What is one too many of its stream may lie in the place of another's.
      if (nth >= frames) continue;
      [least, greatest, images] = [Math.min(least, index), Math.max(greatest, index), images + 1];
    }
    return greatest - least < images;
  }

  /** Indexes in the table of the n-th image of each stream. */
  function indexesOf(run: { readonly start: number; readonly end: number }, number: number) {
    if (run.end - run.start > MOST_OF_ONE_TIME) {
      return Array.from(order.subarray(run.start, run.end));
    }
    return imagesOf(run, number).map(({ index }) => index);
  }

  function imagesOf(
    { start, end }: { readonly start: number; readonly end: number },
    number: number,
  ): { readonly stream: Stream; readonly index: number }[] {
    const met = new Map<Stream, number>();
    const found: { readonly stream: Stream; readonly index: number }[] = [];
    for (let k = start; k < end; k++) {
      const index = order[k] ?? 0;
      const stream = streamOf(table.channelOf(index));
      if (stream === undefined) continue;
      const nth = met.get(stream) ?? 0;
      met.set(stream, nth + 1);
      if (nth === number) found.push({ stream, index });
    }
    return found;
  }

  return {
    times,
    torn,
    images: null,
    at(frame): FramePlace | undefined {
      const start = starts[frame];
      const number = numbers[frame];
      const timeMs = times[frame];
      if (start === undefined || number === undefined || timeMs === undefined) return undefined;
      let end = start;
      while (end < order.length && table.timeOf(order[end] ?? 0) === timeMs) end++;
      const images = imagesOf({ start, end }, number)
        .map(({ stream, index }): ImagePlace => ({ stream, ...table.placeOf(index) }))
        .sort((a, b) => STREAMS.indexOf(a.stream) - STREAMS.indexOf(b.stream));
      const isAlone = images.length === end - start;
      return { timeMs, isAlone, images };
    },
  };
}

/** How many gaps lie before each message. Depthlock writes no other record between the images of a frame. */
function gapsBefore(table: MessageTable, isTogether: boolean): Uint32Array {
  const gaps = new Uint32Array(table.length);
  let count = 0;
  for (let index = 0; index < table.length; index++) {
    if (table.isAfterGap(index, isTogether)) count++;
    gaps[index] = count;
  }
  return gaps;
}

function isTorn(indexes: readonly number[], gaps: Uint32Array): boolean {
  const counts = indexes.map((index) => gaps[index] ?? 0);
  const [first = 0] = counts;
  return counts.some((count) => count !== first);
}

/** Whether a time lies in one of the stretches. */
function timesOf(stretches: readonly DamagedTimes[]): (timeMs: number) => boolean {
  const sorted = [...stretches].sort((a, b) => a.startMs - b.startMs);
  const merged: { startMs: number; endMs: number }[] = [];
  for (const { startMs, endMs } of sorted) {
    const last = merged.at(-1);
    if (last !== undefined && startMs <= last.endMs) last.endMs = Math.max(last.endMs, endMs);
    else merged.push({ startMs, endMs });
  }
  return (timeMs) => {
    let [low, high] = [0, merged.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((merged[middle]?.startMs ?? Infinity) <= timeMs) low = middle + 1;
      else high = middle;
    }
    return (merged[low - 1]?.endMs ?? -Infinity) >= timeMs;
  };
}
