/** The shared libraries (and Xvfb) that Electron needs on Linux: which are missing, and how to install them. */
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
 * Ensures that `electron` (an executable) finds its libraries, and that Xvfb exists if there is no display. Installs
 * what is missing as root on Debian and Ubuntu; otherwise returns what to do.
 */
export function ensureSystemLibraries(electron: string): SystemLibrariesResult {
  if (process.platform !== 'linux') return { ok: true };
  const missing = missingOn(electron);
  if (missing.length === 0) return { ok: true };
  const what = `Electron needs ${missing.join(', ')}`;
  if (!isDebianLike()) return { ok: false, reason: `${what}: install them and run this again.` };
  if (process.getuid?.() !== 0) {
    const names = packageNames(wantedPackages()).join(' ');
    const command = `sudo apt-get update && sudo apt-get install -y --no-install-recommends ${names}`;
    return { ok: false, reason: `${what}. Run this, then try again:\n  ${command}` };
  }
  console.log(`${what}: installing …`);
  const complaint = installPackages(wantedPackages());
  const left = missingOn(electron);
  if (left.length === 0) return { ok: true };
  return { ok: false, reason: `apt-get did not bring ${left.join(', ')}. ${complaint}`.trim() };
}

/**
 * Installs fakenect, the stand-in for a Kinect v1 that tests play recordings with, as root on Debian and Ubuntu. It is
 * optional: otherwise, and if it is not available, nothing happens.
 */
export function installFakenect(): void {
  const possible = process.platform === 'linux' && process.getuid?.() === 0 && isDebianLike();
  if (!possible || commandExists('fakenect-record')) return;
  console.log('Tests of the Kinect v1 need fakenect: installing libfreenect-bin …');
  const complaint = installPackages(['libfreenect-bin']);
  if (!commandExists('fakenect-record')) console.log(`It could not be installed. ${complaint}`);
}

/** File names of unresolved libraries, and `Xvfb` if it is needed. */
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

/** Returns the error of apt-get, or ''. */
function installPackages(wanted: readonly string[]): string {
  // The fresh lists decide between the old names and the `t64` ones.
  const refresh = aptGet(['update']);
  const install = aptGet(['install', '-y', '--no-install-recommends', ...packageNames(wanted)]);
  return install === '' ? '' : `${refresh} ${install}`.trim();
}

/** Runs apt-get without questions; returns the last line of its error, or ''. */
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

const wantedPackages = (): readonly string[] =>
  hasDisplay() ? LIBRARY_PACKAGES : [...LIBRARY_PACKAGES, 'xvfb'];

/** Packages to install, under this distribution's names. */
function packageNames(wanted: readonly string[]): string[] {
  const known = spawnSync('apt-cache', ['pkgnames'], { encoding: 'utf8', maxBuffer: 1 << 26 });
  const available = new Set(known.stdout.split('\n'));
  return wanted.map((name) => (available.has(`${name}t64`) ? `${name}t64` : name));
}

function isDebianLike(): boolean {
  const release = existsSync('/etc/os-release') ? readFileSync('/etc/os-release', 'utf8') : '';
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(release);
}

function commandExists(name: string): boolean {
  return (process.env['PATH'] ?? '').split(':').some((folder) => existsSync(`${folder}/${name}`));
}
