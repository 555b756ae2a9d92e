import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** The npm package the models come from, pinned by content. */
export const SOURCE_PACKAGE = {
  name: '@vladmandic/human',
  version: '3.3.6',
  tarball: 'vladmandic-human-3.3.6.tgz',
  integrity:
    'sha512-Nr5mPfq1gQ+uKeXY5uM3Fj8UxvF5CEh2s6txM5wRThqaW0mF9huooOuZSrT8hhGho0hGaXLFdAwfD/2+teCv6A==',
} as const;

const run = promisify(execFile);

/**
 * Fetches the package with `npm pack`, checks it against the pinned hash, unpacks its models into a
 * temporary folder and hands that folder to `use`. The folder is gone afterwards.
 */
export async function withSourcePackage<T>(use: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-convert-'));
  try {
    const specifier = `${SOURCE_PACKAGE.name}@${SOURCE_PACKAGE.version}`;
    await run('npm', ['pack', specifier, '--pack-destination', folder], { cwd: folder });
    const tarball = join(folder, SOURCE_PACKAGE.tarball);
    requireIntegrity(await readFile(tarball));
    await run('tar', ['-xzf', tarball, '-C', folder, 'package/models', 'package/LICENSE']);
    return await use(folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function requireIntegrity(tarball: Uint8Array): void {
  const found = `sha512-${createHash('sha512').update(tarball).digest('base64')}`;
  if (found !== SOURCE_PACKAGE.integrity) {
    throw new Error(
      `The tarball of ${SOURCE_PACKAGE.name}@${SOURCE_PACKAGE.version} is not the pinned one: ${found}. ` +
        'Nothing was converted. Check your registry before you trust it.',
    );
  }
}
