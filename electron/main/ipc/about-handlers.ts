/** Handlers for what the settings tell about the app, its licences and the files it keeps. */
import { readFile } from 'node:fs/promises';
import { arch, cpus, release, totalmem } from 'node:os';
import { STORED_FOLDERS, type AboutApp, type StoredFolder } from '../../contract/about.ts';
import { fail, succeed } from '../../contract/problem.ts';
import type { Statistics } from '../../contract/window/app-state.ts';
import { diagnosticsText } from '../about/diagnostics.ts';
import { encoderCards } from '../about/encoder-cards.ts';
import { folderSize, spaceLeft } from '../about/folder-size.ts';
import { newestRelease, type GetRelease } from '../about/newest-release.ts';
import type { AppStore } from './app-store.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED } from './refusals.ts';

export interface AboutHandlerOptions {
  readonly store: Pick<AppStore, 'state' | 'subscribe'>;
  readonly versions: Omit<AboutApp, 'encoders'>;
  readonly assets: string;
  /** Text of the licences. */
  readonly notices: string;
  readonly folders: Readonly<Record<StoredFolder, string>>;
  /** Opens a folder in the desktop's own way; an empty string, or why it could not. */
  readonly openFolder: (folder: string) => Promise<string>;
  readonly getRelease: GetRelease;
  readonly copy: (text: string) => void;
  readonly isLocked: () => boolean;
}

type AboutHandlers = Pick<
  RequestHandlers,
  | 'about.get'
  | 'about.checkVersion'
  | 'about.notices'
  | 'about.copyDiagnostics'
  | 'storage.get'
  | 'storage.open'
>;

export function createAboutHandlers(options: AboutHandlerOptions): AboutHandlers {
  const { store, versions, assets, notices, folders, openFolder, getRelease, copy, isLocked } =
    options;
  let statistics: Statistics | null = null;
  store.subscribe((event) => {
    if (event.kind === 'statistics') statistics = event.statistics;
  });
  const about = async (): Promise<AboutApp> => ({
    ...versions,
    encoders: await encoderCards(assets),
  });

  return {
    'about.get': async () => (isLocked() ? LOCKED : succeed(await about())),

    'about.checkVersion': async () => {
      if (isLocked()) return LOCKED;
      if (versions.releases !== null) {
        return newestRelease(versions.releases, versions.app, getRelease);
      }
      return fail('release-unknown', 'This Depthlock knows of no address where versions are told.');
    },

    'about.notices': async () => {
      try {
        return succeed(await readFile(notices, 'utf8'));
      } catch {
        return fail(
          'files-unreadable',
          'The file with the licences is not there. It comes with every installed Depthlock, and lies in its sources as docs/notices.md.',
        );
      }
    },

    'about.copyDiagnostics': async () => {
      if (isLocked()) return LOCKED;
      const machine = {
        ...{ platform: process.platform, arch: arch(), release: release() },
        ...{ cores: cpus().length, memoryGb: totalmem() / 1e9 },
      };
      copy(diagnosticsText(store.state, await about(), machine, statistics));
      return succeed(undefined);
    },

    'storage.get': async () => {
      if (isLocked()) return LOCKED;
      const sized = STORED_FOLDERS.map(async (folder) => ({
        ...{ folder, path: folders[folder] },
        bytes: await folderSize(folders[folder]),
      }));
      const bytesLeft = await spaceLeft(folders.recordings);
      return succeed({ folders: await Promise.all(sized), bytesLeft });
    },

    'storage.open': async ({ folder }) => {
      if (isLocked()) return LOCKED;
      const fault = await openFolder(folders[folder]);
      if (fault === '') return succeed(undefined);
      const message = `There is no such folder yet, or this desktop has nothing that opens it: ${folders[folder]}`;
      return fail('files-unreadable', message);
    },
  };
}
