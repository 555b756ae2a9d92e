import { realpathSync } from 'node:fs';
import path from 'node:path';
import { APP_FOLDER } from './app-folders.ts';

const OWN_MODULES = path.join(APP_FOLDER, 'node_modules');

/**
 * Whether a resolved package lies in Depthlock's own `node_modules`. Node also looks in that of every folder above, in
 * the person's home and in NODE_PATH, where an optional package that is missing may be put by anybody.
 */
export function isOwnModule(resolved: string, modules = OWN_MODULES): boolean {
  return [modules, realOf(modules)].some((folder) => {
    const relative = path.relative(folder, resolved);
    return relative !== '' && !relative.startsWith('..') && !path.isAbsolute(relative);
  });
}

/** Resolved packages have their links resolved. */
function realOf(folder: string): string {
  try {
    return realpathSync(folder);
  } catch {
    return folder;
  }
}
