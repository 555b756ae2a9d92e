/**
 * Builds the stand-in for libfreenect2 as an installation (`include`, `lib`), and Depthlock's native code against it,
 * just as a user's start would: by tools/build/build-native.ts with FREENECT2 naming the installation. For tests:
 * neither is shipped.
 */
import { execFile } from 'node:child_process';
import { mkdir, readdir, rename, rm, stat, symlink } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SOURCES = import.meta.dirname;
const ROOT = path.join(SOURCES, '../..');
const LIBRARY = 'libfreenect2.so.0.2';
const FLAGS = ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror', '-fPIC', '-shared'];

export type Freenect2StandIn =
  | {
      readonly kind: 'built';
      /** Value of FREENECT2. */
      readonly installation: string;
      /** Depthlock's native code, which loads the stand-in. */
      readonly addon: string;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** `unavailable` without Linux or a compiler; throws if our own code does not compile. */
export async function buildFreenect2StandIn(): Promise<Freenect2StandIn> {
  if (process.platform !== 'linux') {
    return { kind: 'unavailable', reason: 'The stand-in for libfreenect2 runs on Linux only.' };
  }
  const installation = path.join(SOURCES, '..', 'build', 'freenect2-stand-in');
  try {
    await install(installation);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { kind: 'unavailable', reason: 'There is no C++ compiler (c++) to build it with.' };
    }
    throw error;
  }
  return { kind: 'built', installation, addon: await buildAddon(installation) };
}

async function install(installation: string): Promise<void> {
  const library = path.join(installation, 'lib', LIBRARY);
  if ((await modified(library)) > (await newestSource())) return;
  await mkdir(path.dirname(library), { recursive: true });
  await link(path.join(SOURCES, 'include'), path.join(installation, 'include'));
  await link(LIBRARY, path.join(installation, 'lib', 'libfreenect2.so'));
  const unfinished = `${library}.${process.pid}`;
  await run('c++', [
    ...[...FLAGS, '-fvisibility=hidden', `-Wl,-soname,${LIBRARY}`, '-pthread'],
    ...[`-I${path.join(SOURCES, 'include')}`, path.join(SOURCES, 'stand-in.cc'), '-o', unfinished],
  ]);
  // Others may be running the existing one: they keep it, and later callers get this.
  await rename(unfinished, library);
}

async function link(target: string, name: string): Promise<void> {
  await rm(name, { force: true });
  await symlink(target, name);
}

async function buildAddon(installation: string): Promise<string> {
  const output = path.join(installation, 'addon');
  const script = path.join(ROOT, 'tools', 'build', 'build-native.ts');
  await run(process.execPath, ['--import', 'tsx', script, '--output', output, 'freenect2'], {
    cwd: ROOT,
    env: { ...process.env, FREENECT2: installation },
  });
  return path.join(output, 'freenect2.node');
}

async function newestSource(): Promise<number> {
  const names = await readdir(SOURCES, { recursive: true });
  const sources = names.filter((name) => /\.(cc|h|hpp)$/.test(name));
  return Math.max(
    ...(await Promise.all(sources.map((name) => modified(path.join(SOURCES, name))))),
  );
}

/** Time of the file's last change, milliseconds; 0 if there is none. */
async function modified(file: string): Promise<number> {
  return stat(file).then(
    (status) => status.mtimeMs,
    () => 0,
  );
}
