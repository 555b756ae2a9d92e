/** Handlers for windows' requests of the live views. */
import { fail } from '../../contract/problem.ts';
import type { ViewFormat } from '../../contract/view-file.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import { AskedPlace, writeFileTo, type SaveGuards } from './save-made-file.ts';

export interface LiveHandlerOptions extends SaveGuards {
  readonly dialogs: Pick<FileDialogs, 'chooseView'>;
}

/** What a file of each format begins with: a window writes pictures and clouds here, and nothing else. */
const BEGINNINGS: Readonly<Record<ViewFormat, readonly number[]>> = {
  png: [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a],
  ply: [...new TextEncoder().encode('ply\n')],
};

const NOT_THE_FILE = fail(
  'files-unwritable',
  'The window did not make the files of this format, so nothing was written. Start Depthlock again.',
);

export function createLiveHandlers({
  dialogs,
  ...guards
}: LiveHandlerOptions): Pick<RequestHandlers, 'live.save'> {
  const place = new AskedPlace(guards);
  return {
    'live.save': async ({ format, name, file }) => {
      if (!BEGINNINGS[format].every((byte, i) => file[i] === byte)) return NOT_THE_FILE;
      return place.save(
        () => dialogs.chooseView(format, name),
        (output) => writeFileTo(output, file),
      );
    },
  };
}
