import type { Result } from './problem.ts';

/** The value; throws the problem's sentence otherwise, for tests, benchmarks and training. */
export function orThrow<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
