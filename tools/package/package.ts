/**
 * `npm run package`: the installers of the system that it runs on, in `release/`: NSIS on Windows, a disk image on
 * macOS, an AppImage and a Debian package on Linux; and their SHA-256. docs/packaging.md tells about signatures.
 */
import { createHash } from 'node:crypto';
import { createReadStream, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pipeline } from 'node:stream/promises';
import { build as pack, Platform } from 'electron-builder';
import { appVersion } from '../../electron/base/app-version.ts';
import { reasonOf } from '../../electron/base/error-words.ts';
import { buildNative } from '../build/build-native.ts';
import { build } from '../build/build.ts';
import { root } from '../child.ts';
import { buildDebianPackage } from './debian-package.ts';
import { completeFolder } from './complete-folder.ts';
import { sourceTime } from './source-time.ts';

const OUTPUT = path.join(root, 'release');
const INSTALLER = /\.(?:exe|dmg|AppImage|deb)$/;

async function main(): Promise<void> {
  const seconds = sourceTime(root);
  await build();
  await buildNative();
  await pack({
    projectDir: root,
    targets: Platform.current().createTarget(),
    publish: 'never',
    config: { afterPack: (packed) => Promise.resolve(completeFolder(packed, { root, seconds })) },
  });
  if (process.platform === 'linux') debian();
  await writeChecksums();
}

function debian(): void {
  const arch = process.arch === 'arm64' ? 'arm64' : 'x64';
  const version = appVersion();
  const debArch = arch === 'x64' ? 'amd64' : 'arm64';
  buildDebianPackage({
    folder: path.join(OUTPUT, arch === 'x64' ? 'linux-unpacked' : 'linux-arm64-unpacked'),
    ...{ version, arch },
    icons: path.join(root, 'assets', 'icons', 'png'),
    staging: path.join(OUTPUT, '.deb'),
    output: path.join(OUTPUT, `depthlock_${version}_${debArch}.deb`),
  });
}

/** One line for each installer, as `sha256sum --check` reads them. */
async function writeChecksums(): Promise<void> {
  mkdirSync(OUTPUT, { recursive: true });
  const installers = readdirSync(OUTPUT).filter((name) => INSTALLER.test(name));
  if (installers.length === 0) throw new Error('No installer was made.');
  const lines: string[] = [];
  for (const name of installers.sort()) {
    const hash = createHash('sha256');
    await pipeline(createReadStream(path.join(OUTPUT, name)), hash);
    lines.push(`${hash.digest('hex')}  ${name}`);
  }
  const file = path.join(OUTPUT, `SHA256SUMS-${process.platform}-${process.arch}.txt`);
  writeFileSync(file, `${lines.join('\n')}\n`);
  console.log(lines.join('\n'));
}

// electron-builder would set the exit code to 0 at its end.
await main().then(
  () => process.exit(0),
  (error: unknown) => {
    console.error(`package: ${reasonOf(error)}`);
    process.exit(1);
  },
);
