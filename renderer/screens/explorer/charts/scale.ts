/** A linear scale from values to pixels. */
export const linear =
  ([a, b]: readonly [number, number], [from, to]: readonly [number, number]) =>
  (value: number): number =>
    b === a ? (from + to) / 2 : from + ((value - a) / (b - a)) * (to - from);
