/** Recordings in memory, for tests of the code that plays and lists them. */
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { SensorFrame } from '../camera/sensor-frame.ts';
import { TEST_SENSOR } from '../exchange/frame-source-fixture.ts';
import type { Recording, RecordingInfo } from '../camera/recording/recording.ts';
import { describeRecording } from './describe-recording.ts';
import type { RecordingFiles, RepairedRecording } from './recording-files.ts';

export interface MemoryRecordings extends RecordingFiles {
  /** Number that are open now. */
  readonly stillOpen: ReadonlySet<string>;
  /** Repaired so far. */
  readonly repaired: readonly string[];
}

/** The files by name; others cannot be opened. Nothing can be recorded. */
export function memoryRecordings(
  files: Readonly<Record<string, readonly SensorFrame[]>>,
): MemoryRecordings {
  const stillOpen = new Set<string>();
  const repaired: string[] = [];
  const missing = (file: string) => fail('recording-unreadable', `${file} is not there.`);
  return {
    stillOpen,
    repaired,
    create: () => Promise.resolve(fail('recording-failed', 'There is no disk.')),
    open(file) {
      const frames = files[file];
      if (frames === undefined) return Promise.resolve(missing(file));
      stillOpen.add(file);
      return Promise.resolve(succeed(recordingOf(file, frames, () => stillOpen.delete(file))));
    },
    describe(file) {
      return this.open(file).then(describeRecording);
    },
    repair(file): Promise<Result<RepairedRecording>> {
      const frames = files[file];
      if (frames === undefined) return Promise.resolve(missing(file));
      repaired.push(file);
      const info = infoOf(file, frames);
      return Promise.resolve(succeed({ file: `${file} (repaired)`, info, left: 0, others: 0 }));
    },
  };
}

function infoOf(file: string, frames: readonly SensorFrame[]): RecordingInfo {
  const first = frames[0]?.timeMs ?? 0;
  return {
    file,
    frames: frames.length,
    durationMs: (frames.at(-1)?.timeMs ?? first) - first,
    dropped: 0,
    droppedByDisk: 0,
    missedByCamera: 0,
    bytes: 1000 * frames.length,
    complete: true,
    streams: [],
    sensor: frames[0]?.sensor ?? TEST_SENSOR,
    createdAt: '2026-11-26T14:03:09.000Z',
    app: '1',
    encoder: 'fake 1',
  };
}

function recordingOf(file: string, frames: readonly SensorFrame[], onClose: () => void): Recording {
  const times = frames.map(({ timeMs }) => timeMs);
  return {
    info: infoOf(file, frames),
    times,
    indexAt: (timeMs) =>
      Math.max(
        0,
        times.findLastIndex((time) => time <= timeMs),
      ),
    frameAt(index) {
      const frame = frames[index];
      return Promise.resolve(
        frame === undefined
          ? fail('recording-unreadable', 'There is no such frame.')
          : succeed(frame),
      );
    },
    close() {
      onClose();
      return Promise.resolve();
    },
  };
}
