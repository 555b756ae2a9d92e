import { cp, mkdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ASSETS_FOLDER } from '../base/app-folders.ts';
import { OWN_ASSETS } from '../contract/command-line.ts';

/**
 * The folder whose `models/` commands write to. In a checkout these are its assets. Nobody changes the files of an
 * installed Depthlock: there it is a copy in the person's folder, made at the first use.
 * @param folder as main says it for an installed app; in a checkout nobody does
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
