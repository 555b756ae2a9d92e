import path from 'node:path';
import { APP_FOLDER } from '../../base/app-folders.ts';

/**
 * The folder with the pages of docs/.
 * @param resources of an installed app; null: in a checkout
 */
export const documentsFolder = (resources: string | null): string =>
  path.join(resources ?? APP_FOLDER, 'docs');
