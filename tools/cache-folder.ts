/** Where downloaded tools live: outside the checkout, so that `npm ci` and a fresh clone keep them. */
import { mkdirSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';

/** `$XDG_CACHE_HOME/depthlock`, or `~/.cache/depthlock`; created if missing. */
export function cacheFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] ?? '';
  const folder = path.join(
    path.isAbsolute(base) ? base : path.join(homedir(), '.cache'),
    'depthlock',
  );
  mkdirSync(folder, { recursive: true });
  return folder;
}
