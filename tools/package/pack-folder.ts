import path from 'node:path';
import { Arch, build as pack, Platform } from 'electron-builder';
import { completeFolder } from './complete-folder.ts';

export interface FolderWanted {
  readonly root: string;
  /** Folder of an unpacked Electron, and its version. */
  readonly electron: string;
  readonly electronVersion: string;
  readonly output: string;
  /** Time of the sources, in seconds since 1970. */
  readonly seconds: number;
}

/** Packs the checkout for Linux x64 around an Electron that is at hand, without network. @returns the packed folder */
export async function packFolder(wanted: FolderWanted): Promise<string> {
  const { root, electron, electronVersion, output, seconds } = wanted;
  await pack({
    projectDir: root,
    targets: Platform.LINUX.createTarget('dir', Arch.x64),
    publish: 'never',
    config: {
      electronDist: electron,
      electronVersion,
      directories: { output },
      afterPack: (packed) => Promise.resolve(completeFolder(packed, { root, seconds })),
    },
  });
  return path.join(output, 'linux-unpacked');
}
