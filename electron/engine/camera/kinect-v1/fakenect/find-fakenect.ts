/** For tests and benches: the replay stand-in for libfreenect from Debian's package libfreenect-bin. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadNativeModule } from '../native-module.ts';

const SCRIPT = '/usr/bin/fakenect';

export type FoundFakenect =
  | { readonly ok: true; readonly library: string }
  /** `reason` is a phrase. */
  | { readonly ok: false; readonly reason: string };

/** Path of fakenect, if the native code that loads it is there too. */
export function findFakenect(): FoundFakenect {
  const native = loadNativeModule();
  if (!native.ok) return native;
  // Its own script names the folder, which depends on the architecture.
  const script = existsSync(SCRIPT) ? readFileSync(SCRIPT, 'utf8') : '';
  const folder = /LD_LIBRARY_PATH="([^":]+)/.exec(script)?.[1];
  const library = folder === undefined ? null : join(folder, 'libfreenect.so.0.5');
  if (library !== null && existsSync(library)) return { ok: true, library };
  return { ok: false, reason: 'fakenect is not installed (Debian: libfreenect-bin)' };
}
