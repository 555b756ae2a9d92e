import type { RecordingFiles } from '../recording-files.ts';

/** What made a recording, stored in it. */
export interface RecordingMaker {
  /** Version of the application. */
  readonly app: string;
  /** Name and version of the encoder. */
  readonly encoder: string;
}

/**
 * Begins recordings as MCAP files with JPEG colour. The codecs are loaded with the first, since a restarted engine must
 * be back within a second.
 */
export function createRecordingsOf(made: RecordingMaker): RecordingFiles['create'] {
  return async (file, sensor, onProblem) => {
    const { openThreadedRecordingWriter } = await import('./write/open-recording-writer.ts');
    return openThreadedRecordingWriter(file, { ...made, sensor, color: 'jpeg', onProblem });
  };
}
