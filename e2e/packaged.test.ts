/**
 * The app as an installed one: Electron calls itself packaged once its executable has another name than `electron`. It
 * has the fuses of the package that concern its start, set on a copy of the runtime that the other tests use. It lies in
 * a folder, not in an archive: what goes into that is the packaging check's concern.
 */
import { spawn } from 'node:child_process';
import { copyFile, mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FuseVersion, FuseV1Options, flipFuses } from '@electron/fuses';
import { expect, test } from 'playwright/test';
import { ensureElectron } from '../tools/electron/electron-runtime.ts';
import { HANG_MS, PROJECT, temporaryFolder } from './app.ts';

test.skip(process.platform !== 'linux', 'The package is laid out as on Linux.');

let folder = '';

test.beforeAll(async () => {
  const electron = await ensureElectron();
  if (!electron.ok) throw new Error(electron.reason);
  folder = await temporaryFolder('packaged');
  const runtime = path.dirname(electron.runtime.path);
  for (const name of await readdir(runtime)) {
    if (name === 'electron' || name === 'resources') continue;
    await symlink(path.join(runtime, name), path.join(folder, name));
  }
  // A copy: a link would tell the name of what it leads to.
  await copyFile(electron.runtime.path, path.join(folder, 'depthlock'));
  await flipFuses(path.join(folder, 'depthlock'), {
    version: FuseVersion.V1,
    [FuseV1Options.RunAsNode]: false,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
    [FuseV1Options.EnableNodeCliInspectArguments]: false,
  });
  await mkdir(path.join(folder, 'resources', 'app'), { recursive: true });
  for (const name of ['package.json', 'dist', 'node_modules']) {
    await symlink(path.join(PROJECT, name), path.join(folder, 'resources', 'app', name));
  }
});
test.afterAll(() => rm(folder, { recursive: true, force: true }));

interface Ended {
  readonly code: number | null;
  readonly errors: string;
}

/** Starts the packaged app, and waits until it has ended. */
function start(
  switches: readonly string[],
  variables: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const child = spawn(path.join(folder, 'depthlock'), [...switches, ...sandbox()], {
    env: { ...process.env, ...variables },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: HANG_MS,
    killSignal: 'SIGKILL',
  });
  let errors = '';
  child.stderr.on('data', (text: Buffer) => (errors += text.toString()));
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, errors }));
  });
}

/** Chromium ends before any of our code when root starts it without this switch, which is refused as well. */
const sandbox = () => (process.getuid?.() === 0 ? ['--no-sandbox'] : []);

for (const argument of [
  '--remote-debugging-port=0',
  '--remote-debugging-pipe',
  '--inspect=0',
  '--inspect-brk=0',
  '--js-flags=--expose-gc',
  '--load-extension=/nonexistent',
  '--proxy-server=127.0.0.1:1',
  '--host-rules=MAP * 127.0.0.1',
  '--disable-web-security',
  '--depthlock-home=/nonexistent',
  '--no-sandbox',
]) {
  test(`a packaged app ends when it is started with ${argument}`, async () => {
    const { code, errors } = await start([argument]);
    expect(errors).toContain(`Depthlock does not start with ${argument.split('=')[0] ?? ''}:`);
    expect(errors).not.toContain('DevTools listening');
    expect(code).toBe(64);
  });
}

for (const variable of ['ELECTRON_RUN_AS_NODE', 'ELECTRON_NO_ASAR', 'NODE_PATH']) {
  test(`a packaged app ends when ${variable} is set`, async () => {
    const { code, errors } = await start([], { [variable]: '1' });
    expect(errors).toContain(`the environment variable ${variable} is set`);
    expect(code).toBe(64);
  });
}

test('a packaged app runs no code that NODE_OPTIONS names', async () => {
  const file = path.join(folder, 'foreign.cjs');
  await writeFile(file, 'process.stderr.write("foreign code ran\\n");');
  const { code, errors } = await start(['--inspect=0'], { NODE_OPTIONS: `--require ${file}` });
  expect(errors).not.toContain('foreign code ran');
  expect(code).toBe(64);
});
