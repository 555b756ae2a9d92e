/** Words about the app itself and its files. */
import type { StoredFolder } from '../../../electron/contract/about.ts';

export const FOLDER_WORDS: Readonly<Record<StoredFolder, string>> = {
  vault: 'Stored faces',
  recordings: 'Recordings',
};

export const STORAGE_WORDS = {
  open: 'Open folder',
  left: 'Space left on the disk',
  measuring: 'Looking how much there is…',
} as const;

export const ABOUT_WORDS = {
  copy: 'Copy diagnostics',
  copied: 'Copied.',
  help: 'Versions, camera and engine states and counters, for a report. Nothing of any face, no names, no serial numbers, no paths.',
  licences: 'Licences…',
  licencesTitle: 'Licences',
  close: 'Close',
} as const;
