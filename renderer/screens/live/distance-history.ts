import type { PersonDistance } from '../../../electron/contract/identity.ts';

/** Time across the chart, milliseconds. */
export const SPAN_MS = 20_000;
/** Embeddings are of unit length, so distances end at 2; above 1.5 there is nothing to tell apart. */
export const LARGEST_DISTANCE = 1.5;
/** Distances that are marked beside the chart. */
export const DISTANCE_MARKS = [0.5, 1, 1.5] as const;
/** A longer silence breaks the line: nobody was measured in between. */
const GAP_MS = 600;

interface Sample {
  readonly timeMs: number;
  readonly distance: number;
}

/** Height of a distance on the chart: 0 at the top (LARGEST_DISTANCE and beyond), 1 at the bottom (0). */
export function chartHeight(distance: number): number {
  return 1 - Math.min(LARGEST_DISTANCE, Math.max(0, distance)) / LARGEST_DISTANCE;
}

/** The last SPAN_MS of distances, one line a person. */
export class DistanceHistory {
  readonly #lines = new Map<string, Sample[]>();

  /** @param timeMs - when they were measured; never earlier than before. */
  add(timeMs: number, distances: readonly PersonDistance[]): void {
    for (const { personId, distance } of distances) {
      const line = this.#lines.get(personId) ?? [];
      line.push({ timeMs, distance });
      this.#lines.set(personId, line);
    }
    this.#forget(timeMs);
  }

  /** The line of a person as SVG path data on a square of side 1, now at its right edge. */
  path(personId: string, nowMs: number): string {
    const line = this.#lines.get(personId) ?? [];
    let before = Number.NEGATIVE_INFINITY;
    return line
      .map(({ timeMs, distance }) => {
        const command = timeMs - before > GAP_MS ? 'M' : 'L';
        before = timeMs;
        const x = 1 - (nowMs - timeMs) / SPAN_MS;
        return `${command}${x.toFixed(4)} ${chartHeight(distance).toFixed(4)}`;
      })
      .join('');
  }

  #forget(nowMs: number): void {
    for (const [personId, line] of this.#lines) {
      const kept = line.filter(({ timeMs }) => timeMs > nowMs - SPAN_MS);
      if (kept.length === 0) this.#lines.delete(personId);
      else this.#lines.set(personId, kept);
    }
  }
}
