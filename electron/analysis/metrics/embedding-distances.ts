/** Distance measures between two embeddings that an evaluation can use. */
export type DistanceName = keyof typeof DISTANCES;

/**
 * Distances as functions of the dot product, the squared norms and the probe's handicap, so that one fast product serves
 * them all. Both grow as embeddings move apart; for unit vectors they give the same order.
 */
const DISTANCES = {
  /** |a − b|, 0 to 2 for unit vectors: the measure of the application. */
  euclidean: (dot: number, a: number, b: number, handicap: number) =>
    Math.sqrt(Math.max(0, a + b - 2 * dot + handicap)),
  /** 1 − cos(a, b), 0 to 2. */
  cosine: (dot: number, a: number, b: number, handicap: number) =>
    1 - dot / Math.sqrt(a * b) + handicap / 2,
} as const;

/** Embeddings as rows of one array of 64-bit numbers, so that sums of products stay precise. */
export interface PackedEmbeddings {
  readonly count: number;
  readonly length: number;
  readonly rows: Float64Array;
  readonly squaredNorms: Float64Array;
  /** Added to squared distances of each as a probe. */
  readonly handicaps: Float64Array;
}

/** Throws a RangeError if the embeddings have different lengths: they are of different encoders. */
export function packEmbeddings(
  shots: readonly { readonly embedding: Float32Array; readonly handicap?: number }[],
): PackedEmbeddings {
  const embeddings = shots.map(({ embedding }) => embedding);
  const handicaps = Float64Array.from(shots, ({ handicap }) => handicap ?? 0);
  const length = embeddings[0]?.length ?? 0;
  const rows = new Float64Array(embeddings.length * length);
  const squaredNorms = new Float64Array(embeddings.length);
  embeddings.forEach((embedding, i) => {
    if (embedding.length !== length) throw mixed(length, embedding.length);
    rows.set(embedding, i * length);
    squaredNorms[i] = embedding.reduce((sum, value) => sum + value * value, 0);
  });
  return { count: embeddings.length, length, rows, squaredNorms, handicaps };
}

const mixed = (a: number, b: number): RangeError =>
  new RangeError(`Embeddings of ${a} and ${b} numbers cannot be compared.`);

/** Rows per pass over the references: four by two sums stay in registers. */
const ROWS_AT_ONCE = 4;

/**
 * Distances of every probe to every reference, delivered row by row, so that memory stays at a few rows however many
 * pairs there are. `distances` is reused for the next rows: copy what has to last. Without references there are no
 * rows. Throws a RangeError if the two have different lengths.
 */
export function forEachDistanceRow(
  probes: PackedEmbeddings,
  references: PackedEmbeddings,
  name: DistanceName,
  handle: (probe: number, distances: Float64Array) => void,
): void {
  if (probes.count === 0 || references.count === 0) return;
  if (probes.length !== references.length) throw mixed(probes.length, references.length);
  const measure = DISTANCES[name];
  const { count } = references;
  const dots = new Float64Array(ROWS_AT_ONCE * count);
  for (let first = 0; first < probes.count; first += ROWS_AT_ONCE) {
    const rows = Math.min(ROWS_AT_ONCE, probes.count - first);
    multiply(fourRows(probes, first), references, dots);
    for (let row = 0; row < rows; row++) {
      const distances = dots.subarray(row * count, (row + 1) * count);
      const own = probes.squaredNorms[first + row] ?? 0;
      const handicap = probes.handicaps[first + row] ?? 0;
      for (let i = 0; i < count; i++) {
        distances[i] = measure(distances[i] ?? 0, own, references.squaredNorms[i] ?? 0, handicap);
      }
      handle(first + row, distances);
    }
  }
}

/** Four rows from `first` on; those past the end are zeros. */
function fourRows({ rows, length }: PackedEmbeddings, first: number): Float64Array {
  const four = new Float64Array(ROWS_AT_ONCE * length);
  four.set(rows.subarray(first * length, (first + ROWS_AT_ONCE) * length));
  return four;
}

/** Dot products of four rows with all references, two at a time; `dots` is 4 × count. */
function multiply(four: Float64Array, references: PackedEmbeddings, dots: Float64Array): void {
  const { count, length, rows } = references;
  for (let reference = 0; reference < count; reference += 2) {
    const b0 = reference * length;
    const b1 = reference + 1 < count ? b0 + length : b0;
    let [s00, s10, s20, s30] = [0, 0, 0, 0];
    let [s01, s11, s21, s31] = [0, 0, 0, 0];
    for (let i = 0; i < length; i++) {
      const x = rows[b0 + i] ?? 0;
      const y = rows[b1 + i] ?? 0;
      const p0 = four[i] ?? 0;
      const p1 = four[length + i] ?? 0;
      const p2 = four[2 * length + i] ?? 0;
      const p3 = four[3 * length + i] ?? 0;
      s00 += p0 * x;
      s10 += p1 * x;
      s20 += p2 * x;
      s30 += p3 * x;
      s01 += p0 * y;
      s11 += p1 * y;
      s21 += p2 * y;
      s31 += p3 * y;
    }
    [s00, s10, s20, s30].forEach((sum, row) => (dots[row * count + reference] = sum));
    if (b1 === b0) continue;
    [s01, s11, s21, s31].forEach((sum, row) => (dots[row * count + reference + 1] = sum));
  }
}
