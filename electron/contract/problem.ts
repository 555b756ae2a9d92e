/** A failure as told to a person: what happened, what it means, what to do. */
export interface Problem {
  /** Stable identifier for tests and logs, e.g. `model-corrupt`. */
  readonly code: ProblemCode;
  /** One or two sentences, ready to show. */
  readonly message: string;
  /** It can be tried again after so long; absent: at once, or never. */
  readonly waitMs?: number;
}

/** As fine-grained as the possible reactions. */
export const PROBLEM_CODES = [
  // Cameras.
  'no-camera',
  'camera-stopped',
  // What is installed.
  'model-missing',
  'model-corrupt',
  'people-missing',
  'no-gpu',
  /** The releases could not be asked, or did not answer. */
  'release-unknown',
  // Files that are read or written.
  'dataset-unreadable',
  'recording-unreadable',
  'recording-failed',
  'recording-missing',
  'files-unreadable',
  'files-unwritable',
  'conversion-cancelled',
  'too-many-conversions',
  // Presentation attack tests.
  'pad-impossible',
  // Training, evaluation, and sources of the explorer.
  'training-impossible',
  // People, the vault and the PIN.
  'activity-unavailable',
  'program-refused',
  'program-failed',
  'vault-damaged',
  'vault-unavailable',
  'locked',
  'wrong-pin',
  'too-many-pins',
  /** A PIN has to be given once more for this. */
  'confirm-needed',
  'camera-fixed',
  'busy',
  'try-not-written',
  'name-refused',
  'pin-refused',
  'pin-too-simple',
  /** Somebody who is enrolled has this face. */
  'looks-like-somebody',
  'enrolment-incomplete',
  'enrolment-of-other-encoder',
  'enrolment-of-older-version',
  'too-many-people',
  'person-unknown',
  // Processes.
  'engine-stopped',
  'vision-stopped',
  'main-unreachable',
  /** A bug in Depthlock itself. */
  'internal',
] as const;
export type ProblemCode = (typeof PROBLEM_CODES)[number];

/** Values that can fail carry their failure: the engine throws only on programming errors. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (code: ProblemCode, message: string): Result<never> => ({
  ok: false,
  problem: { code, message },
});
/** As `fail`; it can be tried again after this time. */
export const failFor = (code: ProblemCode, message: string, waitMs: number): Result<never> => ({
  ok: false,
  problem: { code, message, waitMs },
});
