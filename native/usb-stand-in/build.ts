/** Builds the stand-in for libusb and the probe, by direct calls of the C++ compiler. For tests: neither is shipped. */
import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

const SOURCES = import.meta.dirname;
const BUILD = path.join(SOURCES, '..', 'build', 'usb-stand-in');
const FLAGS = ['-std=c++17', '-O2', '-Wall', '-Wextra', '-Werror'];
const LIBRARY = 'libusb-1.0.so.0';

export type UsbStandIn =
  | {
      readonly kind: 'built';
      /** For LD_LIBRARY_PATH: holds the stand-in as libusb-1.0.so.0. */
      readonly folder: string;
      /** Drives libfreenect; see probe.cc. */
      readonly probe: string;
    }
  | { readonly kind: 'unavailable'; readonly reason: string };

/**
 * The stand-in, built if it is missing or older than its sources. `unavailable` without Linux or a compiler; throws if
 * our own code does not compile. Safe to call from several processes at once.
 */
export async function buildUsbStandIn(): Promise<UsbStandIn> {
  if (process.platform !== 'linux') {
    return { kind: 'unavailable', reason: 'The USB stand-in runs on Linux only.' };
  }
  const built = { kind: 'built', folder: BUILD, probe: path.join(BUILD, 'probe') } as const;
  const newest = await newestSource();
  if ((await isNewer(path.join(BUILD, LIBRARY), newest)) && (await isNewer(built.probe, newest))) {
    return built;
  }
  await mkdir(BUILD, { recursive: true });
  const temporary = await mkdtemp(path.join(BUILD, 'building-'));
  try {
    await compile(path.join(temporary, LIBRARY), [
      ...['-fPIC', '-shared', '-fvisibility=hidden', `-Wl,-soname,${LIBRARY}`, '-pthread'],
      ...sources('stand-in.cc', 'camera.cc', 'scene.cc', 'scenario.cc'),
    ]);
    await compile(path.join(temporary, 'probe'), [...sources('probe.cc', 'scene.cc'), '-ldl']);
    // Others may be running the existing one: they keep it, and later callers get this.
    for (const name of [LIBRARY, 'probe']) {
      await rename(path.join(temporary, name), path.join(BUILD, name));
    }
    return built;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') {
      return { kind: 'unavailable', reason: 'There is no C++ compiler (c++) to build it with.' };
    }
    throw error;
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

const sources = (...names: readonly string[]) => names.map((name) => path.join(SOURCES, name));

async function compile(output: string, rest: readonly string[]): Promise<void> {
  await promisify(execFile)('c++', [...FLAGS, '-o', output, ...rest]);
}

async function newestSource(): Promise<number> {
  const names = (await readdir(SOURCES)).filter((name) => /\.(cc|h)$/.test(name));
  const times = await Promise.all(names.map(async (name) => modified(path.join(SOURCES, name))));
  return Math.max(...times);
}

async function isNewer(file: string, time: number): Promise<boolean> {
  return (await modified(file)) > time;
}

/** Time of the file's last change, milliseconds; 0 if there is none. */
async function modified(file: string): Promise<number> {
  return stat(file).then(
    (status) => status.mtimeMs,
    () => 0,
  );
}
