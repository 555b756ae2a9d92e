import type { Result } from './problem.ts';

/** The value, or the problem's sentence thrown: tests and benchmarks have nobody else to tell. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
