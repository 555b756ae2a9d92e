/** Embeddings as tables, for other programs. */

/** One look with its place on a map, as far as it is on it. */
export interface TableRow {
  readonly embedding: Float32Array;
  readonly person: string;
  readonly source: string;
  readonly encoder: string;
  readonly yaw: number;
  readonly pitch: number;
  readonly trust: string;
  readonly time: string;
  readonly x: number | null;
  readonly y: number | null;
}

const COLUMNS = [
  ...(['person', 'source', 'encoder', 'yaw', 'pitch', 'trust', 'time', 'x', 'y'] as const),
] as const;

/** One line a look, with a line of titles: what is known of it, its place, and its numbers (RFC 4180). */
export function embeddingsCsv(rows: readonly TableRow[]): string {
  const length = rows[0]?.embedding.length ?? 0;
  const titles = [...COLUMNS, ...Array.from({ length }, (_, i) => `e${i + 1}`)];
  const lines = rows.map((row) =>
    [...COLUMNS.map((column) => csvField(shown(row[column]))), ...numbersOf(row)].join(','),
  );
  return `${[titles.join(','), ...lines].join('\r\n')}\r\n`;
}

/**
 * The two files of TensorBoard's Embedding Projector (projector.tensorflow.org): tab-separated numbers without titles,
 * and what is known of each with titles.
 */
export function projectorTables(rows: readonly TableRow[]): {
  readonly vectors: string;
  readonly metadata: string;
} {
  const vectors = rows.map((row) => numbersOf(row).join('\t'));
  const metadata = rows.map((row) =>
    COLUMNS.map((column) => tsvField(shown(row[column]))).join('\t'),
  );
  return { vectors: lined(vectors), metadata: lined([COLUMNS.join('\t'), ...metadata]) };
}

const lined = (lines: readonly string[]): string => lines.map((line) => `${line}\n`).join('');

/** Nine digits bring a 32-bit number back as it was. */
const numbersOf = ({ embedding }: TableRow): string[] =>
  Array.from(embedding, (value) => String(Number(value.toPrecision(9))));

const shown = (value: string | number | null): string => (value === null ? '' : String(value));

/** Quoted where it has to be; a text that a spreadsheet would take for a formula is kept from being one. */
function csvField(text: string): string {
  const safe = /^[=+@\t\r]|^-(?![\d.])/u.test(text) ? `'${text}` : text;
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The format has no quotes. */
const tsvField = (text: string): string => text.replace(/[\t\r\n]+/gu, ' ');
