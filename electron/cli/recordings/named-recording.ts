/** People given to a command by their recordings: `--enrol NAME=FILE`. */
import { InvalidArgumentError, Option } from '@commander-js/extra-typings';
import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { succeed, type Result } from '../../contract/problem.ts';
import { RecordedFrames } from '../../engine/camera/recording/recorded-frames.ts';
import { openRecording } from '../../engine/recording/mcap/read/open-recording.ts';
import { enrolFromRecording } from '../../engine/session/enrol-from-recording.ts';
import type { Vision } from '../../engine/vision/pipeline.ts';

export interface NamedRecording {
  readonly name: string;
  /** The recording that shows the person. */
  readonly file: string;
}

/** The option by which a command takes people. */
export function enrolOption(description: string, byDefault: string) {
  return new Option('--enrol <name=file>', description)
    .argParser(addPerson)
    .default([] as readonly NamedRecording[], byDefault);
}

/** Enrols whoever a recording shows; nothing is stored. */
export function enrolNamed(
  vision: Vision,
  { name, file }: NamedRecording,
): Promise<Result<GalleryEntry>> {
  return withFrames(file, async (frames) => {
    const enrolled = await enrolFromRecording(vision, name, frames);
    return enrolled.ok ? succeed(enrolled.value.entry) : enrolled;
  });
}

/** Opens a recording for as long as it is used. */
export async function withFrames<T>(
  file: string,
  use: (frames: RecordedFrames) => Promise<Result<T>>,
): Promise<Result<T>> {
  const opened = await openRecording(file);
  if (!opened.ok) return opened;
  try {
    return await use(new RecordedFrames(opened.value));
  } finally {
    await opened.value.close();
  }
}

/** Parses one `--enrol` more. */
function addPerson(text: string, earlier: readonly NamedRecording[]): readonly NamedRecording[] {
  const at = text.indexOf('=');
  const [name, file] = [text.slice(0, at).trim(), text.slice(at + 1)];
  if (at < 1 || name === '' || file === '') throw new InvalidArgumentError('Say NAME=FILE.');
  if (earlier.some((person) => person.name === name)) {
    throw new InvalidArgumentError('Two people cannot have one name.');
  }
  return [...earlier, { name, file }];
}
