import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { APP_FOLDER } from './app-folders.ts';

const packageSchema = z.object({ version: z.string() });

/** The version of Depthlock, from its package.json. */
export function appVersion(): string {
  const text = readFileSync(join(APP_FOLDER, 'package.json'), 'utf8');
  return packageSchema.parse(JSON.parse(text)).version;
}
