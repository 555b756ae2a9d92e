/**
 * The largest set of frames whose times do not fall, in order: a frame with a damaged time would hide those after it,
 * and could not be found by its time.
 */
export function inOrder<Frame extends { readonly timeMs: number }>(
  frames: readonly Frame[],
): readonly Frame[] {
  const isSorted = frames.every(
    ({ timeMs }, index) => timeMs >= (frames[index - 1]?.timeMs ?? -Infinity),
  );
  return isSorted ? frames : longestRise(frames);
}

/** Longest non-decreasing subsequence (Fredman 1975): n log n. */
function longestRise<Frame extends { readonly timeMs: number }>(
  frames: readonly Frame[],
): readonly Frame[] {
  interface Link {
    readonly frame: Frame;
    readonly before: Link | undefined;
  }
  /** For every length, the row that ends earliest. */
  const ends: Link[] = [];
  for (const frame of frames) {
    let [low, high] = [0, ends.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ends[middle]?.frame.timeMs ?? Infinity) <= frame.timeMs) low = middle + 1;
      else high = middle;
    }
    ends[low] = { frame, before: ends[low - 1] };
  }
  const kept: Frame[] = [];
  for (let link = ends.at(-1); link !== undefined; link = link.before) kept.push(link.frame);
  return kept.reverse();
}
