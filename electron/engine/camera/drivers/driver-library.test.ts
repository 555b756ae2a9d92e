import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  checkDriverLibrary,
  findDriverLibrary,
  systemLibraryFolders,
  type DriverDisk,
  type Owned,
} from './driver-library.ts';

const ROOT_FOLDER: Owned = { uid: 0, gid: 0, mode: 0o40755 };
const ROOT_FILE: Owned = { uid: 0, gid: 0, mode: 0o100644 };
const NAME = 'libfreenect.so.0.5';
const FOLDERS = systemLibraryFolders('linux', 'x64');

/** A disk on which everything is root's, except for what is given. */
function diskOf(
  files: Readonly<Record<string, string>>,
  others: Readonly<Record<string, Partial<Owned>>> = {},
): DriverDisk {
  const isFile = (file: string) => Object.values(files).includes(file);
  return {
    resolve: (file) => files[file] ?? (file.includes('.so') ? null : file),
    look: (file) => ({ ...(isFile(file) ? ROOT_FILE : ROOT_FOLDER), ...others[file] }),
    groups: [1000, 50],
  };
}

const LIB = '/usr/lib/x86_64-linux-gnu';
const files = { [`${LIB}/${NAME}`]: `${LIB}/${NAME}.3` };

describe('the library of a driver', () => {
  it('is loaded by its absolute path, out of the system’s folders', () => {
    expect(findDriverLibrary([NAME], FOLDERS, diskOf(files))).toEqual({
      kind: 'found',
      file: `${LIB}/${NAME}.3`,
    });
    expect(FOLDERS.every((folder) => path.posix.isAbsolute(folder))).toBe(true);
  });

  it.each([
    ['the file is somebody’s', { [`${LIB}/${NAME}.3`]: { uid: 1000 } }, 'does not belong to root'],
    ['the folder is somebody’s', { [LIB]: { uid: 1000 } }, `${LIB} does not belong to root`],
    ['a folder above is somebody’s', { '/usr': { uid: 1000 } }, '/usr does not belong to root'],
    ['everybody may change the file', { [`${LIB}/${NAME}.3`]: { mode: 0o100666 } }, 'everybody'],
    ['everybody may change the folder', { [LIB]: { mode: 0o41777 } }, `change ${LIB}`],
    ['a group of mine may', { [LIB]: { gid: 50, mode: 0o42775 } }, 'as a member of its group'],
  ])('is refused where %s', (_, others, detail) => {
    const found = findDriverLibrary([NAME], FOLDERS, diskOf(files, others));
    expect(found.kind).toBe('untrusted');
    expect('detail' in found ? found.detail : '').toContain(detail);
  });

  it('may lie in a folder that another group may change, as on Debian', () => {
    const others = { [LIB]: { gid: 99, mode: 0o42775 } };
    expect(findDriverLibrary([NAME], FOLDERS, diskOf(files, others)).kind).toBe('found');
  });

  it('is refused where its link leads into a home', () => {
    const linked = { [`${LIB}/${NAME}`]: `/home/ada/${NAME}` };
    const others = { '/home/ada': { uid: 1000 } };
    expect(findDriverLibrary([NAME], FOLDERS, diskOf(linked, others)).kind).toBe('untrusted');
  });

  it('is sought further where the first one is refused', () => {
    const both = { ...files, [`/usr/local/lib/${NAME}`]: `/usr/local/lib/${NAME}` };
    const others = { '/usr/local/lib': { uid: 1000 } };
    expect(findDriverLibrary([NAME], FOLDERS, diskOf(both, others))).toEqual({
      kind: 'found',
      file: `${LIB}/${NAME}.3`,
    });
  });

  it('is missing where there is none', () => {
    expect(findDriverLibrary([NAME], FOLDERS, diskOf({})).kind).toBe('missing');
    expect(checkDriverLibrary(`${LIB}/${NAME}`, FOLDERS, diskOf({})).kind).toBe('missing');
  });

  it('is refused in every other folder, whoever owns it', () => {
    const elsewhere = { [`/opt/x/${NAME}`]: `/opt/x/${NAME}` };
    const checked = checkDriverLibrary(`/opt/x/${NAME}`, FOLDERS, diskOf(elsewhere));
    expect(checked.kind).toBe('untrusted');
    expect('detail' in checked ? checked.detail : '').toContain("none of the system's folders");
  });

  it.skipIf(process.platform === 'win32')('is refused in a real folder of temporary files', () => {
    const folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'depthlock-driver-')));
    try {
      writeFileSync(path.join(folder, NAME), '');
      expect(findDriverLibrary([NAME], [folder]).kind).toBe('untrusted');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
