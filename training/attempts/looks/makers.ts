import { join } from 'node:path';
import { APP_FOLDER, ASSETS_FOLDER } from '../../../electron/base/app-folders.ts';
import { isSource } from '../../../electron/base/own-module-url.ts';

/**
 * The files and folders that looks depend on: the models, and `sources` of the checkout, by path. A bundle holds more
 * than those, but changes as a whole: there its folder is named in their place.
 */
export function makersOf(sources: readonly string[]): readonly string[] {
  const code = isSource(import.meta.url)
    ? sources.map((source) => join(APP_FOLDER, source))
    : [import.meta.dirname];
  return [...code, join(ASSETS_FOLDER, 'models')];
}
