/** What the fuzzer and the process that opens its inputs say to each other. */
import type { Outcome, Question } from './examine.ts';

export interface Assignment {
  readonly question: Question;
  /** Index of the original that it was made of. */
  readonly original: number;
}

/** Of one input; `ready` once, when the originals are read. */
export type Verdict =
  | { readonly kind: 'ready' }
  | {
      readonly kind: 'fine';
      readonly outcome: Outcome;
      readonly milliseconds: number;
      /** Most memory while it was examined, above that of the idle process. */
      readonly grownBytes: number;
    }
  | { readonly kind: 'wrong'; readonly reason: string };

/** What the process is told when it starts, as its one argument. */
export interface Start {
  readonly originals: readonly (Omit<Question, 'repair' | 'maySilentlyChange'> & {
    readonly donor: string | null;
  })[];
}
