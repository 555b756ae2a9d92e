/** The Debian package: built, installed in an empty root, started from there. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readlinkSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { appVersion } from '../../electron/base/app-version.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { root } from '../child.ts';
import { buildDebianPackage } from '../package/debian-package.ts';
import { homeFor, runPacked } from '../package/drive/packed-app.ts';

const HANG_MS = 180_000;

const INSTALLED = [
  'opt/Depthlock/depthlock',
  'usr/share/applications/depthlock.desktop',
  'usr/share/mime/packages/depthlock.xml',
  'usr/share/icons/hicolor/256x256/apps/depthlock.png',
  'usr/lib/udev/rules.d/60-depthlock-kinect.rules',
  'usr/share/doc/depthlock/copyright',
];

export interface DebianUse {
  readonly folder: string;
  readonly work: string;
  readonly say: (line: string) => void;
}

export function debianFaults({ folder, work, say }: DebianUse): string[] {
  if (spawnSync('dpkg-deb', ['--version']).status !== 0) {
    say('no Debian package: dpkg-deb is not here');
    return [];
  }
  const output = path.join(work, 'depthlock.deb');
  try {
    buildDebianPackage({
      ...{ folder, output, version: appVersion(), arch: 'x64', compression: 'none' },
      icons: path.join(root, 'assets', 'icons', 'png'),
      staging: path.join(work, 'deb'),
    });
    const target = path.join(work, 'root');
    const how = install(output, target);
    const faults = installationFaults(target);
    if (faults.length > 0) return faults;
    const home = homeFor(path.join(work, 'debian-home'));
    const program = path.join(target, 'usr', 'bin', 'depthlock');
    const { code, stdout, stderr } = runPacked(
      program,
      { home, words: ['devices'], display: false },
      HANG_MS,
    );
    if (code !== 0 || !stdout.includes('virtual')) {
      return [`Installed from its Debian package it does not start: ${stderr.slice(-600)}`];
    }
    say(`the Debian package, ${how} an empty root, starts from there`);
    return [];
  } catch (error) {
    return [reasonOf(error)];
  }
}

/** dpkg needs root, and none of the packages that it depends on are in an empty root. */
function install(file: string, target: string): string {
  mkdirSync(target, { recursive: true });
  chmodSync(target, 0o755);
  if (process.getuid?.() !== 0) {
    run('dpkg-deb', ['--extract', file, target]);
    return 'unpacked into';
  }
  const admin = path.join(target, 'var', 'lib', 'dpkg');
  for (const name of ['updates', 'info', 'triggers']) {
    mkdirSync(path.join(admin, name), { recursive: true });
  }
  writeFileSync(path.join(admin, 'status'), '');
  run('dpkg', [
    ...[`--root=${target}`, '--force-script-chrootless', '--force-depends'],
    ...['--install', file],
  ]);
  return 'installed in';
}

function run(program: string, words: readonly string[]): void {
  const { status, stdout, stderr } = spawnSync(program, [...words], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${program} failed: ${stdout}${stderr}`);
}

function installationFaults(target: string): string[] {
  const missing = INSTALLED.filter((file) => !existsSync(path.join(target, file))).map(
    (file) => `The Debian package installs no ${file}.`,
  );
  const sandbox = statSync(path.join(target, 'opt/Depthlock/chrome-sandbox'));
  const link = readlinkSync(path.join(target, 'usr/bin/depthlock'));
  return [
    ...missing,
    ...((sandbox.mode & 0o7777) === 0o4755 ? [] : ['chrome-sandbox is not set for its owner.']),
    ...(link === '../../opt/Depthlock/resources/bin/depthlock' ? [] : [`depthlock is ${link}.`]),
  ];
}
