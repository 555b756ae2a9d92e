/** What the settings tell about the app itself and the files it keeps. */

export interface AboutApp {
  readonly app: string;
  readonly electron: string;
  readonly chrome: string;
  readonly node: string;
  /** Names and versions on the cards of the encoders that are there. */
  readonly encoders: readonly string[];
  /** The one address that is asked for a newer version, if a person agrees; null: this Depthlock knows of none. */
  readonly releases: string | null;
}

/** What was released last. */
export interface NewestRelease {
  readonly version: string;
  /** Than the one that runs. */
  readonly isNewer: boolean;
}

/** Folders that a person may open. */
export const STORED_FOLDERS = ['vault', 'recordings'] as const;
export type StoredFolder = (typeof STORED_FOLDERS)[number];

export interface StorageView {
  readonly folders: readonly {
    readonly folder: StoredFolder;
    readonly path: string;
    readonly bytes: number;
  }[];
  /** On the disk of the recordings, bytes; null: the system does not say. */
  readonly bytesLeft: number | null;
}
