/** Pairs depth with the colour taken nearest in time, since the two cameras of a sensor are not synchronised. */

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
 * depth pictures (a colour camera slows down in dim light). Both lists rise in time.
 */
export function associate(
  depths: readonly IndexEntry[],
  colors: readonly IndexEntry[],
  toleranceMs: number,
): readonly Association[] {
  const pairs: Association[] = [];
  let nearest = 0;
  for (const [sequence, depth] of depths.entries()) {
    const distance = (index: number) =>
      Math.abs((colors[index]?.timeMs ?? Infinity) - depth.timeMs);
    while (nearest + 1 < colors.length && distance(nearest + 1) <= distance(nearest)) nearest++;
    const color = colors[nearest];
    if (color !== undefined && distance(nearest) <= toleranceMs) {
      pairs.push({ depth, color, sequence });
    }
  }
  return pairs;
}
