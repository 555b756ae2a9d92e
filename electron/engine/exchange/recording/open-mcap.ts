import type { ImportArguments } from '../../../contract/exchange.ts';
import { succeed, type Result } from '../../../contract/problem.ts';
import { openRecording } from '../../recording/mcap/read/open-recording.ts';
import type { FrameSource } from '../frame-source.ts';
import { refuseIdleArguments } from '../reading/import-arguments.ts';
import { sourceOfRecording } from './recording-import.ts';

/** An MCAP file as a session: a recording of Depthlock, which says all of its numbers itself. */
export async function openMcap(file: string, given: ImportArguments): Promise<Result<FrameSource>> {
  const idle = refuseIdleArguments(
    given,
    file,
    'a recording',
    'which says its unit and its calibration itself',
  );
  if (idle !== null) return idle;
  const recording = await openRecording(file);
  if (!recording.ok) return recording;
  const session = sourceOfRecording(recording.value);
  return succeed(recording.value.info.complete ? { ...session, wholeRecording: file } : session);
}
