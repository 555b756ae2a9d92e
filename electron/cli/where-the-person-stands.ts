import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { APP_FOLDER } from '../base/app-folders.ts';

const MANIFEST = join(APP_FOLDER, 'package.json');

/** What npm tells the scripts that it runs. */
interface NpmVariables {
  /** Where npm was called. */
  readonly INIT_CWD?: string;
  /** The name of the script. */
  readonly npm_lifecycle_event?: string;
  /** The package.json that the script is in. */
  readonly npm_package_json?: string;
}

/**
 * The folder that the person called `npm run depthlock` in; null if npm did not move the process. npm runs scripts in
 * the folder of their package.json, and paths would be relative to that.
 */
export function whereNpmWasCalled(variables: NpmVariables, manifest = MANIFEST): string | null {
  const { INIT_CWD, npm_lifecycle_event, npm_package_json } = variables;
  const isOurScript = npm_lifecycle_event === 'depthlock' && isSame(npm_package_json, manifest);
  return isOurScript && INIT_CWD !== undefined && INIT_CWD !== '' ? INIT_CWD : null;
}

/** Makes paths relative to the folder where the command was called. */
export function stayWhereThePersonStands(): void {
  const folder = whereNpmWasCalled(process.env);
  if (folder !== null) process.chdir(folder);
}

function isSame(file: string | undefined, other: string): boolean {
  if (file === undefined) return false;
  try {
    return realpathSync(file) === realpathSync(other);
  } catch {
    return false;
  }
}
