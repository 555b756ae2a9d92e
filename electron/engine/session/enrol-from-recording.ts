import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import {
  capturedReferences,
  enrolmentReducer,
  initialEnrolment,
  viewOf,
  type EnrolmentInput,
} from '../identity/enrolment.ts';
import type { RecordedFrames } from '../recording/recorded-frames.ts';
import { rehearsedTrust } from './rehearsal.ts';
import { encoderName } from '../vision/encode/encoder-info.ts';
import type { Vision } from '../vision/pipeline.ts';

/**
 * Enrols whoever a recording shows, for a rehearsal: nothing is stored. Two rounds of the head are taken where they
 * are there, else the views from ahead have to do, as for somebody who cannot turn the head. The problem says what
 * the recording lacks.
 */
export async function enrolFromRecording(
  vision: Vision,
  name: string,
  frames: RecordedFrames,
): Promise<Result<GalleryEntry>> {
  const trust = rehearsedTrust(frames.recording.info.sensor.trust);
  let state = initialEnrolment(vision.encoder.thresholds);
  const enrol = (input: EnrolmentInput): void => {
    state = enrolmentReducer(state, input);
  };
  const phase = () => viewOf(state).phase;
  vision.reset();
  enrol({ kind: 'enrolment.start' });
  for (let index = 0; index < frames.count && phase() === 'capturing'; index++) {
    const frame = await frames.at(index);
    if (!frame.ok) return frame;
    const { observation, embedding } = await vision.process(frame.value, { embed: true });
    enrol({ kind: 'frame', observation, embedding, trust });
    enrol({ kind: 'enrolment.continue' });
  }
  enrol({ kind: 'enrolment.partial' });
  const view = viewOf(state);
  const captured = capturedReferences(state);
  if (captured !== null) {
    const { references } = captured;
    const encoder = encoderName(vision.encoder);
    return succeed({ personId: name, name, trust, encoder, references });
  }
  const reason =
    view.phase === 'stopped'
      ? view.reason
      : 'It shows nobody who looks at the camera, still and near enough, for a second.';
  return fail(
    'recording-unreadable',
    `${frames.recording.info.file} enrols nobody. ${reason} Record somebody who looks at the camera and then turns the head round, twice.`,
  );
}
