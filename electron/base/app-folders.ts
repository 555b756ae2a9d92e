/**
 * Where Depthlock's own files lie: in the checkout, beside its bundles, and in the archive of an installed app. The one
 * place that knows.
 */
import { existsSync } from 'node:fs';
import path from 'node:path';

/** The folder of package.json: the checkout, or the archive of an installed app. */
export const APP_FOLDER = folderWithManifest(import.meta.dirname);

/** Models, virtual people and icons. In an installed app nobody writes there, and the results of commands go elsewhere. */
export const ASSETS_FOLDER = assetsOf(APP_FOLDER);

/** Native code reads models too, and cannot look into an archive: there they lie beside it. */
export function assetsOf(appFolder: string): string {
  const isArchive = path.extname(appFolder) === '.asar';
  const around = isArchive ? path.dirname(appFolder) : appFolder;
  return path.join(around, 'assets');
}

/** Sources and bundles lie at different depths. */
export function folderWithManifest(
  start: string,
  isThere: (file: string) => boolean = existsSync,
): string {
  for (let folder = start; ; folder = path.dirname(folder)) {
    if (isThere(path.join(folder, 'package.json'))) return folder;
    if (folder === path.dirname(folder)) return start;
  }
}
