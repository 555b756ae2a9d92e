/**
 * A Debian package of a packed folder, by dpkg-deb. electron-builder would download another program for it, and so the
 * package that is checked without network would not be the one that is shipped.
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  cpSync,
  mkdirSync,
  readdirSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { UDEV_RULE } from '../../electron/engine/camera/usb/udev-rule.ts';
import { RECORDING_MEDIA_TYPE, desktopEntry, mediaTypes } from './desktop-files.ts';

export interface DebianPackage {
  /** The packed folder, `linux-unpacked`. */
  readonly folder: string;
  readonly version: string;
  /** Node's name. */
  readonly arch: 'x64' | 'arm64';
  /** Folder of the icons, `<n>x<n>.png`. */
  readonly icons: string;
  /** Where the tree is laid out; removed afterwards. On the disk of `folder`. */
  readonly staging: string;
  readonly output: string;
  /** `none` for a check, which is in a hurry; default: xz. */
  readonly compression?: 'xz' | 'none';
}

const ARCHITECTURES = { x64: 'amd64', arm64: 'arm64' } as const;

/** Shared libraries of Electron on Debian 12 and later, Ubuntu 22.04 and later. */
const DEPENDS = [
  'libgtk-3-0 | libgtk-3-0t64',
  'libnss3',
  'libatspi2.0-0 | libatspi2.0-0t64',
  'libatk-bridge2.0-0 | libatk-bridge2.0-0t64',
  'libasound2 | libasound2t64',
  'libdrm2',
  'libgbm1',
  'libxkbcommon0',
  'xdg-utils',
];

/** After 50-udev-default and before 73-seat-late, which hands devices with the tag to who sits there. */
const UDEV_RULES = 'usr/lib/udev/rules.d/60-depthlock-kinect.rules';

/** Plugged-in cameras are asked again, so that nobody has to unplug them. */
const AFTER_INSTALLATION = `#!/bin/sh
set -e
if [ -z "\${DPKG_ROOT:-}" ] && [ "$1" = configure ] && command -v udevadm > /dev/null; then
  udevadm control --reload-rules || true
  udevadm trigger --subsystem-match=usb --attr-match=idVendor=045e || true
fi
`;

/** Throws a sentence. */
export function buildDebianPackage(wanted: DebianPackage): void {
  const { staging, output, compression = 'xz' } = wanted;
  rmSync(staging, { recursive: true, force: true });
  try {
    layOut(wanted);
    const words = ['--root-owner-group', `-Z${compression}`, '--build', staging, output];
    const { status, stderr, error } = spawnSync('dpkg-deb', words, { encoding: 'utf8' });
    if (status !== 0) throw new Error(`dpkg-deb failed: ${error?.message ?? stderr}`);
  } finally {
    rmSync(staging, { recursive: true, force: true });
  }
}

function layOut({ folder, staging, icons, version, arch }: DebianPackage): void {
  const at = (name: string): string => {
    const file = path.join(staging, name);
    mkdirSync(path.dirname(file), { recursive: true });
    return file;
  };
  const write = (name: string, text: string, mode = 0o644): void => {
    writeFileSync(at(name), text);
    chmodSync(at(name), mode);
  };
  link(folder, at('opt/Depthlock'));
  // Chromium's sandbox where the kernel lets nobody but root make one.
  const sandbox = at('opt/Depthlock/chrome-sandbox');
  rmSync(sandbox, { force: true });
  copyFileSync(path.join(folder, 'chrome-sandbox'), sandbox);
  chmodSync(sandbox, 0o4755);
  symlinkSync('../../opt/Depthlock/resources/bin/depthlock', at('usr/bin/depthlock'));
  write('usr/share/applications/depthlock.desktop', desktopEntry('/opt/Depthlock/depthlock'));
  write('usr/share/mime/packages/depthlock.xml', mediaTypes());
  write(UDEV_RULES, `# Whoever sits at the computer may use a Kinect.\n${UDEV_RULE}\n`);
  for (const icon of readdirSync(icons)) {
    const size = path.basename(icon, '.png');
    copyFileSync(path.join(icons, icon), at(`usr/share/icons/hicolor/${size}/apps/depthlock.png`));
  }
  for (const name of ['NOTICES.txt', 'sbom.cdx.json']) {
    symlinkSync(
      `../../../../opt/Depthlock/resources/${name}`,
      at(`usr/share/doc/depthlock/${name}`),
    );
  }
  write('usr/share/doc/depthlock/copyright', COPYRIGHT);
  write('DEBIAN/control', control(version, arch, sizeOf(folder)));
  write('DEBIAN/postinst', AFTER_INSTALLATION, 0o755);
}

/** Hard links where that is possible: it is 350 MB. */
function link(from: string, to: string): void {
  if (spawnSync('cp', ['-al', from, to]).status !== 0) cpSync(from, to, { recursive: true });
}

const COPYRIGHT = `Depthlock is under the MIT licence. What it holds of others is listed in NOTICES.txt, Electron's licence is in
/opt/Depthlock/LICENSE.electron.txt and Chromium's are in /opt/Depthlock/LICENSES.chromium.html.
`;

const control = (version: string, arch: keyof typeof ARCHITECTURES, kilobytes: number): string =>
  `Package: depthlock
Version: ${version}
Architecture: ${ARCHITECTURES[arch]}
Maintainer: Depthlock contributors <depthlock@users.noreply.github.com>
Installed-Size: ${kilobytes}
Depends: ${DEPENDS.join(', ')}
Recommends: libfreenect0.5 | libfreenect0.5t64
Section: utils
Priority: optional
Description: face unlock with a depth camera
 Turn your head once to enrol, afterwards a look unlocks. Works offline with a
 Kinect, a recording or a virtual camera. Opens ${RECORDING_MEDIA_TYPE}
 recordings; the command depthlock works in a terminal.
`;

function sizeOf(folder: string): number {
  const bytes = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(path.join(entry.parentPath, entry.name)).size, 0);
  return Math.ceil(bytes / 1024);
}
