/** An open recording file with its contents and their positions. */
import { open, stat, type FileHandle } from 'node:fs/promises';
import { fail, succeed, type Result } from '../../../../contract/problem.ts';
import type { RecordingInfo } from '../../../camera/recording/recording.ts';
import { MessageReader } from './message-reader.ts';
import { scanFile, type ScannedFile } from './scan-file.ts';
import { TOPICS } from '../topics.ts';
import { zstdLoaded } from '../zstd.ts';
import { reasonOf } from '../../../../base/error-words.ts';

export interface OpenFile {
  /** The caller closes it. */
  readonly handle: FileHandle;
  readonly info: RecordingInfo;
  readonly scanned: ScannedFile;
}

/** The problem names the file, the offset and the reason. */
export async function openScanned(file: string): Promise<Result<OpenFile>> {
  let handle: FileHandle | null = null;
  try {
    await zstdLoaded;
    // Opening a pipe would wait for its writer.
    if (!(await stat(file)).isFile()) throw new Error('it is not a file');
    handle = await open(file, 'r');
    const scanned = await scanFile(handle);
    return succeed({ handle, info: await infoOf(file, handle, scanned), scanned });
  } catch (error) {
    await handle?.close();
    return fail(
      'recording-unreadable',
      `${file} cannot be played (${reasonOf(error)}). Choose a recording that Depthlock made.`,
    );
  }
}

/** Frames whose streams are listed in `info`. */
const FRAMES_TO_LIST = 100;

async function infoOf(
  file: string,
  handle: FileHandle,
  scanned: ScannedFile,
): Promise<RecordingInfo> {
  const { sensor, metadata, frames, complete, drops, bytes } = scanned;
  const count = frames.times.length;
  const [first, last] = [frames.at(0), frames.at(count - 1)];
  // A mask comes and goes; all other streams are there from the first frame on.
  const streams = new Set(
    Array.from({ length: Math.min(count, FRAMES_TO_LIST) }, (_, k) => frames.at(k)).flatMap(
      (frame) => frame?.images.map(({ stream }) => stream) ?? [],
    ),
  );
  return {
    file,
    frames: count,
    durationMs: (last?.timeMs ?? 0) - (first?.timeMs ?? 0),
    dropped:
      drops === null
        ? await missingNumbers(handle, scanned)
        : drops.droppedByDisk + drops.missedByCamera,
    droppedByDisk: drops?.droppedByDisk ?? null,
    missedByCamera: drops?.missedByCamera ?? null,
    bytes,
    complete,
    streams: [...streams].map((stream) => TOPICS[stream]),
    sensor,
    createdAt: metadata.get('createdAt') ?? '',
    app: metadata.get('app') ?? '',
    encoder: metadata.get('encoder') ?? '',
  };
}

/**
 * Numbers that lack between the first and the last frame: reading every frame for its number would take as long as
 * playing it.
 */
async function missingNumbers(handle: FileHandle, { frames }: ScannedFile): Promise<number> {
  const count = frames.times.length;
  if (count < 2) return 0;
  const reader = new MessageReader(handle);
  const numberOf = async (index: number): Promise<number | null> => {
    const image = frames.at(index)?.images[0];
    if (image === undefined) return null;
    return reader.read(image).then(
      ({ sequence }) => sequence,
      () => null,
    );
  };
  const [first, last] = [await numberOf(0), await numberOf(count - 1)];
  return first === null || last === null ? 0 : Math.max(0, last - first + 1 - count);
}
