import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const MODEL = fileURLToPath(import.meta.resolve('../../../assets/models/blazeface.onnx'));
const OURS = import.meta.resolve('./onnxruntime.ts');
const STARTS_A_WORKER = `
import { Worker } from 'node:worker_threads';
const [, ours, tsx] = process.argv.map((word) => JSON.stringify(word));
const code = 'import { register } from ' + tsx + '; register(); await import(' + ours + ');';
const worker = new Worker(new URL('data:text/javascript,' + encodeURIComponent(code)), { execArgv: [] });
worker.on('error', ({ message }) => console.log(message));
`;

let home: string;
beforeAll(() => {
  home = mkdtempSync(path.join(tmpdir(), 'depthlock-telemetry-'));
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** Runs it in a process of its own, whose files are its home's and which onnxruntime does not take for a test. */
function run(code: string, words: readonly string[]): string {
  const { PATH } = process.env;
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '--input-type=module', '--eval', code, ...words],
    {
      cwd: import.meta.dirname,
      encoding: 'utf8',
      env: { PATH, HOME: home, XDG_CACHE_HOME: path.join(home, '.cache'), TMPDIR: home },
    },
  );
  expect(stderr).toBe('');
  expect(status).toBe(0);
  return stdout;
}

describe('onnxruntime', () => {
  it('keeps no identifier and no events', () => {
    const said = run(
      `const { InferenceSession } = await import(process.argv[1]);
       await InferenceSession.create(process.argv[2]);
       console.log(process.env.ORT_DISABLE_TELEMETRY);`,
      [OURS, MODEL],
    );
    expect(said).toBe('1\n');
    const made = readdirSync(home, { recursive: true, encoding: 'utf8' });
    expect(made.filter((file) => /microsoft|onnxruntime|deviceid/iu.test(file))).toEqual([]);
  });

  it('is not loaded in a worker whose starter has not told it', () => {
    expect(run(STARTS_A_WORKER, [OURS, import.meta.resolve('tsx/esm/api')])).toContain(
      'no-telemetry.ts',
    );
  });
});
