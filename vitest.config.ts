import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['**/node_modules/**', 'dist/**', 'out/**', '.cache/**', 'release/**', 'e2e/**'],
    environment: 'node',
    maxWorkers: 2,
    // Limits that only a hang meets, however slow or busy the machine is.
    testTimeout: 5 * 60_000,
    hookTimeout: 5 * 60_000,
  },
});
