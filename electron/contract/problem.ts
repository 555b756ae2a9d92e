/** A failure, told to a person: what happened, what it means, what to do. */
export interface Problem {
  /** Stable identifier for tests and logs, e.g. `model-corrupt`. */
  readonly code: ProblemCode;
  /** One or two sentences, ready to show. */
  readonly message: string;
}

export type ProblemCode =
  | 'no-camera'
  | 'camera-stopped'
  | 'model-missing'
  | 'model-corrupt'
  | 'people-missing'
  | 'dataset-unreadable'
  | 'recording-unreadable'
  | 'recording-failed'
  | 'session-unreadable'
  | 'session-unwritable'
  | 'conversion-cancelled'
  | 'vault-damaged'
  | 'vault-unavailable'
  | 'engine-stopped'
  | 'no-gpu'
  | 'internal';

/** Values that can fail carry their failure: the engine throws only on programming errors. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problem: Problem };

export const succeed = <T>(value: T): Result<T> => ({ ok: true, value });
export const fail = (code: ProblemCode, message: string): Result<never> => ({
  ok: false,
  problem: { code, message },
});
