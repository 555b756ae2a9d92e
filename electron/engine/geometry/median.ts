/**
 * Median of a few values, the upper of the two in the middle; null for none.
 * @param values the first `count` are sorted in place
 */
export function medianOfFew(values: Float64Array, count: number): number | null {
  for (let i = 1; i < count; i++) {
    const value = values[i] ?? 0;
    let place = i;
    for (; place > 0 && (values[place - 1] ?? 0) > value; place--) {
      values[place] = values[place - 1] ?? 0;
    }
    values[place] = value;
  }
  return count === 0 ? null : (values[count >> 1] ?? null);
}
