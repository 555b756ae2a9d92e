/** Messages between the fuzzer and the process that opens its inputs. */
import type { Outcome, Question } from './examine.ts';

export interface Assignment {
  readonly question: Question;
  /** Index of its original. */
  readonly original: number;
}

/** Result of one input; `ready` once, when the originals are read. */
export type Verdict =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'fine';
      readonly outcome: Outcome;
      readonly milliseconds: number;
      /** Peak memory during its examination, above that of the idle process. */
      readonly grownBytes: number;
    }
  | { readonly kind: 'wrong'; readonly reason: string };

/** Start options of the process, as its one argument. */
export interface Start {
  readonly originals: readonly (Omit<Question, 'repair' | 'maySilentlyChange'> & {
    readonly donor: string | null;
  })[];
}
