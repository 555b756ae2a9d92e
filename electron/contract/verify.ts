/** What `depthlock verify` answers: the app without a window says it, and the command passes it on. */

/** Exit codes of the answers. */
export const VERIFY_EXIT = {
  match: 0,
  'no-match': 1,
  spoof: 2,
  'no-camera': 3,
  'locked-out': 4,
  'not-enrolled': 5,
} as const;
export type VerifyAnswer = keyof typeof VERIFY_EXIT;

/** Exit codes where there is no answer, as in sysexits.h: none of them may be taken for one. */
export const VERIFY_FAILED = {
  /** Wrong usage; also what a packaged app ends with that refuses its start. */
  usage: 64,
  /** What it needs is not installed. */
  unavailable: 69,
  /** A fault of Depthlock itself. */
  internal: 70,
  /** 128 + SIGINT. */
  interrupted: 130,
  /** 128 + SIGTERM. */
  ended: 143,
} as const;

/** The one line of `--json`. Fields are only ever added; `version` changes if a field changes its meaning. */
export interface VerifyLine {
  readonly version: 1;
  readonly answer: VerifyAnswer;
  readonly exitCode: number;
  /** As on the error stream. */
  readonly message: string;
  /** Who matched; only with `--who`. */
  readonly person?: { readonly id: string; readonly name: string };
}

/** Seconds that a call may look for a face. */
export const LONGEST_VERIFY_SECONDS = 120;
export const USUAL_VERIFY_SECONDS = 5;
