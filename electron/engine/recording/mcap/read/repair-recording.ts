import { rename, rm, type FileHandle } from 'node:fs/promises';
import { succeed, type Result } from '../../../../contract/problem.ts';
import type { RecordingInfo } from '../../../camera/recording/recording.ts';
import type { ChunkPlace, FramePlace } from './frame-index.ts';
import { readFrameMessages } from '../frame-messages.ts';
import { openScanned, type OpenFile } from './open-scanned.ts';
import { RecordingFile } from '../write/recording-file.ts';
import { messageOfChunk, readAt, type StoredMessage } from './records.ts';
import type { ScannedFile } from './scan-file.ts';

/**
 * Gives a cut-off recording its end: copies the messages of its whole frames unchanged into a new file, which then
 * replaces the old one. A complete recording stays as it is. The problem says why the file was left unchanged. Frames
 * that cannot be read are left out.
 * @param onProgress gets the number of frames copied and of those to copy
 */
export async function repairRecording(
  file: string,
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<Result<RecordingInfo>> {
  const opened = await openScanned(file);
  if (!opened.ok) return opened;
  const part = `${file}.repaired`;
  try {
    if (opened.value.info.complete) return succeed(opened.value.info);
    await rm(part, { force: true });
    const copied = await copyFrames(opened.value, part, onProgress);
    if (!copied.ok) {
      await rm(part, { force: true });
      return copied;
    }
  } finally {
    await opened.value.handle.close();
  }
  await rename(part, file);
  const repaired = await openScanned(file);
  if (!repaired.ok) return repaired;
  await repaired.value.handle.close();
  return succeed(repaired.value.info);
}

async function copyFrames(
  { handle, scanned, info: { sensor, app, encoder, createdAt } }: OpenFile,
  part: string,
  onProgress: (done: number, total: number) => void,
): Promise<Result<undefined>> {
  const created = new Date(createdAt);
  const to = await RecordingFile.create(part, {
    sensor,
    app,
    encoder,
    color: 'jpeg',
    // If damaged, it is worth less than the frames.
    ...(Number.isNaN(created.getTime()) ? {} : { createdAt: created }),
  });
  if (!to.ok) return to;
  await copyTo(to.value, handle, scanned, onProgress);
  // How many frames the disk was too slow for is no longer known.
  return to.value.end(null);
}

/** Stops at the first problem, which the end of the file reports. */
async function copyTo(
  to: RecordingFile,
  handle: FileHandle,
  { calibrations, frames }: ScannedFile,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  let first = await calibrationsAt(handle, calibrations);
  for (const [index, timeMs] of frames.times.entries()) {
    const messages = await messagesOf(handle, frames.at(index));
    if (messages === null) continue;
    const sequence = messages[0]?.sequence ?? 0;
    const all = [...first, ...messages].map(({ stream, data }) => ({ stream, parts: [data] }));
    const copied = await to.copy({ timeMs, sequence }, all);
    if (!copied.ok) return;
    onProgress(index + 1, frames.times.length);
    first = [];
  }
}

/** Skips damaged ones: the sensor's own record says the same. */
async function calibrationsAt(
  handle: FileHandle,
  places: readonly ChunkPlace[],
): Promise<readonly StoredMessage[]> {
  const found: StoredMessage[] = [];
  for (const { offset, length } of places) {
    try {
      found.push(messageOfChunk(await readAt(handle, offset, length)));
    } catch {
      continue;
    }
  }
  return found;
}

/** Null where one is damaged or belongs to another frame. */
async function messagesOf(
  handle: FileHandle,
  place: FramePlace | undefined,
): Promise<readonly StoredMessage[] | null> {
  if (place === undefined) return null;
  try {
    return [...(await readFrameMessages(handle, place)).values()];
  } catch {
    return null;
  }
}
