/** Refusals that several handlers share. */
import { fail, type Result } from '../../contract/problem.ts';

export const LOCKED = fail('locked', 'Depthlock is locked. Unlock it first.');
export const CONFIRM = fail(
  'confirm-needed',
  'This needs your PIN once more: whoever finds Depthlock open must not be able to do it.',
);
export const CAMERA_FIXED = fail(
  'camera-fixed',
  'The camera cannot be changed while Depthlock is locked, because somebody is enrolled with a real one. Unlock it first.',
);
export const DEMO_PIN = fail(
  'wrong-pin',
  'That is the PIN of a demo entry. It opens nothing any more, because somebody is enrolled with a real camera.',
);
export const alreadyEnrolled = (name: string): Result<never> =>
  fail(
    'looks-like-somebody',
    `This face looks like ${name}’s, who is enrolled already. If it is ${name}, add it to them as another look instead: Settings, People.`,
  );
export const BUSY = fail(
  'busy',
  'A recording, an import or an export is not finished. Stop it or wait for it, then try again.',
);
export const NO_RECORDING = fail(
  'recording-missing',
  'This recording is not in the folder any more. It may have been moved or deleted.',
);
