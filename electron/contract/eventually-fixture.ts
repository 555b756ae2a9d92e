import { vi } from 'vitest';

/** A limit that only a hang exceeds, however slow or busy the machine is; shorter than the time limit of a test. */
const HANG_MS = 4 * 60_000;

/** Resolves with the result of `check` as soon as it no longer throws or rejects. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: HANG_MS, interval: 20 });
}
