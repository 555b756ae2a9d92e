import { spawnSync } from 'node:child_process';
import { copyFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { FuseV1Options, FuseVersion, flipFuses } from '@electron/fuses';

/** Makes a packed folder's twin, which differs in the fuse that lets a debugger in, and in nothing else. */
export async function makeDebuggableTwin(
  folder: string,
  twin: string,
  name: string,
): Promise<string> {
  // Hard links: only the program is another file.
  const { status, stderr } = spawnSync('cp', ['-al', folder, twin], { encoding: 'utf8' });
  if (status !== 0) throw new Error(stderr);
  const program = path.join(twin, name);
  rmSync(program);
  copyFileSync(path.join(folder, name), program);
  await flipFuses(program, {
    version: FuseVersion.V1,
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
  return program;
}
