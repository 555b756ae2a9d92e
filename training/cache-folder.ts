import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';

/** Cache folder of training, outside the repository: `$XDG_CACHE_HOME/depthlock/<name>`. */
export function trainingCache(name: string): string {
  const base = process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache');
  const folder = join(base, 'depthlock', 'training', name);
  mkdirSync(folder, { recursive: true });
  return folder;
}
