import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RecordedFrames } from '../camera/recording/recorded-frames.ts';
import { Recognition } from './recognition.ts';
import { rehearsedTrust } from './rehearsed-trust.ts';
import type { Vision } from '../vision/pipeline.ts';

/** Whom a recording shows, and how much of it that took. */
export interface EnrolledFromRecording {
  readonly entry: GalleryEntry;
  /** Frames that were looked at, counted from the first: references are of some of them. */
  readonly frames: number;
}

export interface EnrolmentLimits {
  /** Frames that may be looked at, from the first; default: all. */
  readonly most?: number;
  /** Ends it with what was seen until then. */
  readonly signal?: AbortSignal;
}

/**
 * Enrols whoever a recording shows, for a rehearsal: nothing is stored. Two rounds of the head are taken where they
 * are there, else the views from ahead have to do, as for somebody who cannot turn the head. The problem says what
 * the recording lacks.
 */
export async function enrolFromRecording(
  vision: Vision,
  name: string,
  frames: RecordedFrames,
  { most = frames.count, signal }: EnrolmentLimits = {},
): Promise<Result<EnrolledFromRecording>> {
  const { file, sensor } = frames.recording.info;
  const recognition = new Recognition({
    vision,
    gallery: [],
    trust: rehearsedTrust(sensor.trust),
  });
  recognition.enrol({ kind: 'enrolment.start' });
  let looked = 0;
  const mayLook = (): boolean =>
    looked < Math.min(most, frames.count) &&
    signal?.aborted !== true &&
    recognition.enrolmentView.phase === 'capturing';
  while (mayLook()) {
    const frame = await frames.at(looked);
    if (!frame.ok) return frame;
    await recognition.look(frame.value);
    recognition.enrol({ kind: 'enrolment.continue' });
    looked += 1;
  }
  recognition.enrol({ kind: 'recording-over' });
  const { captured, enrolmentView: view } = recognition;
  if (captured !== null) {
    return succeed({ entry: { personId: name, name, ...captured }, frames: looked });
  }
  const reason =
    view.phase === 'stopped'
      ? view.reason
      : 'It shows nobody who looks at the camera, still and near enough, for a second.';
  return fail(
    'recording-unreadable',
    `${file} enrols nobody. ${reason} Record somebody who looks at the camera and then turns the head round, twice.`,
  );
}
