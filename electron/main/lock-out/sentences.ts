import { fail, type Problem } from '../../contract/problem.ts';

export const TRY_NOT_WRITTEN: Problem = {
  code: 'try-not-written',
  message:
    'Depthlock could not write down that somebody tries to open it, so it judges nobody. Make room on the disk, or make its folder writable, then try again.',
};
export const NOT_WRITTEN = fail(TRY_NOT_WRITTEN.code, TRY_NOT_WRITTEN.message);

export const WRONG_PIN = 'That PIN is not right.';

export function tooManyPins(waitMs: number): string {
  const minutes = Math.ceil(waitMs / 60_000);
  const wait = minutes === 1 ? 'a minute' : `${String(minutes)} minutes`;
  return `Too many wrong PINs. Wait ${wait}, then try again.`;
}
