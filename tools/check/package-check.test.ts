import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** electron-builder ends its process with 0 as soon as nothing is left to do. */
const END_WITH_0 = "process.on('beforeExit', () => process.exit(0));";

function reportOf(faults: readonly string[]) {
  const check = JSON.stringify(join(import.meta.dirname, 'package-check.ts'));
  const code = `${END_WITH_0} const { report } = await import(${check}); report(${JSON.stringify(faults)});`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', code],
    { encoding: 'utf8' },
  );
  return { status, stderr };
}

describe('the packaging check', () => {
  it('fails where something is wrong, whatever electron-builder does when the process ends', () => {
    const { status, stderr } = reportOf(['dist/main/main.js is missing.']);
    expect(stderr).toContain('package: dist/main/main.js is missing.');
    expect(status).toBe(1);
  });

  it('passes where nothing is', () => {
    expect(reportOf([]).status).toBe(0);
  });
});
