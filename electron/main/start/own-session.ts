/** Chromium's files in a folder of their own, for a start without a window: the app may use its own at the same time. */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { app } from 'electron';

/** Name of a folder for the time of a call. */
const SESSION = 'session-of-depthlock';

/** Holds the key of `safeStorage` on Windows. */
const LOCAL_STATE = 'Local State';

export interface OwnSession {
  /** Removes the files; call it last. */
  remove(): void;
}

/** Call before the app is ready. */
export function ownSession(home: string): OwnSession {
  const folder = mkdtempSync(path.join(tmpdir(), `${SESSION}-`));
  try {
    copyFileSync(path.join(home, LOCAL_STATE), path.join(folder, LOCAL_STATE));
  } catch {
    // Before the first start of the app there is none.
  }
  app.setPath('sessionData', folder);
  return { remove: () => rmSync(folder, { recursive: true, force: true, maxRetries: 3 }) };
}
