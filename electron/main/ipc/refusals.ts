/** Refusals that several handlers share. */
import { fail } from '../../contract/problem.ts';

export const LOCKED = fail('locked', 'Depthlock is locked. Unlock it first.');
export const NO_RECORDING = fail(
  'recording-missing',
  'This recording is not in the folder any more. It may have been moved or deleted.',
);
