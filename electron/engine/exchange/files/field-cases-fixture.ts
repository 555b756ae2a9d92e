/** For tests: small inputs made after what people report of RGB-D files, from the data folder in `DEPTHLOCK_DATA`. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const archive = join(process.env['DEPTHLOCK_DATA'] ?? '/nonexistent', 'field-cases.tar.xz');

/** Why they cannot be unpacked, or null. */
export function whyNoFieldCases(): string | null {
  if (!existsSync(archive)) return 'field-cases in DEPTHLOCK_DATA is absent';
  const isThere = (tool: string) => spawnSync(tool, ['--version']).error === undefined;
  return isThere('tar') && isThere('xz') ? null : 'tar or xz is not installed';
}

/** A new folder with the inputs; the caller removes it. */
export async function unpackFieldCases(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'depthlock-field-cases-'));
  const unpacked = spawnSync('tar', ['-xJf', archive, '-C', folder]);
  if (unpacked.status !== 0) throw new Error(`${archive} could not be unpacked`);
  return folder;
}
