/**
 * Expands LZF data (Marc Lehmann's liblzf), as in PCL's `.pclzf` and compressed `.pcd`.
 * @returns exactly `length` bytes, or null if the data is damaged or of another length
 */
export function expandLzf(data: Uint8Array, length: number): Uint8Array | null {
  const out = new Uint8Array(length);
  let from = 0;
  let to = 0;
  while (from < data.length) {
    const control = data[from++] ?? 0;
    if (control < 32) {
      const literals = control + 1;
      if (from + literals > data.length || to + literals > length) return null;
      out.set(data.subarray(from, from + literals), to);
      from += literals;
      to += literals;
      continue;
    }
    let run = control >> 5;
    if (run === 7) {
      const more = data[from++];
      if (more === undefined) return null;
      run += more;
    }
    const low = data[from++];
    if (low === undefined) return null;
    run += 2;
    let back = to - ((control & 0x1f) << 8) - low - 1;
    if (back < 0 || to + run > length) return null;
    // Byte by byte: a run may read what it has just written.
    for (const end = to + run; to < end; to++, back++) out[to] = out[back] ?? 0;
  }
  return to === length ? out : null;
}
