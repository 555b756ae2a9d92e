import { rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fail, succeed, type Problem, type Result } from '../../../../contract/problem.ts';
import type { RepairedRecording } from '../../recording-files.ts';
import { reasonOf } from '../../../../base/error-words.ts';
import type { FramePlace, ImagePlace } from './frame-index.ts';
import { readFrameMessages } from '../frame-messages.ts';
import { MessageReader } from './message-reader.ts';
import { openScanned, type OpenFile } from './open-scanned.ts';
import { readPlainly } from './plain-reader.ts';
import { neededStreams, type Stream } from '../topics.ts';
import { RecordingFile } from '../write/recording-file.ts';
import type { StoredMessage } from './records.ts';
import type { ScannedFile } from './scan-file.ts';

export interface RepairOptions {
  /** Gets the number of frames copied and of those to copy. */
  readonly onProgress?: (done: number, total: number) => void;
  /** Ends it, and leaves nothing, once aborted. */
  readonly signal?: AbortSignal;
}

/**
 * Gives a cut-off recording its end: copies the messages of its whole frames unchanged into a new file beside it, under
 * a name that is free, and leaves the original as it is. Frames that cannot be read are left out, and counted. Of a
 * complete recording nothing is written. Nothing is written either where a plain MCAP reader, which does not know of
 * images that are lost, finds more whole frames in the original than were copied or left out for that.
 */
export async function repairRecording(
  file: string,
  { onProgress = () => undefined, signal }: RepairOptions = {},
): Promise<Result<RepairedRecording>> {
  const opened = await openScanned(file);
  if (!opened.ok) return opened;
  const { info, scanned, handle } = opened.value;
  if (info.complete) {
    await handle.close();
    return succeed({ file: null, info, left: 0, others: 0 });
  }
  const target = await freeName(file);
  const part = `${target}.part`;
  try {
    await rm(part, { force: true });
    const copied = await copyFrames(opened.value, part, { onProgress, signal });
    if (!copied.ok) return await without(part, copied.problem);
    return await judge(file, { part, target, scanned, copied: copied.value });
  } catch (error) {
    return await without(part, cannot(file, reasonOf(error)));
  } finally {
    await handle.close();
  }
}

async function judge(
  file: string,
  {
    part,
    target,
    scanned,
    copied,
  }: {
    readonly part: string;
    readonly target: string;
    readonly scanned: ScannedFile;
    readonly copied: number;
  },
): Promise<Result<RepairedRecording>> {
  const needed = neededStreams(scanned.sensor);
  const before = await readPlainly(file, needed);
  const after = await readPlainly(part, needed);
  if (after.wholeFrames !== copied || after.wholeFrames + scanned.torn < before.wholeFrames) {
    const reason = `a plain reader finds ${before.wholeFrames} whole frames in it, and ${after.wholeFrames} in what was made of it`;
    return without(part, cannot(file, reason));
  }
  if (copied === 0) return without(part, cannot(file, 'no whole frame is in it'));
  const repaired = await openScanned(part);
  if (!repaired.ok) return without(part, repaired.problem);
  await repaired.value.handle.close();
  await rename(part, target);
  return succeed({
    file: target,
    info: { ...repaired.value.info, file: target },
    left: scanned.frames.times.length - copied + scanned.torn,
    others: before.others,
  });
}

const cannot = (file: string, reason: string): Problem => ({
  code: 'recording-unreadable',
  message: `${file} was not repaired, and is as it was: ${reason}.`,
});

async function without(part: string, problem: Problem): Promise<Result<never>> {
  await rm(part, { force: true });
  return { ok: false, problem };
}

/** "ada (repaired).mcap", or with a number where that is taken. */
async function freeName(file: string): Promise<string> {
  const { dir, name, ext } = path.parse(file);
  for (let attempt = 1; ; attempt += 1) {
    const number = attempt === 1 ? '' : ` ${attempt}`;
    const candidate = path.join(dir, `${name} (repaired${number})${ext}`);
    const isTaken = await stat(candidate).then(
      () => true,
      () => false,
    );
    if (!isTaken) return candidate;
  }
}

/** Number of frames that were copied. */
async function copyFrames(
  { handle, scanned, info: { sensor, app, encoder, createdAt } }: OpenFile,
  part: string,
  progress: Progress,
): Promise<Result<number>> {
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
  const copied = await copyTo(to.value, new MessageReader(handle), scanned, progress);
  const ended = await to.value.end(scanned.drops);
  if (!ended.ok) return ended;
  return progress.signal?.aborted === true ? CANCELLED : succeed(copied);
}

interface Progress {
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

const CANCELLED = fail('conversion-cancelled', 'Cancelled; nothing was written.');

/** Stops at the first problem, which the end of the file reports. */
async function copyTo(
  to: RecordingFile,
  reader: MessageReader,
  { calibrations, frames, streamOf }: ScannedFile,
  { onProgress, signal }: Progress,
): Promise<number> {
  let first = await calibrationsAt(reader, calibrations);
  let done = 0;
  for (const [index, timeMs] of frames.times.entries()) {
    if (signal?.aborted === true) break;
    const messages = await messagesOf(reader, frames.at(index), streamOf);
    if (messages === null) continue;
    const sequence = messages[0]?.[1].sequence ?? 0;
    const all = [...first, ...messages].map(([stream, { data }]) => ({ stream, parts: [data] }));
    const copied = await to.copy({ timeMs, sequence }, all);
    if (!copied.ok) break;
    done += 1;
    onProgress(index + 1, frames.times.length);
    first = [];
  }
  return done;
}

type OfStream = readonly [Stream, StoredMessage];

/** One of each stream. Skips damaged ones: the sensor's own record says the same. */
async function calibrationsAt(
  reader: MessageReader,
  places: readonly ImagePlace[],
): Promise<readonly OfStream[]> {
  const found = new Map<Stream, StoredMessage>();
  for (const { stream, ...place } of places) {
    try {
      if (!found.has(stream)) found.set(stream, await reader.read(place));
    } catch {
      continue;
    }
  }
  return [...found];
}

/** Null where one is damaged or belongs to another frame. */
async function messagesOf(
  reader: MessageReader,
  place: FramePlace | undefined,
  streamOf: ScannedFile['streamOf'],
): Promise<readonly OfStream[] | null> {
  if (place === undefined) return null;
  try {
    return [...(await readFrameMessages(reader, place, streamOf))];
  } catch {
    return null;
  }
}
