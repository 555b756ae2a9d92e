import type { RecordingFiles } from '../recording-files.ts';
import { openRecording } from './open-recording.ts';
import { openRecordingWriter } from './open-recording-writer.ts';
import { repairRecording } from './repair-recording.ts';

/** Recordings as MCAP files with JPEG colour. @param made by which version of the application, beside which encoder */
export function mcapRecordings(made: {
  readonly app: string;
  readonly encoder: string;
}): RecordingFiles {
  return {
    create: (file, sensor, onProblem) =>
      openRecordingWriter(file, { ...made, sensor, color: 'jpeg', onProblem }),
    open: openRecording,
    repair: repairRecording,
  };
}
