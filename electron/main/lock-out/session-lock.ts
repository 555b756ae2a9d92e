/**
 * Whether the session of a Linux desktop is locked, or another user has the screen. Electron tells it on Windows and
 * macOS only; systemd's logind knows it of every desktop that says so (`LockedHint`).
 */
import { execFile } from 'node:child_process';

const LOGINCTL = '/usr/bin/loginctl';
const LIMIT_MS = 2000;

/** What `loginctl show-session` answers, one property a line: `LockedHint=no`. */
export function isAway(answer: string): boolean {
  const lines = new Set(answer.split('\n').map((line) => line.trim()));
  return lines.has('LockedHint=yes') || lines.has('Active=no');
}

/** False where nobody can tell: no logind, or no session. @param session id, as in XDG_SESSION_ID */
export function isSessionAway(session: string | undefined): Promise<boolean> {
  if (process.platform !== 'linux' || !/^[A-Za-z0-9_-]{1,64}$/u.test(session ?? '')) {
    return Promise.resolve(false);
  }
  const question = ['show-session', session ?? '', '--property=LockedHint', '--property=Active'];
  return new Promise((resolve) => {
    execFile(LOGINCTL, question, { timeout: LIMIT_MS }, (error, answer) => {
      resolve(error === null && isAway(answer));
    });
  });
}
