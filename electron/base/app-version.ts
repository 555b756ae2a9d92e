import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { APP_FOLDER } from './app-folders.ts';

const packageSchema = z.object({ version: z.string() });

/** The version of Depthlock, from its package.json. */
export const appVersion = (): string => packageSchema.parse(ownPackage()).version;

/** What Depthlock's package.json says. */
export function ownPackage(): unknown {
  return JSON.parse(readFileSync(join(APP_FOLDER, 'package.json'), 'utf8'));
}
