import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
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

  it('says what own people it needs, and what data', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'depthlock-train-'));
    const argv = ['train', 'fused', '--folder', folder, '--people', 'nowhere'];
    const { code, stderr } = await depthlock(...argv);
    await rm(folder, { recursive: true });
    expect(code).toBe(1);
    expect(stderr).toMatch(/DEPTHLOCK_DATA|nowhere cannot be used: it does not exist/);
    expect(stderr).not.toContain('    at ');
    const counted = await depthlock('train', 'fused', '--people', '200');
    expect(counted.stderr).toContain('counted with --rendered 200');
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
    ['a number of people', ['squeezenet', '--people', '200']],
    ['no people', ['fused', '--people']],
    ['an unknown option', ['squeezenet', '--loud']],
  ])('refuses %s', async (_, argv) => {
    expect(await runDepthlock(['train', ...argv])).toBe(2);
  });
});
