import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS_FOLDER } from '../base/app-folders.ts';

/** Where an installed app keeps what commands write; main sets it, in a checkout it is not set. */
const OWN_ASSETS = 'DEPTHLOCK_OWN_ASSETS';

/**
 * The folder whose `models/` commands write to. In a checkout these are its assets. Nobody changes the files of an
 * installed Depthlock: there it is a copy in the person's folder, made at the first use.
 */
export async function ownAssets(
  folder = process.env[OWN_ASSETS] ?? '',
  shipped = ASSETS_FOLDER,
): Promise<string> {
  if (folder === '') return shipped;
  const models = join(folder, 'models');
  const isThere = await stat(join(models, 'models.json')).then(
    () => true,
    () => false,
  );
  if (!isThere) {
    await mkdir(folder, { recursive: true });
    await cp(join(shipped, 'models'), models, { recursive: true });
  }
  return folder;
}
