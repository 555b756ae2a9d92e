/**
 * Where the library of a camera is loaded from: by its absolute path, out of the system's own folders, and only if
 * nobody but root can change it. What a driver delivers is taken for what the sensor sees, so a library that a program
 * of the person's could have put there would show whatever that program likes.
 */
import { realpathSync, statSync } from 'node:fs';
import path from 'node:path';

export type DriverLibrary =
  /** Absolute, with links resolved. */
  | { readonly kind: 'found'; readonly file: string }
  /** `detail` is a phrase. */
  | { readonly kind: 'missing'; readonly detail: string }
  /** `detail` is a phrase. */
  | { readonly kind: 'untrusted'; readonly detail: string };

/** What the check has to know of a file or folder. */
export interface Owned {
  readonly uid: number;
  readonly gid: number;
  /** Permission bits. */
  readonly mode: number;
}

/** The file system, as far as the check looks at it. Tests pass their own. */
export interface DriverDisk {
  /** Null if there is nothing. */
  resolve(file: string): string | null;
  /** Throws if there is nothing. */
  look(file: string): Owned;
  /** Groups of this process. */
  readonly groups: readonly number[];
}

const DISK: DriverDisk = {
  resolve(file) {
    try {
      return realpathSync(file);
    } catch {
      return null;
    }
  },
  look: (file) => statSync(file),
  groups: process.getgroups?.() ?? [],
};

const TRIPLETS: Partial<Record<NodeJS.Architecture, string>> = {
  x64: 'x86_64-linux-gnu',
  arm64: 'aarch64-linux-gnu',
  arm: 'arm-linux-gnueabihf',
};

/** Folders of libraries that belong to the system, and where its administrator installs what it lacks. */
export function systemLibraryFolders(
  platform: NodeJS.Platform = process.platform,
  arch: NodeJS.Architecture = process.arch,
): readonly string[] {
  if (platform === 'darwin') return ['/usr/local/lib', '/opt/local/lib', '/opt/homebrew/lib'];
  const bases = ['/usr/local/lib', '/usr/lib', '/lib'];
  const triplet = TRIPLETS[arch];
  return bases.flatMap((base) => [
    ...(triplet === undefined ? [] : [path.posix.join(base, triplet)]),
    `${base}64`,
    base,
  ]);
}

/** The first of `names` in the system's folders that may be loaded; else the first that may not, and why. */
export function findDriverLibrary(
  names: readonly string[],
  folders: readonly string[] = systemLibraryFolders(),
  disk: DriverDisk = DISK,
): DriverLibrary {
  const files = folders.flatMap((folder) => names.map((name) => path.posix.join(folder, name)));
  const present = files.filter((file) => disk.resolve(file) !== null);
  const checked = present.map((file) => checkDriverLibrary(file, folders, disk));
  return (
    checked.find(({ kind }) => kind === 'found') ??
    checked[0] ?? {
      kind: 'missing',
      detail: `no ${names[0] ?? 'library'} in ${folders.join(', ')}`,
    }
  );
}

/** Whether a library lies in one of `folders` and belongs to root, with every folder on the way to it. */
export function checkDriverLibrary(
  file: string,
  folders: readonly string[] = systemLibraryFolders(),
  disk: DriverDisk = DISK,
): DriverLibrary {
  const real = disk.resolve(file);
  if (real === null) return { kind: 'missing', detail: `no ${file}` };
  if (!folders.includes(path.posix.dirname(file))) {
    return { kind: 'untrusted', detail: `${file} lies in none of the system's folders` };
  }
  // The link can be exchanged in its folder, and what it leads to in others.
  const folder = disk.resolve(path.posix.dirname(file));
  const way = new Set([real, ...parentsOf(real), ...(folder === null ? [] : [folder])]);
  if (folder !== null) for (const parent of parentsOf(folder)) way.add(parent);
  for (const place of way) {
    const fault = faultOf(place, disk);
    if (fault !== null) return { kind: 'untrusted', detail: fault };
  }
  return { kind: 'found', file: real };
}

function parentsOf(file: string): string[] {
  const parent = path.posix.dirname(file);
  return parent === file ? [] : [parent, ...parentsOf(parent)];
}

const GROUP_WRITES = 0o020;
const ALL_WRITE = 0o002;

function faultOf(place: string, { look, groups }: DriverDisk): string | null {
  try {
    const { uid, gid, mode } = look(place);
    if (uid !== 0) return `${place} does not belong to root`;
    if ((mode & ALL_WRITE) !== 0) return `everybody may change ${place}`;
    // Debian lets its group staff write to /usr/local: an administrator's choice, unless this person is in it.
    if ((mode & GROUP_WRITES) !== 0 && gid !== 0 && groups.includes(gid)) {
      return `you may change ${place} as a member of its group`;
    }
    return null;
  } catch {
    return `${place} cannot be looked at`;
  }
}
