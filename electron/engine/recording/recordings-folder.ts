/** The folder of recordings: every file in it as the windows list it, with a thumbnail. */
import { createHash } from 'node:crypto';
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { EXPORT_FORMATS } from '../../contract/exchange.ts';
import type { RecordingSummary, ListedRecording } from '../../contract/recordings.ts';
import { hasRawKinectV1 } from '../camera/sensor-frame.ts';
import type { RecordingFiles } from './recording-files.ts';

const EXTENSION = '.mcap';
/** Nobody scrolls through more, and a folder full of files must not fill the memory. */
const MOST_LISTED = 1000;

export class RecordingsFolder {
  readonly #folder: string;
  readonly #files: RecordingFiles;
  /** What was read from a file, until its time or size changes. */
  readonly #known = new Map<string, { readonly stamp: string; readonly listed: ListedRecording }>();

  constructor(folder: string, files: RecordingFiles) {
    this.#folder = folder;
    this.#files = files;
  }

  /**
   * Newest first. A file that cannot be read is listed with the reason; a missing folder is empty.
   * @param written file that is being recorded, and is no recording yet; default: none
   */
  async list(written: string | null = null): Promise<ListedRecording[]> {
    const names = await readdir(this.#folder).catch(() => []);
    const isListed = (name: string): boolean =>
      name.endsWith(EXTENSION) && path.join(this.#folder, name) !== written;
    const listed: ListedRecording[] = [];
    for (const name of names.filter(isListed).slice(0, MOST_LISTED)) {
      const recording = await this.#look(name);
      if (recording !== null) listed.push(recording);
    }
    return listed.sort((a, b) => b.summary.createdAt.localeCompare(a.summary.createdAt));
  }

  async #look(name: string): Promise<ListedRecording | null> {
    const file = path.join(this.#folder, name);
    const found = await stat(file).catch(() => null);
    if (found?.isFile() !== true) return null;
    const stamp = `${found.mtimeMs}-${found.size}`;
    const known = this.#known.get(name);
    if (known?.stamp === stamp) return known.listed;
    const listed = await this.#read(file, found.size, found.mtime);
    this.#known.set(name, { stamp, listed });
    return listed;
  }

  async #read(file: string, bytes: number, changed: Date): Promise<ListedRecording> {
    const name = path.basename(file);
    const about = { id: recordingId(name), name: path.basename(name, EXTENSION), bytes };
    const described = await this.#files.describe(file);
    if (!described.ok) {
      const summary = unreadable(about, changed, described.problem.message);
      return { file: name, summary, thumbnail: null };
    }
    const { info, thumbnail } = described.value;
    return {
      file: name,
      thumbnail,
      summary: {
        ...about,
        camera: info.sensor.name,
        createdAt: info.createdAt,
        durationMs: info.durationMs,
        frames: info.frames,
        dropped: info.dropped,
        droppedByDisk: info.droppedByDisk,
        missedByCamera: info.missedByCamera,
        complete: info.complete,
        problem: null,
        hasThumbnail: thumbnail !== null,
        formats: EXPORT_FORMATS.filter(
          (format) => format !== 'fakenect' || hasRawKinectV1(info.sensor),
        ),
      },
    };
  }
}

/** Id derived from the file name; never a path. */
function recordingId(fileName: string): string {
  return createHash('sha256').update(fileName).digest('base64url').slice(0, 22);
}

function unreadable(
  about: Pick<RecordingSummary, 'id' | 'name' | 'bytes'>,
  changed: Date,
  problem: string,
): RecordingSummary {
  return {
    ...about,
    camera: '',
    createdAt: changed.toISOString(),
    durationMs: 0,
    frames: 0,
    dropped: 0,
    droppedByDisk: null,
    missedByCamera: null,
    complete: false,
    problem,
    hasThumbnail: false,
    formats: [],
  };
}
