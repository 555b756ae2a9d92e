import { opendir, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { DepthEncoding, TopicChoice } from '../../contract/exchange.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import { openRecording } from '../recording/mcap/read/open-recording.ts';
import { openDepthImage } from './pictures/depth-image-import.ts';
import { openFakenectDump } from './fakenect/fakenect-import.ts';
import { isThere, openRegularFile, unreadable } from './files/files.ts';
import { openDatasetSource } from './dataset/folder-dataset-import.ts';
import { isOpenniFrame, openOpenniFrames } from './openni/openni-import.ts';
import { sourceOfRecording } from './recording/recording-import.ts';
import { contentOfMcap } from './ros2/content-of-mcap.ts';
import { openRos2Bag } from './ros2/ros2-import.ts';
import type { FrameSource } from './frame-source.ts';
import { openTumFolder } from './tum/tum-import.ts';
import { looksLikeVap, openVapDatabase } from './vap/vap-import.ts';
import { reasonOf } from '../../base/error-words.ts';

/** Formats that `openFrameSource` recognises, in words. */
const READABLE =
  'a recording of Depthlock, a ROS 2 bag (MCAP), a TUM RGB-D folder, a fakenect dump, a folder dataset, the VAP RGB-D Face Database, OpenNI frames, or a depth picture with its colour beside it';

/** What a file does not say, or leaves to choose. */
export interface ImportChoices {
  /** Meaning of the values of a single depth PNG. */
  readonly encoding?: DepthEncoding | undefined;
  /** Topics of a ROS 2 bag that has several. */
  readonly topics?: TopicChoice | undefined;
}

/** Opens a session of any format, recognised by what is in the folder or at the start of the file. */
export async function openFrameSource(
  path: string,
  choices: ImportChoices = {},
): Promise<Result<FrameSource>> {
  try {
    if ((await stat(path)).isDirectory()) return await openFolder(path);
  } catch (error) {
    return unreadable(path, reasonOf(error));
  }
  return openFile(path, choices);
}

async function openFolder(folder: string): Promise<Result<FrameSource>> {
  const has = (name: string) => isThere(join(folder, name));
  if (await has('dataset.json')) return openDatasetSource(folder);
  if (await has('INDEX.txt')) return openFakenectDump(folder);
  if ((await has('depth.txt')) || (await has('rgb.txt'))) return openTumFolder(folder);
  if (await holdsOpenniFrames(folder)) return openOpenniFrames(folder);
  if (await looksLikeVap(folder)) return openVapDatabase(folder);
  return fail(
    'files-unreadable',
    `There is no session in ${folder}. Depthlock can import ${READABLE}.`,
  );
}

async function holdsOpenniFrames(folder: string): Promise<boolean> {
  for await (const { name } of await opendir(folder)) if (isOpenniFrame(name)) return true;
  return false;
}

const PNG = '\x89PNG\r\n';
const MCAP = '\x89MCAP0\r\n';

/** A recording, or else a bag: what other programs made of a recording still is one. */
async function openMcap(
  file: string,
  topics: TopicChoice | undefined,
): Promise<Result<FrameSource>> {
  const holds = await contentOfMcap(file);
  if (holds === 'ros2') return openRos2Bag(file, topics);
  if (holds === 'ros1') {
    return fail(
      'files-unreadable',
      `${file} is a bag of ROS 1. Depthlock reads those of ROS 2: turn it into one with rosbags-convert, then import that.`,
    );
  }
  const recording = await openRecording(file);
  if (!recording.ok) return recording;
  const session = sourceOfRecording(recording.value);
  return succeed(recording.value.info.complete ? { ...session, wholeRecording: file } : session);
}

async function openFile(
  file: string,
  { encoding, topics }: ImportChoices,
): Promise<Result<FrameSource>> {
  const start = await readStart(file);
  if (!start.ok) return start;
  if (start.value.startsWith(MCAP)) return openMcap(file, topics);
  if (start.value.startsWith('P5')) return openDepthImage(file, 'raw');
  if (start.value.startsWith(PNG)) return openDepthImage(file, encoding);
  if (start.value.startsWith('PCLZF') || start.value.startsWith('# .PCD')) {
    return openOpenniFrames(dirname(file));
  }
  return fail(
    'files-unreadable',
    `Depthlock doesn't recognise ${file}. It can import ${READABLE}.`,
  );
}

async function readStart(file: string): Promise<Result<string>> {
  const opened = await openRegularFile(file);
  if (!opened.ok) return opened;
  const { handle } = opened.value;
  try {
    const bytes = Buffer.alloc(8);
    const { bytesRead } = await handle.read(bytes, 0, bytes.length, 0);
    return { ok: true, value: bytes.toString('latin1', 0, bytesRead) };
  } catch (error) {
    return unreadable(file, reasonOf(error));
  } finally {
    await handle.close();
  }
}
