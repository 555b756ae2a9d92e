/** What is added to a packed folder before its fuses are set and it is signed: notices, the SBOM, `depthlock`. */
import { listPackage } from '@electron/asar';
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { missingFromBill, npmBill, shippedBill } from './bill-of-materials.ts';
import { notices } from './notices.ts';
import { shippedPackages } from './shipped-packages.ts';

const LAUNCHERS = path.join(import.meta.dirname, 'launcher');

/** The hook of electron-builder, as far as it is used. */
export interface PackedFolder {
  readonly appOutDir: string;
  readonly electronPlatformName: string;
  readonly packager: {
    getResourcesDir(appOutDir: string): string;
    readonly info: { readonly framework: { readonly version: string } };
  };
}

export interface Completion {
  readonly root: string;
  /** Time of the sources, in seconds since 1970. */
  readonly seconds: number;
}

/** Throws a sentence if something is shipped whose licence nobody knows. */
export function completeFolder(packed: PackedFolder, { root, seconds }: Completion): void {
  const resources = packed.packager.getResourcesDir(packed.appOutDir);
  const files = listPackage(path.join(resources, 'app.asar'), { isPack: false });
  const packages = shippedPackages(root, files);
  const ownNotices = readFileSync(path.join(root, 'docs', 'notices.md'), 'utf8');
  const { text, faults } = notices(packages, ownNotices);
  const bill = npmBill(root);
  const unknown = [...faults, ...missingFromBill(bill, packages)];
  if (unknown.length > 0) throw new Error(unknown.join(' '));
  writeFileSync(path.join(resources, 'NOTICES.txt'), text);
  const electron = packed.packager.info.framework.version;
  const shipped = shippedBill(bill, packages, electron, seconds);
  writeFileSync(path.join(resources, 'sbom.cdx.json'), `${JSON.stringify(shipped, null, 2)}\n`);
  const isWindows = packed.electronPlatformName === 'win32';
  copyLauncher(resources, isWindows ? 'depthlock.cmd' : 'depthlock');
}

function copyLauncher(resources: string, name: string): void {
  const file = path.join(resources, 'bin', name);
  mkdirSync(path.dirname(file), { recursive: true });
  copyFileSync(path.join(LAUNCHERS, name), file);
  chmodSync(file, 0o755);
}
