import type { GalleryEntry } from '../../../electron/contract/engine/engine-messages.ts';
import type { Trust } from '../../../electron/contract/frame.ts';
import { Recognition } from '../../../electron/engine/session/recognition.ts';
import type { Vision } from '../../../electron/engine/vision/pipeline.ts';
import type { LookSequence } from '../looks/look-sequence.ts';
import { frameOf, Relay } from '../looks/relay.ts';

/** Enrols whoever looks show, as the app does from a recording; null where they do not suffice. */
export async function enrolFrom(
  looks: Pick<LookSequence, 'at' | 'save'>,
  personId: string,
  { encoder }: Pick<Vision, 'encoder'>,
  trust: Trust,
): Promise<GalleryEntry | null> {
  const relay = new Relay(encoder);
  const recognition = new Recognition({ vision: relay, gallery: [], trust });
  recognition.enrol({ kind: 'enrolment.start' });
  for (let k = 0; ; k++) {
    if (recognition.enrolmentView.phase !== 'capturing') break;
    const look = await looks.at(k);
    if (look === null) break;
    relay.show(look, look.observation.timeMs);
    await recognition.look(frameOf(look, trust));
    recognition.enrol({ kind: 'enrolment.continue' });
  }
  await looks.save();
  recognition.enrol({ kind: 'recording-over' });
  const { captured } = recognition;
  return captured === null ? null : { personId, name: personId, ...captured };
}
