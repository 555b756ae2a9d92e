import { spawnSync } from 'node:child_process';

/** Time of the sources in seconds since 1970: SOURCE_DATE_EPOCH, else the last commit's, else 0. Sets the variable. */
export function sourceTime(root: string): number {
  const given = Number(process.env['SOURCE_DATE_EPOCH'] || commitTime(root));
  const seconds = Number.isSafeInteger(given) && given >= 0 ? given : 0;
  // dpkg-deb and others read it too.
  process.env['SOURCE_DATE_EPOCH'] = String(seconds);
  return seconds;
}

function commitTime(root: string): string {
  const { status, stdout } = spawnSync('git', ['log', '-1', '--format=%ct'], {
    cwd: root,
    encoding: 'utf8',
  });
  return status === 0 ? stdout.trim() : '0';
}
