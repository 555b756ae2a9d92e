import type { Result } from '../../../electron/contract/problem.ts';

/** The value, or the problem's sentence thrown: for people who were there a moment ago. */
export function orThrowProblem<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(result.problem.message);
}
