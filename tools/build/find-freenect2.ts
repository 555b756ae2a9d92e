/** Finds libfreenect2: its headers, from which the code for a Kinect v2 is built, and the library itself. */
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

export type FoundFreenect2 =
  | {
      readonly ok: true;
      /** Include path for the compiler: contains the folder `libfreenect2`. */
      readonly include: string;
      readonly library: string;
      readonly version: string;
    }
  | {
      readonly ok: false;
      readonly cause: 'no-headers' | 'no-library' | 'other-version';
      /** What was searched and where, as a phrase. */
      readonly detail: string;
    };

interface Place {
  readonly include: string;
  readonly libraries: readonly string[];
}

/** Earlier versions lack the interface number, a frame's status and the results of `start()`. */
const FIRST_INTERFACE = 2;
const HEADER = path.join('libfreenect2', 'libfreenect2.hpp');
const LIBRARY = process.platform === 'darwin' ? 'libfreenect2.dylib' : 'libfreenect2.so';

/**
 * Looks in the folder named by the environment variable FREENECT2 (an installation with `include` and `lib`) and
 * nowhere else if it is set; then where pkg-config points; then in the usual folders.
 */
export function findFreenect2(environment: NodeJS.ProcessEnv = process.env): FoundFreenect2 {
  const named = environment['FREENECT2'] ?? '';
  const places = named === '' ? usualPlaces() : [prefix(named)];
  const place = places.find(({ include }) => existsSync(path.join(include, HEADER)));
  if (place === undefined) {
    const folders = places.map(({ include }) => include).join(', ');
    return { ok: false, cause: 'no-headers', detail: `no ${HEADER} in ${folders}` };
  }
  const version = versionOf(place.include);
  if (version.number < FIRST_INTERFACE) {
    return { ok: false, cause: 'other-version', detail: `${version.text} in ${place.include}` };
  }
  const library = place.libraries
    .map((folder) => path.join(folder, LIBRARY))
    .find((file) => existsSync(file));
  if (library === undefined) {
    const detail = `no ${LIBRARY} in ${place.libraries.join(', ')}`;
    return { ok: false, cause: 'no-library', detail };
  }
  return { ok: true, include: place.include, library, version: version.text };
}

function usualPlaces(): Place[] {
  // The last one is suggested by libfreenect2's own instructions.
  const folders = ['/usr/local', '/usr', '/opt/homebrew', '/opt/local'];
  const prefixes = [...folders, path.join(homedir(), 'freenect2')].map(prefix);
  const include = pkgConfig('includedir');
  const library = pkgConfig('libdir');
  if (include === null || library === null) return prefixes;
  return [{ include, libraries: [library] }, ...prefixes];
}

function prefix(folder: string): Place {
  const lib = path.join(folder, 'lib');
  const multiarch = existsSync(lib)
    ? readdirSync(lib)
        .filter((name) => name.includes('-linux-'))
        .map((name) => path.join(lib, name))
    : [];
  return {
    include: path.join(folder, 'include'),
    libraries: [lib, path.join(folder, 'lib64'), ...multiarch],
  };
}

function pkgConfig(variable: string): string | null {
  const { status, stdout } = spawnSync('pkg-config', [`--variable=${variable}`, 'freenect2'], {
    encoding: 'utf8',
  });
  const value = status === 0 ? stdout.trim() : '';
  return value === '' ? null : value;
}

/** The interface number and the readable version, from a library's own header; 0 if it has none. */
function versionOf(include: string): { readonly number: number; readonly text: string } {
  let header: string;
  try {
    header = readFileSync(path.join(include, 'libfreenect2', 'config.h'), 'utf8');
  } catch {
    return { number: 0, text: 'a version before 0.1' };
  }
  const text = /LIBFREENECT2_VERSION\s+"([^"]*)"/.exec(header)?.[1] ?? 'a version of no number';
  const parts = /LIBFREENECT2_API_VERSION\s+\(\((\d+)\s*<<\s*16\)\s*\|\s*(\d+)\)/.exec(header);
  if (parts === null) return { number: 0, text };
  return { number: Number(parts[1]) * 65_536 + Number(parts[2]), text };
}
