import { vi } from 'vitest';

/** A limit that only a hang meets, however slow or busy the machine is; below the limit of a test. */
const HANG_MS = 4 * 60_000;

/** Resolves with what `check` returns as soon as it no longer throws or rejects. */
export function eventually<T>(check: () => T | Promise<T>): Promise<T> {
  return vi.waitFor(check, { timeout: HANG_MS, interval: 20 });
}
