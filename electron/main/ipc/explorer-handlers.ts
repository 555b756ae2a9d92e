/** Handlers for windows' requests of the explorer. */
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { replaceFile } from '../../base/durable-file.ts';
import { EXPLORER_FILES, type ExplorerFormat } from '../../contract/explorer.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { ExplorerSource } from '../explorer/explorer-sources.ts';
import type { OpenedSources } from '../explorer/opened-sources.ts';
import type { RecordingsById } from '../recordings/recordings-by-id.ts';
import type { FileDialogs } from '../window/file-dialogs.ts';
import type { RequestHandlers } from './ipc.ts';
import { LOCKED, NO_RECORDING } from './refusals.ts';
import { AskedPlace, written, type SaveGuards } from './save-made-file.ts';

export interface ExplorerHandlerOptions extends SaveGuards {
  readonly sources: readonly ExplorerSource[];
  readonly opened: Pick<OpenedSources, 'close' | 'open'>;
  readonly recordings: Pick<RecordingsById, 'fileOf'>;
  readonly dialogs: Pick<FileDialogs, 'chooseFigure' | 'chooseFolder'>;
}

export type ExplorerHandlers = Pick<
  RequestHandlers,
  Extract<keyof RequestHandlers, `explorer.${string}`>
>;

const DONE = succeed(undefined);
const NOT_THE_FILES = fail(
  'files-unwritable',
  'The window did not make the files of this format, so nothing was written. Start Depthlock again.',
);

export function createExplorerHandlers(options: ExplorerHandlerOptions): ExplorerHandlers {
  const { sources, opened, recordings, dialogs, isLocked, opening } = options;
  const place = new AskedPlace(options);
  let isAsking = false;

  async function openDataset(): Promise<Result<undefined>> {
    if (isAsking) return DONE;
    const before = opening();
    isAsking = true;
    const folder = await dialogs.chooseFolder('dataset').finally(() => {
      isAsking = false;
    });
    if (folder === null) return DONE;
    // It may have been locked while the system's dialog was open.
    if (isLocked() || opening() !== before) return LOCKED;
    return opened.open('dataset', folder, path.basename(folder));
  }

  return {
    'explorer.embeddings': async () => {
      if (isLocked()) return LOCKED;
      const before = opening();
      const sets = await Promise.all(sources.map(async (source) => source()));
      // It may have been locked while the engine was asked.
      return isLocked() || opening() !== before ? LOCKED : succeed(sets.flat());
    },

    'explorer.open': (wanted) => {
      if (isLocked()) return LOCKED;
      if (wanted.kind === 'dataset') return openDataset();
      const file = recordings.fileOf(wanted.id);
      if (file === null) return NO_RECORDING;
      return opened.open('recording', file, path.basename(file, path.extname(file)));
    },

    'explorer.close': ({ id }) => {
      if (isLocked()) return LOCKED;
      opened.close(id);
      return DONE;
    },

    'explorer.export': async ({ format, name, files }) => {
      if (isLocked()) return LOCKED;
      if (files.length !== EXPLORER_FILES[format].length) return NOT_THE_FILES;
      return place.save(
        () => dialogs.chooseFigure(format, name),
        (output) => write(output, format, files),
      );
    },
  };
}

/** One file at the place itself, several into a folder there. */
function write(
  output: string,
  format: ExplorerFormat,
  files: readonly Uint8Array[],
): Promise<Result<undefined>> {
  const names = EXPLORER_FILES[format];
  return written(output, async () => {
    if (names.length > 1) await mkdir(output, { recursive: true });
    for (const [i, bytes] of files.entries()) {
      const file = names.length > 1 ? path.join(output, names[i] ?? '') : output;
      await replaceFile(file, bytes);
    }
  });
}
