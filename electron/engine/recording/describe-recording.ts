import { succeed, type Result } from '../../contract/problem.ts';
import type { Recording, RecordingInfo } from '../camera/recording/recording.ts';
import { smallJpeg } from './small-jpeg.ts';

export interface DescribedRecording {
  readonly info: RecordingInfo;
  /** A small JPEG; null if the frame for it cannot be read. */
  readonly thumbnail: Uint8Array | null;
}

const THUMBNAIL_WIDTH = 240;

/** What the list of recordings shows of one. Closes it. */
export async function describeRecording(
  opened: Result<Recording>,
): Promise<Result<DescribedRecording>> {
  if (!opened.ok) return opened;
  const { info } = opened.value;
  const thumbnail = await thumbnailOf(opened.value);
  await opened.value.close();
  return succeed({ info, thumbnail });
}

/** A frame from the middle: at the start people still walk up to the camera. */
async function thumbnailOf(reader: Recording): Promise<Uint8Array | null> {
  if (reader.info.frames === 0) return null;
  const frame = await reader.frameAt(Math.floor(reader.info.frames / 2));
  return frame.ok ? smallJpeg(frame.value, THUMBNAIL_WIDTH) : null;
}
