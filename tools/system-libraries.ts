/** The shared libraries (and Xvfb) that Electron needs on Linux: what is missing, and how it is installed. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { hasDisplay } from './display.ts';

/** Debian's names; Ubuntu 24.04 and Debian 13 renamed some of them (`…t64`). */
const LIBRARY_PACKAGES = [
  'libnss3',
  'libatk-bridge2.0-0',
  'libgtk-3-0',
  'libgbm1',
  'libasound2',
  'libdrm2',
  'libxshmfence1',
];

export type SystemLibrariesResult =
  | { readonly ok: true }
  /** `reason` names what is missing and the exact command that installs it. */
  | { readonly ok: false; readonly reason: string };

/**
 * Makes sure that `electron` (an executable) finds its libraries, and that there is an Xvfb where there is no
 * display. Installs what is missing as root on Debian and Ubuntu; anywhere else it answers with what to do.
 */
export function ensureSystemLibraries(electron: string): SystemLibrariesResult {
  if (process.platform !== 'linux') return { ok: true };
  const before = missingOn(electron);
  if (before.length === 0) return { ok: true };
  if (!isDebianLike()) {
    return { ok: false, reason: `Missing: ${before.join(', ')}. Install them and run this again.` };
  }
  const needsXvfb = !hasDisplay() && !commandExists('Xvfb');
  const packages = packageNames(needsXvfb ? [...LIBRARY_PACKAGES, 'xvfb'] : LIBRARY_PACKAGES);
  const command = `apt-get update && apt-get install -y --no-install-recommends ${packages.join(' ')}`;
  if (process.getuid?.() !== 0) {
    return { ok: false, reason: `Missing: ${before.join(', ')}. Run: sudo sh -c '${command}'` };
  }
  console.log(`Installing system libraries (missing: ${before.join(', ')}) …`);
  const failure = install(needsXvfb);
  const after = missingOn(electron);
  if (after.length === 0) return { ok: true };
  return {
    ok: false,
    reason: `Still missing: ${after.join(', ')}. \`${command}\` answered: ${failure || 'nothing'}`,
  };
}

/** File names of unresolved libraries, and `Xvfb` where it is needed. */
function missingOn(electron: string): string[] {
  const listing = spawnSync('ldd', [electron], { encoding: 'utf8' }).stdout;
  const missing = unresolvedLibraries(listing);
  if (!hasDisplay() && !commandExists('Xvfb')) missing.push('Xvfb');
  return missing;
}

/** Names in the output of `ldd` that it marks "not found". */
export function unresolvedLibraries(listing: string): string[] {
  return [...listing.matchAll(/^\s*(\S+) => not found/gm)].map((match) => match[1] ?? '');
}

/** Refreshes the package lists first: they decide between the old and the `t64` names. */
function install(needsXvfb: boolean): string {
  const refresh = aptGet(['update']);
  const packages = packageNames(needsXvfb ? [...LIBRARY_PACKAGES, 'xvfb'] : LIBRARY_PACKAGES);
  const failure = aptGet(['install', '-y', '--no-install-recommends', ...packages]);
  return failure === '' ? '' : `${refresh} ${failure}`.trim();
}

/** Runs apt-get without questions; answers with the last line of its complaint, or ''. */
function aptGet(commandArguments: readonly string[]): string {
  const result = spawnSync('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...commandArguments], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: 15 * 60_000,
  });
  if (result.status === 0) return '';
  return result.error?.message ?? result.stderr.trim().split('\n').at(-1) ?? 'no message';
}

/** Picks the `t64` name of a package where the distribution has one. */
function packageNames(names: readonly string[]): string[] {
  const known = spawnSync('apt-cache', ['pkgnames'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const available = new Set(known.stdout.split('\n'));
  return names.map((name) => (available.has(`${name}t64`) ? `${name}t64` : name));
}

function isDebianLike(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}

function commandExists(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}
