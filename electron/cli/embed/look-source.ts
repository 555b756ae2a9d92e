/** Where looks to embed come from: a folder dataset, or a recording, a frame at a time. */
import { basename, extname } from 'node:path';
import { stat } from 'node:fs/promises';
import type { RgbdFrame, Trust } from '../../contract/frame.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { RecordedFrames } from '../../engine/camera/recording/recorded-frames.ts';
import { openFolderDataset } from '../../engine/exchange/dataset/folder-dataset.ts';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';

export interface SourcedLook {
  /** Name of the shot, or number of the frame. */
  readonly name: string;
  /** Null: the source does not say whose it is. */
  readonly person: string | null;
  readonly timeIso: string | null;
  /** A problem costs this look alone. */
  read(): Promise<Result<RgbdFrame>>;
}

export interface LookSource {
  readonly name: string;
  readonly trust: Trust;
  readonly looks: readonly SourcedLook[];
  close(): Promise<void>;
}

/** A recording shows the same head over and over: so many of its frames, evenly spread, say as much as all. */
export const LOOKS_OF_RECORDING = 600;

/**
 * Opens a folder with a `dataset.json`, or a recording.
 * @param most looks to take of it, evenly spread; default: all of a dataset, `LOOKS_OF_RECORDING` of a recording
 */
export async function openLookSource(path: string, most?: number): Promise<Result<LookSource>> {
  const isFile = await stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
  return isFile ? openRecordedLooks(path, most ?? LOOKS_OF_RECORDING) : openDataset(path, most);
}

async function openDataset(folder: string, most = Infinity): Promise<Result<LookSource>> {
  const opened = await openFolderDataset(folder);
  if (!opened.ok) return opened;
  const dataset = opened.value;
  return succeed({
    name: dataset.name,
    trust: dataset.camera.trust,
    looks: evenly(dataset.shots, most).map((shot) => ({
      name: `${shot.person}/${shot.shot}`,
      person: shot.person,
      timeIso: null,
      read: () => dataset.read(shot),
    })),
    close: () => Promise.resolve(),
  });
}

async function openRecordedLooks(file: string, most: number): Promise<Result<LookSource>> {
  const opened = await openRecording(file);
  if (!opened.ok) return opened;
  const recording = opened.value;
  const frames = new RecordedFrames(recording);
  const numbers = Array.from({ length: frames.count }, (_, index) => index);
  return succeed({
    name: basename(file, extname(file)),
    trust: recording.info.sensor.trust,
    looks: evenly(numbers, most).map((index) => ({
      name: String(index),
      person: null,
      timeIso: timeAfter(recording.info.createdAt, frames.timeOf(index)),
      read: () => frames.at(index),
    })),
    close: () => recording.close(),
  });
}

/** So many of a list at most, evenly spread, the first among them. */
export function evenly<T>(list: readonly T[], most: number): readonly T[] {
  if (list.length <= most) return list;
  return Array.from({ length: most }, (_, i) => Math.floor((i * list.length) / most)).flatMap(
    (index) => list.slice(index, index + 1),
  );
}

/** Null where a file's time is none. */
function timeAfter(startIso: string, afterMs: number): string | null {
  const time = new Date(Date.parse(startIso) + afterMs);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
}
