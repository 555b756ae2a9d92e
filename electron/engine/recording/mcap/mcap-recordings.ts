import type { RecordingFiles } from '../recording-files.ts';

/**
 * Recordings as MCAP files with JPEG colour. The codecs are loaded with the first file, since a restarted engine must
 * be back within a second.
 * @param made version of the application and of its encoder, stored in each recording
 */
export function mcapRecordings(made: {
  readonly app: string;
  readonly encoder: string;
}): RecordingFiles {
  return {
    async create(file, sensor, onProblem) {
      const { openThreadedRecordingWriter } = await import('./write/open-recording-writer.ts');
      return openThreadedRecordingWriter(file, { ...made, sensor, color: 'jpeg', onProblem });
    },
    async open(file) {
      const { openRecording } = await import('./read/open-recording.ts');
      return openRecording(file);
    },
    async repair(file) {
      const { repairRecording } = await import('./read/repair-recording.ts');
      return repairRecording(file);
    },
  };
}
