import { defineConfig } from 'playwright/test';

/** The tests drive one real Electron window at a time; `tools/check/e2e.ts` provides the runtime and the display. */
export default defineConfig({
  testDir: 'e2e',
  testMatch: '**/*.test.ts',
  outputDir: 'out/e2e',
  workers: 1,
  fullyParallel: false,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  // Limits that only a hang meets, however slow or busy the machine is.
  timeout: 6 * 60_000,
  expect: { timeout: 2 * 60_000 },
  reporter: [['list'], ['json', { outputFile: 'out/e2e-report.json' }]],
  use: { trace: 'off' },
});
