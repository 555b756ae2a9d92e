import { realpathSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Whether a module is the script that Node was started with, not one that was imported. */
export function isMain(meta: { readonly url: string }): boolean {
  const script = process.argv[1];
  return script !== undefined && realpathSync(script) === fileURLToPath(meta.url);
}
