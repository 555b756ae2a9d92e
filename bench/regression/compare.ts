/** Ratios as they are, beside those that were committed. */
import { z } from 'zod';

export const ratiosSchema = z.object({
  /** Where they were measured; on another one nothing fails. */
  processor: z.string(),
  node: z.string(),
  ratios: z.record(z.string(), z.number().positive()),
});
export type Ratios = z.infer<typeof ratiosSchema>['ratios'];

/** So much worse than what was committed is told, and so much fails. */
const TOLD = 1.2;
const FAILS = 1.5;

export type Verdict = 'as before' | 'better' | 'worse' | 'fails' | 'new' | 'gone';

export interface Comparison {
  readonly name: string;
  /** Null: not measured any more. */
  readonly measured: number | null;
  /** Null: not committed yet. */
  readonly committed: number | null;
  readonly verdict: Verdict;
}

/** One for each name in either. */
export function compareRatios(measured: Ratios, committed: Ratios): readonly Comparison[] {
  const names = new Set([...Object.keys(committed), ...Object.keys(measured)]);
  return [...names].map((name) => {
    const [is, was] = [measured[name] ?? null, committed[name] ?? null];
    return { name, measured: is, committed: was, verdict: verdictOf(is, was) };
  });
}

export function verdictOf(measured: number | null, committed: number | null): Verdict {
  if (measured === null) return 'gone';
  if (committed === null) return 'new';
  const worse = measured / committed;
  if (!(worse <= FAILS)) return 'fails';
  if (worse > TOLD) return 'worse';
  return worse < 1 / TOLD ? 'better' : 'as before';
}

/** A line for people. */
export function describe({ name, measured, committed, verdict }: Comparison): string {
  const told = [`${name}: ${number(measured)}, committed ${number(committed)}`];
  if (measured !== null && committed !== null) {
    const percent = 100 * (measured / committed - 1);
    told.push(`${percent >= 0 ? '+' : '−'}${Math.abs(percent).toFixed(0)} %`);
  }
  return `${verdict.padEnd(10)}${told.join(', ')}`;
}

const number = (ratio: number | null): string => (ratio === null ? '–' : ratio.toPrecision(3));
