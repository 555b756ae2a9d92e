import type { GalleryEntry } from '../../contract/engine/engine-messages.ts';
import { fail, succeed, type Result } from '../../contract/problem.ts';
import type { RecordedFrames } from '../camera/recording/recorded-frames.ts';
import { Recognition } from './recognition.ts';
import { rehearsedTrust } from './rehearsed-trust.ts';
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
  const { file, sensor } = frames.recording.info;
  const recognition = new Recognition({
    vision,
    gallery: [],
    trust: rehearsedTrust(sensor.trust),
  });
  recognition.enrol({ kind: 'enrolment.start' });
  for (let k = 0; k < frames.count && recognition.enrolmentView.phase === 'capturing'; k++) {
    const frame = await frames.at(k);
    if (!frame.ok) return frame;
    await recognition.look(frame.value);
    recognition.enrol({ kind: 'enrolment.continue' });
  }
  recognition.enrol({ kind: 'recording-over' });
  const { captured, enrolmentView: view } = recognition;
  if (captured !== null) return succeed({ personId: name, name, ...captured });
  const reason =
    view.phase === 'stopped'
      ? view.reason
      : 'It shows nobody who looks at the camera, still and near enough, for a second.';
  return fail(
    'recording-unreadable',
    `${file} enrols nobody. ${reason} Record somebody who looks at the camera and then turns the head round, twice.`,
  );
}
