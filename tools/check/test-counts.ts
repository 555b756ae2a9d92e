/** Reports of test runners as numbers of tests. */

export interface Counts {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

export const NOTHING: Counts = { passed: 0, failed: 0, skipped: 0 };
export const ONE_PASSED: Counts = { passed: 1, failed: 0, skipped: 0 };
export const ONE_FAILED: Counts = { passed: 0, failed: 1, skipped: 0 };

export function add(a: Counts, b: Counts): Counts {
  return {
    passed: a.passed + b.passed,
    failed: a.failed + b.failed,
    skipped: a.skipped + b.skipped,
  };
}

/** `3 passed, 0 failed`, and `, 1 skipped` if any were. */
export function describeCounts(counts: Counts): string {
  const skipped = counts.skipped > 0 ? `, ${counts.skipped} skipped` : '';
  return `${counts.passed} passed, ${counts.failed} failed${skipped}`;
}

/** Whether a run succeeded: something ran, and nothing failed. */
export function isGood(counts: Counts): boolean {
  return counts.failed === 0 && counts.passed > 0;
}

/**
 * Counts of a runner that ended with `exitCode`. A runner that crashed, or whose report is missing, has at least one
 * failure whatever the report says.
 */
export function countsOfRun(exitCode: number, reported: Counts | null): Counts {
  const counts = reported ?? NOTHING;
  const nothingRan = counts.passed + counts.failed + counts.skipped === 0;
  const silentFailure = counts.failed === 0 && (exitCode !== 0 || reported === null || nothingRan);
  return silentFailure ? { ...counts, failed: 1 } : counts;
}

/** From Vitest's JSON report. */
export function vitestCounts(report: unknown): Counts | null {
  const passed = numberAt(report, 'numPassedTests');
  const failed = numberAt(report, 'numFailedTests');
  const pending = numberAt(report, 'numPendingTests');
  const todo = numberAt(report, 'numTodoTests');
  if (passed === null || failed === null) return null;
  return { passed, failed, skipped: (pending ?? 0) + (todo ?? 0) };
}

/** From Playwright's JSON report. A flaky test passed only when tried again, and counts as failed. */
export function playwrightCounts(report: unknown): Counts | null {
  const stats = typeof report === 'object' && report !== null && 'stats' in report && report.stats;
  const passed = numberAt(stats, 'expected');
  const failed = numberAt(stats, 'unexpected');
  if (passed === null || failed === null) return null;
  return {
    passed,
    failed: failed + (numberAt(stats, 'flaky') ?? 0),
    skipped: numberAt(stats, 'skipped') ?? 0,
  };
}

function numberAt(holder: unknown, key: string): number | null {
  if (typeof holder !== 'object' || holder === null) return null;
  const value: unknown = Object.entries(holder).find(([name]) => name === key)?.[1];
  return typeof value === 'number' ? value : null;
}
