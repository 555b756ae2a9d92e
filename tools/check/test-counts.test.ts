import { describe, expect, it } from 'vitest';
import {
  NOTHING,
  countsOfRun,
  describeCounts,
  isGood,
  playwrightCounts,
  vitestCounts,
} from './test-counts.ts';

describe('vitestCounts', () => {
  it('counts pending and todo tests as skipped', () => {
    const report = { numPassedTests: 5, numFailedTests: 1, numPendingTests: 2, numTodoTests: 1 };
    expect(vitestCounts(report)).toEqual({ passed: 5, failed: 1, skipped: 3 });
  });

  it.each([null, 'text', {}, { numPassedTests: '5', numFailedTests: 0 }])(
    'rejects the report %j',
    (report) => {
      expect(vitestCounts(report)).toBeNull();
    },
  );
});

describe('playwrightCounts', () => {
  it('counts a flaky test as failed', () => {
    const report = { stats: { expected: 4, unexpected: 1, flaky: 1, skipped: 2 } };
    expect(playwrightCounts(report)).toEqual({ passed: 4, failed: 2, skipped: 2 });
  });

  it.each([null, {}, { stats: null }, { stats: { expected: 1 } }])(
    'rejects the report %j',
    (report) => {
      expect(playwrightCounts(report)).toBeNull();
    },
  );
});

describe('countsOfRun', () => {
  const good = { passed: 3, failed: 0, skipped: 0 };

  it('believes the report of a runner that ended well', () => {
    expect(countsOfRun(0, good)).toEqual(good);
  });

  it('adds a failure for a runner that crashed after its tests', () => {
    expect(countsOfRun(139, good)).toEqual({ passed: 3, failed: 1, skipped: 0 });
  });

  it('does not count a reported failure twice', () => {
    const bad = { passed: 3, failed: 2, skipped: 0 };
    expect(countsOfRun(1, bad)).toEqual(bad);
  });

  it('fails a runner without a report, and one that ran nothing', () => {
    expect(countsOfRun(0, null).failed).toBe(1);
    expect(countsOfRun(0, NOTHING).failed).toBe(1);
  });
});

describe('the closing line', () => {
  it('names skipped tests only if there are any', () => {
    expect(describeCounts({ passed: 3, failed: 0, skipped: 0 })).toBe('3 passed, 0 failed');
    expect(describeCounts({ passed: 3, failed: 1, skipped: 2 })).toBe(
      '3 passed, 1 failed, 2 skipped',
    );
  });

  it('is good only if something ran and nothing failed', () => {
    expect(isGood({ passed: 1, failed: 0, skipped: 4 })).toBe(true);
    expect(isGood({ passed: 1, failed: 1, skipped: 0 })).toBe(false);
    expect(isGood({ passed: 0, failed: 0, skipped: 4 })).toBe(false);
  });
});
