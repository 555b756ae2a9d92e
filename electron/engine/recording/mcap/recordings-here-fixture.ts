import type { RecordingFiles } from '../recording-files.ts';
import { describeRecording } from '../describe-recording.ts';
import { createRecordingsOf, type RecordingMaker } from './create-recording.ts';
import { openRecording } from './read/open-recording.ts';
import { repairRecording } from './read/repair-recording.ts';

/** Recordings as MCAP files, read in this process: for tests. The app reads them in another one (file-process). */
export function mcapRecordings(made: RecordingMaker): RecordingFiles {
  return {
    create: createRecordingsOf(made),
    open: openRecording,
    describe: async (file) => describeRecording(await openRecording(file)),
    repair: (file) => repairRecording(file),
  };
}
