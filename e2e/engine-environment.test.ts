/** What the engine process sees of the environment in which Depthlock was started. */
import { readFile } from 'node:fs/promises';
import { expect, test } from 'playwright/test';
import { enginePid, engineRuns, launch, type RunningApp } from './app.ts';

test.skip(process.platform !== 'linux', 'The environment of a process is read from /proc.');

let app: RunningApp | undefined;

test.afterEach(async () => {
  await app?.close();
  app = undefined;
});

test('the engine inherits no variable that loads other code', async () => {
  const variables = {
    LD_LIBRARY_PATH: '/nonexistent/lib',
    NODE_PATH: '/nonexistent/modules',
    OCL_ICD_VENDORS: '/nonexistent/icd',
    SECRET_TOKEN: 'depthlock-test',
    LC_NUMERIC: 'C',
  };
  app = await launch({ variables });
  await engineRuns(app);
  const text = await readFile(`/proc/${String(await enginePid(app))}/environ`, 'utf8');
  const names = text
    .split('\0')
    .filter((line) => line !== '')
    .map((line) => line.split('=')[0] ?? '');
  expect(names).toEqual(expect.arrayContaining(['HOME', 'LC_NUMERIC', 'PATH']));
  expect(names).not.toEqual(
    expect.arrayContaining([expect.stringMatching(/^(?:LD_|NODE_|OCL_|SECRET_|ELECTRON_)/)]),
  );
});
