import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { runDepthlock } from '../depthlock.ts';

const ROOT = join(import.meta.dirname, '../../..');

function depthlock(
  ...commandArguments: string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const argv = ['--import', 'tsx', 'electron/cli/main.ts', ...commandArguments];
  return new Promise((resolve) => {
    execFile(process.execPath, argv, { cwd: ROOT }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('depthlock train', () => {
  it('is listed', async () => {
    const { code, stdout } = await depthlock('help');
    expect(code).toBe(0);
    expect(stdout).toContain('train [options] <encoder>');
  });

  it('refuses what makes no sense, with a sentence and no stack', async () => {
    const { code, stderr } = await depthlock('train');
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^depthlock train: Missing required argument 'encoder': .*: squeezenet, fused\./,
    );
    expect(stderr).not.toContain('    at ');
  });

  it.each([
    ['an unknown encoder', ['resnet']],
    ['two encoders', ['squeezenet', 'fused']],
    ['an inherited name', ['constructor']],
    ['no passes', ['squeezenet', '--passes', '0']],
    ['half a batch', ['squeezenet', '--batch', '1.5']],
    ['a word for a number', ['squeezenet', '--workers', 'two']],
    ['an unknown option', ['squeezenet', '--loud']],
  ])('refuses %s', async (_, argv) => {
    expect(await runDepthlock(['train', ...argv])).toBe(2);
  });
});
